/** The course of a loan to its last payment, whatever the horizon: the figures that borrowers compare. */
import { addMonths, type Month } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { activeInstances } from '../compile/place.ts'
import { isRefinancedIn } from '../engine/trade.ts'
import { entry } from '../entry.ts'
import type { Plan } from '../plan.ts'
import { type BreakEven, breakEven, interestOf, repaymentOf } from './break-even.ts'
import { type LoanPayments, loanPayments, type Payment, usesHouseholdOffset } from './loan-payments.ts'

/** At the mean of every rate; money in the user's currency and the investor's share. Repayments are without lump sums. */
export interface LoanCourse {
  /** What the first month of the projection (or of a purchase to come) pays: interest, and what is repaid. */
  readonly repayment: number
  /** The first payment after the interest-only time; null where there is none to come. */
  readonly afterInterestOnly: { readonly month: Month; readonly repayment: number } | null
  /** The first payment under the terms of a refinancing to come; null without one. */
  readonly afterRefinancing: { readonly month: Month; readonly repayment: number } | null
  /** The month of the last payment, or of the sale that repays the rest. */
  readonly lastMonth: Month
  /** How many payments there are until then, and the interest in them. */
  readonly payments: number
  readonly interest: number
  /** What paying ahead and offsetting save against regular repayments alone; null where neither is done. */
  readonly saved: { readonly interest: number; readonly months: number } | null
  /** Whether what the household account is expected to hold saves interest on it. */
  readonly usesHousehold: boolean
  /** What a refinancing to come costs and brings; null without one. */
  readonly refinancing: RefinancingCourse | null
}

export interface RefinancingCourse {
  readonly costs: number
  readonly isDrawn: boolean
  /** How much the first repayment after it is lower than it would have been; below zero: higher. */
  readonly lower: number
  readonly breakEven: BreakEven
  /** Interest saved until the loan is repaid either way, less the costs; below zero: it costs that much. */
  readonly savedInAll: number
}

const payingAhead = /^(loan_)?(extra_monthly_payment|lump_sum.*|uses_household_offset)$|^offset_balance$/
const without = (params: Params, pattern: RegExp): Params =>
  Object.fromEntries(Object.entries(params).filter(([key]) => !pattern.test(key)))

/** Params with regular repayments alone; null where there are no others. */
function regular(params: Params): Params | null {
  const isAhead = Object.entries(params).some(
    ([key, value]) => payingAhead.test(key) && (value === true || Number(value) > 0),
  )
  return isAhead ? without(params, payingAhead) : null
}

/** Of a refinancing in a month of the projection. */
function refinancingOf(
  { compiled, i, payments }: LoanPayments,
  kept: () => readonly Payment[],
): RefinancingCourse | null {
  const at = entry(compiled.refinancedAt, i)
  if (at < 0 || !isRefinancedIn(compiled, i, at)) return null
  const since = (all: readonly Payment[]) => all.filter(({ month }) => month >= at)
  const [before, after] = [since(kept()), since(payments)]
  const [first, firstAfter] = [before[0], after[0]]
  if (!first || !firstAfter) return null
  const costs = entry(compiled.refinanceCosts, i)
  return {
    costs,
    isDrawn: entry(compiled.refinanceDraw, i) > 0,
    lower: repaymentOf(first) - repaymentOf(firstAfter),
    breakEven: breakEven(before, after, costs),
    savedInAll: interestOf(before) - interestOf(after) - costs,
  }
}

/**
 * The loan of an active property, or a loan of its own; null where none is owed in the projection. Throws a `PlanError` for
 * input that the schemas would have refused.
 */
export function loanCourse(plan: Plan, instanceId: string): LoanCourse | null {
  const instance = activeInstances(plan).find(({ id }) => id === instanceId)
  if (!instance || (instance.kind !== 'property' && instance.kind !== 'loan')) return null
  const { params } = instance
  const course = loanPayments(plan, instance, params)
  const { compiled, i, payments } = course
  const [first, last] = [payments[0], payments.at(-1)]
  if (!first || !last) return null
  const from = (begins: number) => {
    const payment = payments.find(({ month }) => month === begins && month > first.month)
    return payment ? { month: addMonths(plan.startMonth, begins), repayment: repaymentOf(payment) } : null
  }
  const interest = interestOf(payments)
  const plain = regular(params)
  const others = plain && loanPayments(plan, instance, plain).payments
  return {
    repayment: repaymentOf(first),
    afterInterestOnly: from(entry(compiled.interestOnlyUntil, i)),
    afterRefinancing: from(entry(compiled.refinancedAt, i)),
    lastMonth: addMonths(plan.startMonth, last.month),
    payments: payments.length,
    interest,
    saved: others && { interest: interestOf(others) - interest, months: others.length - payments.length },
    usesHousehold: usesHouseholdOffset(params),
    refinancing: refinancingOf(
      course,
      () => loanPayments(plan, instance, without(params, /refinance_/)).payments,
    ),
  }
}
