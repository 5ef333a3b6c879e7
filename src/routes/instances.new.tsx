import { NewInstancePage } from '#features/instances/new-instance-page.tsx'

export { NewInstancePage as Component }
