import { DeletedPage } from '#features/deleted/deleted-page.tsx'

export { DeletedPage as Component }
