import { ScenariosPage } from '#features/scenarios/scenarios-page.tsx'

export function Component() {
  return <ScenariosPage />
}
