import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { contentsOfQuery } from '#data/applications/applications.queries.ts'
import type { Instance } from '#data/instances/instance.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import type { KeptPlan } from '#data/kept-projections/kept-projections.api.ts'
import { keptInstancesQuery, keptProjectionsQuery } from '#data/kept-projections/kept-projections.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { currentMonth, type Month } from '#domain/calendar/month.ts'
import { statedMonth } from '#domain/instances/stated-month.ts'
import { holdingOf, realHoldings } from '#domain/merge/carry-out.ts'
import { formatMoney } from '#domain/money/format.ts'
import { standingAt } from '#domain/projection/holding-states.ts'
import { worthOf } from '#domain/projection/kept-projection.ts'
import { netWorthNow } from '#domain/projection/net-worth-now.ts'
import { counted } from '#lib/counted.ts'
import { useFormat } from '#ui/format.ts'
import {
  type Course,
  comparablePlans,
  firstComparison,
  isAfter,
  netWorthSince,
  type Observation,
  observedSince,
  usualPlan,
} from './kept-plans.ts'
import { NoPlanYet, PlanChoice, PlanComparison, PlanFrame } from './plan-comparison.tsx'
import { useStartMonth } from './use-start-month.ts'

/** The plans to choose from, the one chosen, and whether assumptions are others by now. */
function useKeptPlans(kept: readonly KeptPlan[], now: Month) {
  const [chosen, choose] = useState<string | null>(null)
  const plans = comparablePlans(kept, now)
  const plan = plans.find(({ id }) => id === chosen) ?? usualPlan(plans)
  const hasOtherAssumptions = plan !== undefined && kept[0]?.assumptions_digest !== plan.assumptions_digest
  return { plans, plan, choose, hasOtherAssumptions }
}

/** Net worth as it was expected, beside what came of it. Shown once there is something to own. */
export function PlanAndActual() {
  const { data: instances } = useQuery(instancesQuery)
  const { data: kept } = useQuery(keptProjectionsQuery)
  if (!instances || !kept || realHoldings(instances).length === 0) return null
  return (
    <PlanFrame>
      <NetWorthComparison instances={instances} kept={kept} />
    </PlanFrame>
  )
}

interface ComparisonProps {
  instances: readonly Instance[]
  kept: readonly KeptPlan[]
}

function NetWorthComparison({ instances, kept }: ComparisonProps) {
  const now = useStartMonth()
  const { assumptions } = usePreferences()
  const { plans, plan, choose, hasOtherAssumptions } = useKeptPlans(kept, now)
  const format = useFormat()
  const { data: planned } = useQuery({ ...keptInstancesQuery(plan?.id ?? ''), enabled: plan !== undefined })
  const { amount, states } = useMemo(() => {
    const holdings = realHoldings(instances)
    const standing = standingAt(holdings, assumptions, now)
    const createdAt = new Map(instances.map(({ id, created_at }) => [id, created_at]))
    const states = holdings.flatMap(({ id, kind }, index) => {
      const state = standing.states[index]
      return state ? [{ id, kind, worth: worthOf(state), created_at: createdAt.get(id) ?? new Date() }] : []
    })
    return { amount: netWorthNow(holdings, standing).net, states }
  }, [instances, assumptions, now])
  const course = useMemo((): Course | undefined => plan && courseOf(plan, plan.net_worth), [plan])
  const observed = useMemo(
    () => (plan ? netWorthSince(kept, plan, { month: now, amount }) : []),
    [kept, plan, now, amount],
  )
  if (!plan || !course) return <NoPlanYet isKept={kept.length > 0} first={firstComparison(kept, now)} />
  const added = planned
    ? states.filter(
        ({ id, kind, created_at }) => kind !== 'cash_flow' && isAfter(plan, planned, id, created_at),
      )
    : []
  const owned = instances.filter(({ kind, status }) => kind !== 'cash_flow' && status === 'active')
  const entered = owned.filter(({ updated_at }) => updated_at > plan.created_at).length
  return (
    <PlanComparison
      name="Net worth"
      plans={plans}
      plan={plan}
      onChoose={choose}
      course={course}
      observed={observed}
      hasOtherAssumptions={hasOtherAssumptions}
    >
      {enteredText(entered, owned.length)}
      {added.length > 0 &&
        ` ${counted(added.length, 'investment')} came after the plan: together ${formatMoney(
          added.reduce((sum, { worth }) => sum + worth, 0),
          format,
        )}.`}
    </PlanComparison>
  )
}

