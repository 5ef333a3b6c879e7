import { UpdateAmountsPage } from '#features/instances/update-amounts-page.tsx'

export { UpdateAmountsPage as Component }
