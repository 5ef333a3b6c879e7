import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isGone } from '#data/errors.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { scenarioQuery } from '#data/scenarios/scenarios.queries.ts'
import { isId } from '#lib/ids.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { HeldUp } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { NotFound } from '#ui/not-found.tsx'
import { Page } from '#ui/page.tsx'
import { ScenariosBreadcrumb } from './breadcrumbs.tsx'

/** What is shown of a scenario once it is there; before, and instead, what holds it up. */
export function LoadedScenario({
  scenarioId,
  children,
}: {
  scenarioId: string
  children: (scenario: Scenario) => ReactNode
}) {
  const scenario = useQuery({ ...scenarioQuery(scenarioId), enabled: isId(scenarioId) })
  if (!isId(scenarioId) || isGone(scenario.error)) return <ScenarioNotFound />
  if (scenario.data) return children(scenario.data)
  return (
    <Page title="Scenario" breadcrumbs={<ScenariosBreadcrumb />}>
      <HeldUp
        query={scenario}
        failed="The scenario could not be loaded"
        loading={<LoadingState label="Loading the scenario" />}
      />
    </Page>
  )
}

function ScenarioNotFound() {
  return (
    <NotFound
      title="There is no such scenario"
      actions={<LinkButton to={paths.scenarios}>All scenarios</LinkButton>}
    >
      It may have been deleted, or it belongs to someone else.
    </NotFound>
  )
}
