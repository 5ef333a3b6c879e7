import { HistoryList } from '#features/history/history-list.tsx'
import { UndoDialog } from '#features/review/undo-dialog.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'

export function Component() {
  const scenario = useScenarioInView()
  return <HistoryList scenarioId={scenario.id} renderUndo={(undoing) => <UndoDialog {...undoing} />} />
}
