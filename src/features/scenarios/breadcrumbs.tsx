import type { Scenario } from '#data/scenarios/scenario.ts'
import { paths } from '#lib/paths.ts'
import { BackLink } from '#ui/back-link.tsx'

export function ScenariosBreadcrumb() {
  return <BackLink to={paths.scenarios}>Scenarios</BackLink>
}

/** Back to what is in a scenario. */
export function ScenarioBreadcrumb({ scenario }: { scenario: Scenario }) {
  return <BackLink to={paths.scenarioTab(scenario.id, 'instances')}>{scenario.name}</BackLink>
}
