import { InstancesPage } from '#features/instances/instances-page.tsx'
import { exportInstances } from '#features/transfer/export-documents.ts'

export function Component() {
  return <InstancesPage onExport={exportInstances} />
}
