import { GuideResult } from '#features/actions/guide-result.tsx'
import { pathOfEvent } from '#features/projections/event-paths.ts'
import { HouseholdTimeline } from '#features/projections/household-timeline.tsx'
import { ScenarioChanges } from '#features/projections/scenario-changes.tsx'
import { ScenarioSummary } from '#features/projections/scenario-summary.tsx'
import { SwitchedOffBar } from '#features/projections/switched-off-bar.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'
import { useScenarioEvents } from '#features/scenarios/use-scenario-events.ts'
import { paths } from '#lib/paths.ts'

export function Component() {
  const scenario = useScenarioInView()
  const { holdingPath, moveOf } = useScenarioEvents(scenario.id)
  const assumptions = paths.scenarioTab(scenario.id, 'assumptions')
  return (
    <>
      <GuideResult />
      <ScenarioSummary
        key={scenario.id}
        scenarioId={scenario.id}
        renderTimeline={(plan) => (
          <HouseholdTimeline
            plan={plan}
            pathOf={(event) => pathOfEvent(event, { holding: holdingPath, assumptions })}
            moveOf={(event) => moveOf(event, plan)}
          />
        )}
      />
      <ScenarioChanges scenario={scenario} title="What differs from reality" hasSwitches />
      <SwitchedOffBar scenario={scenario} />
    </>
  )
}
