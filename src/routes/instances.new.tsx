import { RealHoldings } from '#editing/holdings-in-view.tsx'
import { NewInstancePage } from '#features/instances/new-instance-page.tsx'
import { TypedRealEffect } from '#features/projections/typed-effect.tsx'

export function Component() {
  return (
    <RealHoldings>
      <NewInstancePage
        renderEffect={(row, typed, below) => <TypedRealEffect row={row} typed={typed} below={below} />}
      />
    </RealHoldings>
  )
}
