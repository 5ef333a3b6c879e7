import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { actionNames, isActionId } from '#domain/actions/action-names.ts'
import { actions } from '#domain/actions/actions.ts'
import { paths } from '#lib/paths.ts'
import { BackLink } from '#ui/back-link.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { HeldUp } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { NotFound } from '#ui/not-found.tsx'
import { Page } from '#ui/page.tsx'
import { type RenderOutcome, type RenderRowsEffect, TryAction } from './try-action.tsx'
import { lineageOf, useStored } from './use-stored.ts'

interface ActionPageProps {
  /** In which it is tried; null: in a new one. */
  scenario: Scenario | null
  actionId: string
  /** Why nothing can be written for now; what is answered stays. */
  pausedBecause: string | null
  renderEffect: RenderRowsEffect
  renderOutcome?: RenderOutcome | undefined
}

/** The questions of one action. */
export function ActionPage({ actionId, ...rest }: ActionPageProps) {
  const { scenario } = rest
  const [parameters] = useSearchParams()
  const of = parameters.get('of')
  // Of a new scenario that is there already, since writing into it failed on the way.
  const [begun, setBegun] = useState<Scenario | null>(null)
  const { data, query } = useStored(scenario ?? begun)
  const [shown, setShown] = useState(data)
  if (data && data !== shown) setShown(data)
  const all = paths.tryActions(scenario?.id ?? null, of)
  if (!isActionId(actionId))
    return (
      <NotFound title="No such action" actions={<LinkButton to={all}>What can be tried</LinkButton>}>
        The address names something that cannot be tried here.
      </NotFound>
    )
  const { label, description } = actionNames[actionId]
  const where = scenario ? `in “${scenario.name}”` : 'in a new scenario'
  const body: ReactNode = shown ? (
    <TryAction
      key={actionId}
      {...rest}
      scenario={scenario ?? begun}
      onBegun={setBegun}
      actionId={actionId}
      action={actions[actionId]}
      stored={shown}
      lineageId={lineageOf(shown, of)}
    />
  ) : (
    <HeldUp
      query={query}
      failed="The investments could not be loaded"
      loading={<LoadingState rows={3} height={120} label="Loading the investments" />}
    />
  )
  return (
    <Page
      title={label}
      documentTitle={`${label} · ${scenario?.name ?? 'New scenario'}`}
      description={description}
      breadcrumbs={<BackLink to={all}>Try something {where}</BackLink>}
    >
      {body}
    </Page>
  )
}
