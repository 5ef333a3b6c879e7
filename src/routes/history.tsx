import { RealHoldingsOfLate } from '#editing/holdings-in-view.tsx'
import { HistoryList } from '#features/history/history-list.tsx'
import { UndoDialog } from '#features/review/undo-dialog.tsx'
import { ScenariosGate } from '#features/scenarios/scenarios-gate.tsx'
import { Page } from '#ui/page.tsx'

export function Component() {
  return (
    <ScenariosGate title="History">
      <Page
        title="History"
        description="Everything that was done with your investments and your scenarios. Nothing here is ever altered."
      >
        <RealHoldingsOfLate>
          <HistoryList renderUndo={(undoing) => <UndoDialog {...undoing} />} />
        </RealHoldingsOfLate>
      </Page>
    </ScenariosGate>
  )
}
