import { InstancesPage } from '#features/instances/instances-page.tsx'

export { InstancesPage as Component }
