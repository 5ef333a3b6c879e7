import { useParams } from 'react-router-dom'
import { RealHoldings } from '#editing/holdings-in-view.tsx'
import { InstanceHistory } from '#features/history/instance-history.tsx'
import { EditInstancePage } from '#features/instances/edit-instance-page.tsx'
import { HoldingPlanAndActual } from '#features/projections/plan-and-actual.tsx'
import { PlannedSale } from '#features/projections/sale-figures.tsx'
import { TypedRealEffect } from '#features/projections/typed-effect.tsx'
import { UndoDialog } from '#features/review/undo-dialog.tsx'

export function Component() {
  const { instanceId = '' } = useParams()
  return (
    <RealHoldings>
      <EditInstancePage
        key={instanceId}
        instanceId={instanceId}
        renderEffect={(row, typed, below) => <TypedRealEffect row={row} typed={typed} below={below} />}
      >
        <PlannedSale instanceId={instanceId} />
        <HoldingPlanAndActual instanceId={instanceId} />
        <InstanceHistory instanceId={instanceId} renderUndo={(undoing) => <UndoDialog {...undoing} />} />
      </EditInstancePage>
    </RealHoldings>
  )
}
