import { ScenarioDifferences } from '#features/scenarios/scenario-differences.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'

export function Component() {
  const scenario = useScenarioInView()
  return <ScenarioDifferences scenarioId={scenario.id} />
}
