import { RealHoldings } from '#editing/holdings-in-view.tsx'
import { NewInstancePage } from '#features/instances/new-instance-page.tsx'

export function Component() {
  return (
    <RealHoldings>
      <NewInstancePage />
    </RealHoldings>
  )
}
