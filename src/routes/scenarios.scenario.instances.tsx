import { ScenarioInstancesTab } from '#features/scenarios/scenario-instances-tab.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'

export function Component() {
  const scenario = useScenarioInView()
  return <ScenarioInstancesTab scenarioId={scenario.id} />
}
