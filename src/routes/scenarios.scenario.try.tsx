import { ActionListPage } from '#features/actions/action-list-page.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'
import { paths } from '#lib/paths.ts'
import { BackLink } from '#ui/back-link.tsx'

export function Component() {
  const scenario = useScenarioInView()
  return (
    <ActionListPage
      scenario={scenario}
      breadcrumbs={<BackLink to={paths.scenario(scenario.id)}>{scenario.name}</BackLink>}
    />
  )
}
