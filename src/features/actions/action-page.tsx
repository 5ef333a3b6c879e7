import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router-dom'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { type ActionId, actionNames, isActionId } from '#domain/actions/action-names.ts'
import { actions } from '#domain/actions/actions.ts'
import { paths } from '#lib/paths.ts'
import { BackLink } from '#ui/back-link.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { HeldUp } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { NotFound } from '#ui/not-found.tsx'
import { Page } from '#ui/page.tsx'
import { type RenderOutcome, type RenderRowsEffect, TryAction } from './try-action.tsx'

interface ActionPageProps {
  scenario: Scenario
  actionId: string
  /** Why nothing can be written for now; what is answered stays. */
  pausedBecause: string | null
  renderEffect: RenderRowsEffect
  renderOutcome?: RenderOutcome | undefined
}

/** The questions of one action. */
export function ActionPage({ scenario, actionId, ...rest }: ActionPageProps) {
  const all = paths.tryActions(scenario.id)
  if (!isActionId(actionId))
    return (
      <NotFound title="No such action" actions={<LinkButton to={all}>What can be tried</LinkButton>}>
        The address names something that cannot be tried here.
      </NotFound>
    )
  const { label, description } = actionNames[actionId]
  return (
    <Page
      title={label}
      documentTitle={`${label} · ${scenario.name}`}
      description={description}
      breadcrumbs={<BackLink to={all}>Try something in “{scenario.name}”</BackLink>}
    >
      <Loaded key={actionId} scenario={scenario} actionId={actionId} {...rest} />
    </Page>
  )
}

interface LoadedProps extends Omit<ActionPageProps, 'actionId'> {
  actionId: ActionId
}

function Loaded({ scenario, actionId, ...rest }: LoadedProps) {
  const [parameters] = useSearchParams()
  const rows = useQuery(scenarioInstancesQuery(scenario.id))
  const reality = useQuery(instancesQuery)
  const { assumptions } = usePreferences()
  if (!rows.data || !reality.data)
    return (
      <HeldUp
        query={rows.error ? rows : reality}
        failed="The investments could not be loaded"
        loading={<LoadingState rows={3} height={120} label="Loading the investments" />}
      />
    )
  const of = parameters.get('of')
  const copy = rows.data.find(
    ({ id, source_instance_id: source }) => of !== null && (id === of || source === of),
  )
  return (
    <TryAction
      actionId={actionId}
      action={actions[actionId]}
      holdingId={copy?.id ?? of}
      scenario={scenario}
      rows={rows.data}
      reality={reality.data}
      ownAssumptions={assumptions}
      {...rest}
    />
  )
}
