import { useParams } from 'react-router-dom'
import { EditInstancePage } from '#features/instances/edit-instance-page.tsx'

export function Component() {
  const { instanceId = '' } = useParams()
  return <EditInstancePage key={instanceId} instanceId={instanceId} />
}
