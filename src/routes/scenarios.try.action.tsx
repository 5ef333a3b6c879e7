import { useParams } from 'react-router-dom'
import { RealHoldings } from '#editing/holdings-in-view.tsx'
import { ActionPage } from '#features/actions/action-page.tsx'
import { SaleOfRows } from '#features/projections/sale-of-rows.tsx'
import { TypedRowsEffect } from '#features/projections/typed-effect.tsx'
import { usePausedBecause } from '#features/scenarios/scenarios-context.tsx'

export function Component() {
  const { actionId = '' } = useParams()
  return (
    <RealHoldings>
      <ActionPage
        scenario={null}
        actionId={actionId}
        pausedBecause={usePausedBecause()}
        renderEffect={(typed, below) => <TypedRowsEffect scenario={null} typed={typed} below={below} />}
        renderOutcome={
          actionId === 'sell' ? (typed, about) => <SaleOfRows typed={typed} about={about} /> : undefined
        }
      />
    </RealHoldings>
  )
}
