import { ApplyPanel } from '#features/apply/apply-panel.tsx'
import { ProjectionImpact } from '#features/projections/projection-impact.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'

export function Component() {
  const scenario = useScenarioInView()
  return (
    <ApplyPanel
      key={scenario.id}
      scenarioId={scenario.id}
      renderImpact={(change) => <ProjectionImpact scenarioId={scenario.id} {...change} />}
    />
  )
}
