import { ScenarioSummary } from '#features/projections/scenario-summary.tsx'
import { ScenarioDifferences } from '#features/scenarios/scenario-differences.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'

export function Component() {
  const scenario = useScenarioInView()
  return (
    <>
      <ScenarioSummary key={scenario.id} scenarioId={scenario.id} />
      <ScenarioDifferences scenarioId={scenario.id} />
    </>
  )
}
