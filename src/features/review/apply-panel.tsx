import { Alert, Stack, Text } from '@mantine/core'
import { IconCheck, IconChecks, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import { scenarioQuery } from '#data/scenarios/scenarios.queries.ts'
import type { ApplicationAnswer } from '#data/shapes/plan.ts'
import type { Params } from '#domain/instances/types.ts'
import { carryOut, realHoldings } from '#domain/merge/carry-out.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { counted } from '#lib/counted.ts'
import { paths } from '#lib/paths.ts'
import { confirm } from '#ui/confirm.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { Applied } from './applied.tsx'
import { AssumptionsOffer } from './assumptions-offer.tsx'
import { changesLeft, leftInWords, planInWords, summarisePlan } from './plan-summary.ts'
import { ReviewBar, ReviewFrame } from './review-frame.tsx'
import { useApply } from './use-apply.ts'
import { type Leaving, useLeaving } from './use-leaving.ts'
import type { Review } from './use-review.ts'
import { whyItDiffers } from './why-it-differs.ts'

/** Reality before and after, for whoever shows what the change would mean. */
interface RealityChange {
  readonly now: readonly PlanInstance[]
  readonly after: readonly PlanInstance[]
  /** Why the figures are others than on the scenario's own pages; null while they are the same. */
  readonly differsBecause: string | null
  /** How many conflicts count as they are now. */
  readonly undecided: number
}

interface ApplyPanelProps {
  scenarioId: string
  /** Lists the changes of the scenario; given by the page, as all that is about projections. */
  renderChanges?: (leaving: Leaving) => ReactNode
  /** Shows what assumptions that are to be made defaults do to reality as it will be. */
  renderDefaults?: (change: {
    readonly after: readonly PlanInstance[]
    readonly defaults: Params
  }) => ReactNode
  /** Shows the financial effect; given by the page, which also knows about projections. */
  renderImpact?: (change: RealityChange) => ReactNode
  /** Stands below the word that it was applied. */
  renderAfterApplied?: (applicationId: string) => ReactNode
}

/** From a scenario to reality: what would happen, the conflicts to decide, and doing it. */
export function ApplyPanel(props: ApplyPanelProps) {
  const scenarios = useFeatureFlag('feature:scenarios')
  if (scenarios.isPending) return <LoadingState label="Loading" />
  // Why is said above, on every page of the feature.
  if (!scenarios.enabled) return <SwitchedOff message="It comes back with scenarios." />
  return <ApplyReview key={props.scenarioId} {...props} />
}

function SwitchedOff({ message }: { message: string | null }) {
  return (
    <Alert
      color="yellow"
      icon={<IconLock aria-hidden />}
      title="Applying is switched off at the moment"
      role="status"
    >
      {message ?? 'It will be back.'} Your scenario is kept as it is: you can read it and export it.
    </Alert>
  )
}

function ApplyReview(props: ApplyPanelProps) {
  const { scenarioId, renderChanges, renderDefaults, renderImpact, renderAfterApplied } = props
  const { review, offer, defaults } = useApply(scenarioId)
  const leaving = useLeaving(review)
  const assumptionsCount = Object.keys(defaults).length
  const flag = useFeatureFlag('feature:scenarios:apply')
  const { sending } = review
  const isEmpty = review.rows.length === 0
  const isSwitchedOff = !flag.isPending && !flag.enabled
  if (sending.answer?.status === 'success')
    return (
      <Stack gap="lg">
        <Applied
          scenarioId={scenarioId}
          answer={sending.answer}
          rowsLeft={rowsBeside(review, sending.answer)}
          onContinue={sending.dismiss}
        />
        {renderAfterApplied?.(sending.answer.application_id)}
      </Stack>
    )
  return (
    <ReviewFrame
      review={review}
      scenarioId={scenarioId}
      intro={isSwitchedOff && <SwitchedOff message={flag.message} />}
      isEmpty={isEmpty}
    >
      {isEmpty && offer.own.length === 0 ? (
        !sending.isUnsettled && <Nothing scenarioId={scenarioId} />
      ) : (
        <>
          {isEmpty && (
            <Text>This scenario proposes nothing for your investments that they do not have already.</Text>
          )}
          <AssumptionsOffer {...offer} />
          {assumptionsCount > 0 && renderDefaults && (
            <Reality scenarioId={scenarioId} review={review}>
              {({ after }) => renderDefaults({ after, defaults })}
            </Reality>
          )}
          {!isEmpty && renderImpact && (
            <Reality scenarioId={scenarioId} review={review}>
              {renderImpact}
            </Reality>
          )}
          {renderChanges?.(leaving)}
          <ApplyBar
            scenarioId={scenarioId}
            review={review}
            assumptions={assumptionsCount}
            isSwitchedOff={isSwitchedOff}
          />
        </>
      )}
    </ReviewFrame>
  )
}

/** How many investments of the scenario an apply had nothing to do with: they propose what they did. */
function rowsBeside({ rows }: Review, { items }: ApplicationAnswer): number {
  const answered = new Set(items.map(({ scenario_instance_id }) => scenario_instance_id))
  return rows.filter(({ rowId }) => !answered.has(rowId)).length
}

function Nothing({ scenarioId }: { scenarioId: string }) {
  return (
    <EmptyState
      icon={<IconCheck size={32} />}
      title="Nothing to apply"
      actions={
        <LinkButton to={paths.scenarioTab(scenarioId, 'instances')}>Change something in it</LinkButton>
      }
    >
      This scenario proposes nothing that reality does not have already.
    </EmptyState>
  )
}

interface ReviewPartProps {
  scenarioId: string
  review: Review
}

/** Reality as it is and as the plan would leave it, once both are known. */
function Reality({
  scenarioId,
  review,
  children,
}: ReviewPartProps & { children: (change: RealityChange) => ReactNode }) {
  const { plan, open } = review
  const { data: reality } = useQuery(instancesQuery)
  const { data: copies } = useQuery(scenarioInstancesQuery(scenarioId))
  const change = useMemo(
    () =>
      reality &&
      copies &&
      plan && {
        now: realHoldings(reality),
        after: carryOut(reality, copies, plan.items),
      },
    [reality, copies, plan],
  )
  if (!change) return null
  return children({ ...change, differsBecause: whyItDiffers(review), undecided: open.length })
}

interface ApplyBarProps extends ReviewPartProps {
  /** How many of them are to be made defaults. */
  assumptions: number
  isSwitchedOff: boolean
}

/** What applying would do in one sentence, and the button that does it. */
function ApplyBar({ scenarioId, review, assumptions, isSwitchedOff }: ApplyBarProps) {
  const { data: scenario } = useQuery(scenarioQuery(scenarioId))
  const { plan, rows, chosen } = review
  const words = plan ? planInWords(summarisePlan(plan)) : ''
  const left = leftInWords(plan?.items.flatMap(changesLeft).length ?? 0, rows.length - chosen.length)
  const rest = left === null ? '' : ` ${left}.`
  async function handleApply() {
    const isSure = await confirm({
      title: `Apply “${scenario?.name ?? 'this scenario'}” to reality?`,
      message: `This will ${words || 'bring the scenario in line with reality'}, in one step: all of it, or nothing.${rest} You can undo it from the history.`,
      confirmLabel: 'Apply to reality',
    })
    if (isSure) review.carryOut?.()
  }
  return (
    <ReviewBar
      review={review}
      name="Apply"
      obstacle={
        isSwitchedOff
          ? 'Applying is switched off at the moment.'
          : chosen.length + assumptions === 0
            ? `Choose at least one ${rows.length > 0 ? 'investment' : 'assumption'} to apply.`
            : null
      }
      words={
        words
          ? `Applying will ${words}.${rest}`
          : plan
            ? `Your investments stay as they are; the scenario takes over what changed in reality.${rest}`
            : ''
      }
      label={applyLabel(chosen.length, assumptions)}
      icon={<IconChecks size={18} aria-hidden />}
      onCarryOut={() => void handleApply()}
    />
  )
}

/** "Apply 2 investments and 1 assumption". */
function applyLabel(investments: number, assumptions: number): string {
  const parts = [
    ...(investments > 0 || assumptions === 0 ? [counted(investments, 'investment')] : []),
    ...(assumptions > 0 ? [counted(assumptions, 'assumption')] : []),
  ]
  return `Apply ${parts.join(' and ')}`
}
