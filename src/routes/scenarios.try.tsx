import { ActionListPage } from '#features/actions/action-list-page.tsx'
import { ScenariosBreadcrumb } from '#features/scenarios/breadcrumbs.tsx'

export function Component() {
  return <ActionListPage scenario={null} breadcrumbs={<ScenariosBreadcrumb />} />
}
