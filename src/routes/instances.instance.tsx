import { useParams } from 'react-router-dom'
import { RealHoldings } from '#editing/holdings-in-view.tsx'
import { EditInstancePage } from '#features/instances/edit-instance-page.tsx'

export function Component() {
  const { instanceId = '' } = useParams()
  return (
    <RealHoldings>
      <EditInstancePage key={instanceId} instanceId={instanceId} />
    </RealHoldings>
  )
}
