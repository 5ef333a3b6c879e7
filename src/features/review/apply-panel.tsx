import { Alert, Stack } from '@mantine/core'
import { IconCheck, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import { scenarioQuery } from '#data/scenarios/scenarios.queries.ts'
import { carryOut, realHoldings } from '#domain/merge/carry-out.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { paths } from '#lib/paths.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { ApplyBar } from './apply-bar.tsx'
import { Applied, ApplyTrouble } from './apply-outcome.tsx'
import { DecisionProgress } from './decision-progress.tsx'
import { PlanList } from './plan-list.tsx'
import { type Apply, useApply } from './use-apply.ts'
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
  /** Shows the financial effect; given by the page, which also knows about projections. */
  renderImpact?: (change: RealityChange) => ReactNode
  /** Stands below the word that it was applied. */
  afterApplied?: ReactNode
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

function ApplyReview({ scenarioId, renderImpact, afterApplied }: ApplyPanelProps) {
  const apply = useApply(scenarioId)
  const flag = useFeatureFlag('feature:scenarios:apply')
  const { data: scenario } = useQuery(scenarioQuery(scenarioId))
  const { all, items, answer } = apply
  const isSwitchedOff = !flag.isPending && !flag.enabled

  if (answer?.status === 'success')
    return (
      <Stack gap="lg">
        <Applied scenarioId={scenarioId} answer={answer} onContinue={apply.dismiss} />
        {afterApplied}
      </Stack>
    )
  if (all.data === undefined) {
    if (all.error)
      return (
        <ErrorState
          error={all.error}
          title="What applying would do could not be worked out"
          onRetry={apply.refresh}
          isRetrying={all.isFetching}
        />
      )
    return <LoadingState label="Working out what applying would do" />
  }
  return (
    <Stack gap="md">
      {isSwitchedOff && <SwitchedOff message={flag.message} />}
      <ApplyTrouble apply={apply} />
      {items.length === 0 && !apply.pending && (
        <EmptyState
          icon={<IconCheck size={32} />}
          title="Nothing to apply"
          actions={
            <LinkButton to={paths.scenarioTab(scenarioId, 'instances')}>Change something in it</LinkButton>
          }
        >
          This scenario proposes nothing that reality does not have already.
        </EmptyState>
      )}
      {items.length > 0 && (
        <>
          {!isSwitchedOff && <DecisionProgress apply={apply} />}
          <PlanList scenarioId={scenarioId} apply={apply} />
          {apply.planError && (
            <ErrorState
              error={apply.planError}
              title="Your decisions could not be worked into the plan"
              onRetry={apply.refresh}
              isRetrying={all.isFetching}
            />
          )}
          {renderImpact && <Impact scenarioId={scenarioId} apply={apply} renderImpact={renderImpact} />}
          <ApplyBar
            apply={apply}
            scenarioName={scenario?.name ?? 'this scenario'}
            isSwitchedOff={isSwitchedOff}
          />
        </>
      )}
    </Stack>
  )
}

function Impact({
  scenarioId,
  apply,
  renderImpact,
}: {
  scenarioId: string
  apply: Apply
  renderImpact: (change: RealityChange) => ReactNode
}) {
  const { plan, openConflicts } = apply
  const { data: reality } = useQuery(instancesQuery)
  const { data: copies } = useQuery(scenarioInstancesQuery(scenarioId))
  const change = useMemo(
    () =>
      reality &&
      copies &&
      plan && { now: realHoldings(reality), after: carryOut(reality, copies, plan.items) },
    [reality, copies, plan],
  )
  if (!change) return null
  return renderImpact({
    ...change,
    differsBecause: whyItDiffers(apply),
    undecided: openConflicts.length,
  })
}
