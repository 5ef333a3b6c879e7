import { HistoryList } from '#features/history/history-list.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'

export function Component() {
  const scenario = useScenarioInView()
  return <HistoryList scenarioId={scenario.id} />
}