/** How much of it is more than what was expected anyway. */
function enteredText(entered: number, owned: number): string {
  if (entered === owned) return 'Every amount was entered or confirmed since.'
  if (entered === 0) return 'No amount was entered or confirmed since, so all of them count as expected.'
  return `Of ${counted(owned, 'investment')}, ${entered} ${entered === 1 ? 'was' : 'were'} entered or confirmed since; the others count as expected.`
}

const courseOf = ({ start_month, months }: KeptPlan, amounts: readonly number[]): Course => ({
  startMonth: start_month,
  months,
  amounts,
})

/** What one holding was expected to be worth, beside what was entered since. */
export function HoldingPlanAndActual({ instanceId }: { instanceId: string }) {
  const { data: instances } = useQuery(instancesQuery)
  const { data: kept } = useQuery(keptProjectionsQuery)
  const instance = instances?.find(({ id }) => id === instanceId)
  if (!instances || !kept || !instance || instance.status !== 'active' || instance.kind === 'cash_flow')
    return null
  return (
    <PlanFrame>
      <HoldingComparison instance={instance} instances={instances} kept={kept} />
    </PlanFrame>
  )
}

function HoldingComparison({ instance, instances, kept }: ComparisonProps & { instance: Instance }) {
  const now = useStartMonth()
  const { plans, plan, choose, hasOtherAssumptions } = useKeptPlans(kept, now)
  const { data: planned } = useQuery({ ...keptInstancesQuery(plan?.id ?? ''), enabled: plan !== undefined })
  const amounts = planned?.[instance.id]
  const course = useMemo(() => plan && amounts && courseOf(plan, amounts), [plan, amounts])
  const observed = useObserved(instance, instances, plan?.start_month ?? now, now)
  if (!plan) return <NoPlanYet isKept={kept.length > 0} first={firstComparison(kept, now)} />
  if (!course)
    return (
      <>
        {planned && (
          <Text size="sm">
            {isAfter(plan, planned, instance.id, instance.created_at)
              ? 'This plan is from before you had it.'
              : 'Of so many investments a plan keeps the largest ones, and this was not among them. The overview compares all of them together.'}
          </Text>
        )}
        <PlanChoice plans={plans} plan={plan} onChoose={choose} />
      </>
    )
  return (
    <PlanComparison
      name={instance.name}
      plans={plans}
      plan={plan}
      onChoose={choose}
      course={course}
      observed={observed}
      hasOtherAssumptions={hasOtherAssumptions}
    >
      {instance.updated_at <= plan.created_at
        ? 'Nothing was entered or confirmed since, so what is now is what was expected of its amounts.'
        : 'What was entered, and what it comes to now; what it is worth less what is owed on it.'}
    </PlanComparison>
  )
}

/** What was entered of a holding in each month, and what it comes to now. */
function useObserved(instance: Instance, instances: readonly Instance[], first: Month, now: Month) {
  const { assumptions } = usePreferences()
  const { data: contents } = useQuery(contentsOfQuery(instance.id))
  return useMemo(() => {
    const holdings = realHoldings(instances)
    const place = holdings.findIndex(({ id }) => id === instance.id)
    const state = standingAt(holdings, assumptions, now).states[place]
    const entered = (contents ?? []).flatMap(({ content, createdAt }): Observation[] => {
      const month = statedMonth(content.params) ?? currentMonth(createdAt)
      const alone = [holdingOf(instance, { ...content, status: 'active' })]
      const [then] = standingAt(alone, assumptions, month).states
      return then ? [{ month, amount: worthOf(then) }] : []
    })
    return observedSince(entered, first, { month: now, amount: state ? worthOf(state) : 0 })
  }, [contents, instance, instances, assumptions, first, now])
}
