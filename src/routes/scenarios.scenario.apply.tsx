import { FeedbackPrompt } from '#features/feedback/feedback-prompt.tsx'
import { DefaultsImpact } from '#features/projections/defaults-impact.tsx'
import { KeepProjection } from '#features/projections/keep-projection.tsx'
import { ProjectionImpact } from '#features/projections/projection-impact.tsx'
import { ScenarioChanges } from '#features/projections/scenario-changes.tsx'
import { ApplyPanel } from '#features/review/apply-panel.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'

export function Component() {
  const scenario = useScenarioInView()
  return (
    <ApplyPanel
      key={scenario.id}
      scenarioId={scenario.id}
      renderAfterApplied={(applicationId) => (
        <>
          <KeepProjection applicationId={applicationId} />
          <FeedbackPrompt />
        </>
      )}
      renderDefaults={(change) => <DefaultsImpact {...change} />}
      renderImpact={(change) => <ProjectionImpact scenarioId={scenario.id} {...change} />}
      renderChanges={(leaving) => (
        <ScenarioChanges
          scenario={scenario}
          title="What each change does alone"
          level={3}
          leaving={leaving}
        />
      )}
    />
  )
}
