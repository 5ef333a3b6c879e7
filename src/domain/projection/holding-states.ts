/** Where holdings stand in a month, without projecting anything: what net worth now is made of. */
import type { Month } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { compilePlan } from './compile/compile.ts'
import { isHeldAt, KIND_LOAN } from './compile/compiled-plan.ts'
import { entry } from './entry.ts'
import type { PlanInstance } from './plan.ts'

/** In the user's currency, the investor's share; all zero for what is not held: archived, sold, or still to be bought. */
export interface HoldingState {
  /** Worth of the property, portfolio or deposit; 0 for a loan. */
  readonly asset: number
  /** In the offset account of a property. */
  readonly offset: number
  /** Owed on the property or the loan, positive. */
  readonly debt: number
}

const nothing: HoldingState = { asset: 0, offset: 0, debt: 0 }

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
    })
  }
  return {
    states: instances.map(({ id }) => states.get(id) ?? nothing),
    household: plan.opening.household,
  }
}
