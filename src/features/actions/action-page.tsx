import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { type ActionId, actionNames, isActionId } from '#domain/actions/action-names.ts'
import { actions } from '#domain/actions/actions.ts'
import { useGuide } from '#lib/guide.ts'
import { paths } from '#lib/paths.ts'
import { BackLink } from '#ui/back-link.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { HeldUp } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { NotFound } from '#ui/not-found.tsx'
import { Page } from '#ui/page.tsx'
import { GuideSteps } from './guide-steps.tsx'
import { HoldingChoice, useHoldingsToChoose } from './holding-choice.tsx'
import { type RenderOutcome, type RenderRowsEffect, TryAction } from './try-action.tsx'
import { lineageOf, type Stored, useStored } from './use-stored.ts'

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
  const guide = useGuide()
  const all = paths.tryActions(scenario?.id ?? null, guide.isOn ? null : of)
  if (!isActionId(actionId))
    return (
      <NotFound
        title="No such action"
        actions={<LinkButton to={guide.keep(all)}>What can be tried</LinkButton>}
      >
        The address names something that cannot be tried here.
      </NotFound>
    )
  const { label, description } = actionNames[actionId]
  const where = scenario ? `in “${scenario.name}”` : 'in a new scenario'
  const body: ReactNode = shown ? (
    <Guided key={actionId} actionId={actionId} scenario={scenario} stored={shown} of={of}>
      <TryAction
        {...rest}
        scenario={scenario ?? begun}
        onBegun={setBegun}
        actionId={actionId}
        action={actions[actionId]}
        stored={shown}
        lineageId={lineageOf(shown, of)}
      />
    </Guided>
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
      breadcrumbs={<BackLink to={guide.keep(all)}>Try something {where}</BackLink>}
    >
      {body}
    </Page>
  )
}

interface GuidedProps {
  actionId: ActionId
  scenario: Scenario | null
  stored: Stored
  /** The id of what it is done to, where that is chosen. */
  of: string | null
  children: ReactNode
}

/** In the guide, what an action is done to is a step of its own; outside of it all is asked at once. */
function Guided({ actionId, scenario, stored, of, children }: GuidedProps) {
  const guide = useGuide()
  const several = useHoldingsToChoose(actions[actionId], scenario, stored)
  const isChoosing = guide.isOn && several.length > 0 && of === null
  const start = guide.keep(paths.tryActions(null))
  return (
    <>
      <GuideSteps
        step={isChoosing ? 2 : 3}
        back={[start, several.length > 0 ? guide.keep(paths.tryAction(null, actionId)) : null]}
      >
        {isChoosing
          ? 'Choose what it is about; the largest comes first.'
          : 'The answers are a beginning: change them as you like, and see at once what it would mean beside reality. “Do it” keeps it as a scenario.'}
      </GuideSteps>
      {isChoosing ? (
        <HoldingChoice
          action={actions[actionId]}
          holdings={several}
          pathOf={(id) => guide.keep(paths.tryAction(null, actionId, id))}
        />
      ) : (
        children
      )}
    </>
  )
}
