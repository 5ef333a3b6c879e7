/** The payments of one loan from the first month of a projection on, whatever the horizon. */
import type { Params } from '#domain/instances/types.ts'
import { compilePlan } from '../compile/compile.ts'
import { type CompiledPlan, isHeldAt, NEVER } from '../compile/compiled-plan.ts'
import { activeInstances } from '../compile/place.ts'
import { offsetsAlong, takeOffset } from '../engine/offsets-along.ts'
import { lumpSumIn } from '../engine/repay.ts'
import { beginBlock, createRun } from '../engine/run.ts'
import { stepInstance } from '../engine/step.ts'
import { beginMonth } from '../engine/trade.ts'
import { entry } from '../entry.ts'
import type { Plan, PlanInstance } from '../plan.ts'

/** In the investor's share; `principal` includes the lump sum. */
export interface Payment {
  /** Counted from the first of the projection. */
  readonly month: number
  readonly interest: number
  readonly principal: number
  readonly lumpSum: number
}

/** A loan as it is compiled, and what is paid for it. */
export interface LoanPayments {
  readonly compiled: CompiledPlan
  readonly i: number
  readonly payments: readonly Payment[]
}

/** In years: loans that a household account stands against are followed no further. */
const longest = 100

export function usesHouseholdOffset(params: Params): boolean {
  return params.loan_uses_household_offset === true || params.uses_household_offset === true
}

/** Who goes with a holding that is looked at by itself: the property whose sale repays a loan; everybody where the household account stands against it. */
export function companyOf(plan: Plan, { id, kind }: PlanInstance, params: Params): readonly PlanInstance[] {
  const others = activeInstances(plan).filter((one) => one.id !== id)
  if (usesHouseholdOffset(params)) return others
  const secures = (one: PlanInstance) => one.kind === 'property' && one.lineageId === params.secured_on
  return kind === 'loan' ? others.filter(secures) : []
}

function lastMonthOf(plan: CompiledPlan, i: number): number {
  const isRefinanced = entry(plan.refinancedAt, i) !== NEVER
  const ends = Math.max(entry(plan.termEnd, i), isRefinanced ? entry(plan.refinancedTermEnd, i) : 0) - 1
  return Math.min(ends, entry(plan.last, i))
}

/** Stepped alone: holdings meet only in the household account, and what of that stands against the loan is known beforehand. */
function paymentsOf(plan: CompiledPlan, i: number, offsets: Float64Array | null): readonly Payment[] {
  const run = createRun(plan, 1, false)
  beginBlock(run, 0)
  const payments: Payment[] = []
  const begins = isHeldAt(plan, i, 0) ? 0 : Math.max(0, entry(plan.first, i))
  const ends = lastMonthOf(plan, i)
  for (let month = begins; month <= ends; month++) {
    beginMonth(run, i, month)
    takeOffset(run, i, month, offsets)
    const [owed, paid] = [entry(run.debt, i), entry(run.sums.interest, i)]
    stepInstance(run, i, month)
    const principal = owed - entry(run.debt, i)
    const interest = entry(run.sums.interest, i) - paid
    const lumpSum = Math.min(lumpSumIn(plan, i, month), principal)
    if (owed > 0) payments.push({ month, interest, principal, lumpSum })
  }
  return payments
}

/**
 * What is paid for the loan of an active instance with these params in the place of its own, beside who goes with it.
 */
export function loanPayments(plan: Plan, instance: PlanInstance, params: Params): LoanPayments {
  const changed = { ...instance, params }
  const isTogether = usesHouseholdOffset(params)
  const instances = [changed, ...companyOf(plan, instance, params)]
  const compile = (more: Params) => {
    const compiled = compilePlan({ ...plan, instances, assumptions: { ...plan.assumptions, ...more } })
    return { compiled, i: compiled.order.indexOf(0) }
  }
  const asPlanned = compile({})
  if (!isTogether) return { ...asPlanned, payments: paymentsOf(asPlanned.compiled, asPlanned.i, null) }
  const years = Math.ceil((lastMonthOf(asPlanned.compiled, asPlanned.i) + 1) / 12)
  const followed = compile({ horizon_years: Math.max(1, Math.min(longest, years)) })
  const { compiled, i } = followed
  return { ...followed, payments: paymentsOf(compiled, i, offsetsAlong(compiled)) }
}
