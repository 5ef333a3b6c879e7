/** The course of a loan to its last payment, whatever the horizon: the figures that borrowers compare. */
import { addMonths, type Month } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { activeInstances, compilePlan } from '../compile/compile.ts'
import { type CompiledPlan, isHeldAt, NEVER } from '../compile/compiled-plan.ts'
import { beginBlock, createRun } from '../engine/run.ts'
import { stepInstance } from '../engine/step.ts'
import { beginMonth } from '../engine/trade.ts'
import { entry } from '../entry.ts'
import type { Plan } from '../plan.ts'

/** At the mean of every rate; money in the user's currency and the investor's share. */
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
  /** What paying ahead saves against regular repayments alone; null where nothing is paid ahead. */
  readonly saved: { readonly interest: number; readonly months: number } | null
}

interface Payment {
  readonly month: number
  readonly interest: number
  readonly principal: number
}

/** Its payments from the first month of the projection on, stepped alone: holdings meet only in the household account. */
function paymentsOf(plan: CompiledPlan, i: number): readonly Payment[] {
  const run = createRun(plan, 1, false)
  beginBlock(run, 0)
  const payments: Payment[] = []
  const begins = isHeldAt(plan, i, 0) ? 0 : Math.max(0, entry(plan.first, i))
  const isRefinanced = entry(plan.refinancedAt, i) !== NEVER
  const lastOfTerms =
    Math.max(entry(plan.termEnd, i), isRefinanced ? entry(plan.refinancedTermEnd, i) : 0) - 1
  const ends = Math.min(lastOfTerms, entry(plan.last, i))
  for (let month = begins; month <= ends; month++) {
    beginMonth(run, i, month)
    const [owed, paid] = [entry(run.debt, i), entry(run.sums.interest, i)]
    stepInstance(run, i, month)
    const payment = {
      month,
      interest: entry(run.sums.interest, i) - paid,
      principal: owed - entry(run.debt, i),
    }
    if (owed > 0) payments.push(payment)
  }
  return payments
}

const amountOf = ({ interest, principal }: Payment) => interest + principal
const interestOf = (payments: readonly Payment[]) => payments.reduce((sum, { interest }) => sum + interest, 0)

/** Params with regular repayments alone; null where there are no others. */
function regular(params: Params): Params | null {
  const ahead = ['loan_extra_monthly_payment', 'extra_monthly_payment', 'offset_balance']
  const isAhead = ahead.some((key) => Number(params[key] ?? 0) > 0)
  return isAhead ? Object.fromEntries(Object.entries(params).filter(([key]) => !ahead.includes(key))) : null
}

/**
 * The loan of an active property, or a loan of its own; null where none is owed in the projection. Throws a `PlanError` for
 * input that the schemas would have refused.
 */
export function loanCourse(plan: Plan, instanceId: string): LoanCourse | null {
  const instance = activeInstances(plan).find(({ id }) => id === instanceId)
  if (!instance || (instance.kind !== 'property' && instance.kind !== 'loan')) return null
  const alone = (params: Params) => compilePlan({ ...plan, instances: [{ ...instance, params }] })
  const compiled = alone(instance.params)
  const payments = paymentsOf(compiled, 0)
  const [first, last] = [payments[0], payments.at(-1)]
  if (!first || !last) return null
  const from = (begins: number) => {
    const payment = payments.find(({ month }) => month === begins && month > first.month)
    return payment ? { month: addMonths(plan.startMonth, begins), repayment: amountOf(payment) } : null
  }
  const interest = interestOf(payments)
  const plain = regular(instance.params)
  const others = plain && paymentsOf(alone(plain), 0)
  return {
    repayment: amountOf(first),
    afterInterestOnly: from(entry(compiled.interestOnlyUntil, 0)),
    afterRefinancing: from(entry(compiled.refinancedAt, 0)),
    lastMonth: addMonths(plan.startMonth, last.month),
    payments: payments.length,
    interest,
    saved: others && { interest: interestOf(others) - interest, months: others.length - payments.length },
  }
}
