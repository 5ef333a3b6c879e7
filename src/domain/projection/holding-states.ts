/** Where holdings stand in a month, without projecting anything: what net worth now is made of. */
import type { Month } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { compilePlan } from './compile/compile.ts'
import { type CompiledPlan, isHeldAt, KIND_CASH_FLOW, KIND_LOAN } from './compile/compiled-plan.ts'
import { entry } from './entry.ts'
import type { PlanInstance } from './plan.ts'

/** In the user's currency, the investor's share; all zero for what is not held: archived, sold, or still to come. */
export interface HoldingState {
  /** Worth of the property, portfolio or deposit; 0 for the others. */
  readonly asset: number
  /** In the offset account of a property. */
  readonly offset: number
  /** Owed on the property or the loan, positive. */
  readonly debt: number
  /** What comes in each month before tax, or goes out where it is negative; 0 of what is no income or expense. */
  readonly flow: number
}

const nothing: HoldingState = { asset: 0, offset: 0, debt: 0, flow: 0 }

/** What an income or an expense is in the first month. */
function flowOf(plan: CompiledPlan, i: number): number {
  const isOn = entry(plan.firstWithdrawal, i) <= 0 && entry(plan.lastContribution, i) >= 0
  if (plan.kind[i] !== KIND_CASH_FLOW || !isOn) return 0
  // Where the year since the amount ends with the month before, it rises with this one.
  const since = -entry(plan.origin, i)
  const rise = since > 0 && since % 12 === 0 ? entry(plan.rentGrowth, i) : 1
  return (entry(plan.openingRent, i) - entry(plan.openingExpense, i)) * rise
}

/** Where everything stands at the beginning of a month. */
export interface Standing {
  /** Of each instance, in the order given. */
  readonly states: readonly HoldingState[]
  /** The household account; negative when overdrawn. */
  readonly household: number
}

/**
 * Where instances and the household account of sparse assumptions stand at the beginning of `month`: exactly that with
 * which a projection from this month begins. Amounts of earlier months are carried forward at the mean of every rate.
 * Throws a `PlanError` for input that the schemas would have refused.
 */
export function standingAt(instances: readonly PlanInstance[], assumptions: Params, month: Month): Standing {
  const plan = compilePlan({ instances, assumptions, startMonth: month })
  const states = new Map<string, HoldingState>()
  const active = instances.filter(({ status }) => status === 'active')
  for (let i = 0; i < plan.count; i++) {
    if (!isHeldAt(plan, i, 0)) continue
    states.set(entry(active, entry(plan.order, i)).id, {
      asset: plan.kind[i] === KIND_LOAN ? 0 : entry(plan.openingValue, i),
      offset: entry(plan.offset, i),
      debt: entry(plan.openingDebt, i),
      flow: flowOf(plan, i),
    })
  }
  return {
    states: instances.map(({ id }) => states.get(id) ?? nothing),
    household: plan.opening.household,
  }
}
