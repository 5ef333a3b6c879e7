/** Compiles loans: their terms, lump sums and refinancing. */
import { type CompiledPlan, NEVER } from './compiled-plan.ts'
import type { Values } from './values.ts'

/** A loan of its own, or the one that a property has, and where it goes. */
interface LoanToCompile {
  readonly plan: CompiledPlan
  /** The place of its holding. */
  readonly at: number
  readonly values: Values
  /** Of the keys of its fields. */
  readonly prefix: '' | 'loan_'
  /** Whose part of it is the household's, 0 to 1. */
  readonly share: number
  /** What is added to a rate that is not fixed, as a fraction a year. */
  readonly shift: number
}

export function compileLoan(loan: LoanToCompile): void {
  const { plan, at, values, prefix, share, shift } = loan
  const origin = plan.statedAt[at]!
  const balance = values.amount(prefix ? 'loan_balance' : 'balance') * share
  const scheduled = (values.optionalNumber(`${prefix}scheduled_balance`) ?? 0) * share
  const rate = values.fraction(`${prefix}rate`, 0)
  const fixedMonths = values.amount(`${prefix}fixed_months`)
  const revert = values.optionalNumber(`${prefix}revert_rate`)
  const after = fixedMonths > 0 && revert !== null ? revert / 100 : rate
  plan.fixedRate[at] = rate / 12
  plan.rate[at] = Math.max(0, after + shift) / 12
  const interestOnlyMonths = values.amount(`${prefix}interest_only_months`)
  // A month before the amounts' own is no part of a term that there is not.
  plan.fixedUntil[at] = fixedMonths > 0 ? origin + fixedMonths : -NEVER
  plan.interestOnlyUntil[at] = interestOnlyMonths > 0 ? origin + interestOnlyMonths : -NEVER
  plan.termEnd[at] = origin + values.number(`${prefix}term_months`, 1)
  plan.openingDebt[at] = balance
  plan.openingScheduled[at] = Math.max(balance, scheduled)
  plan.extraPayment[at] = values.amount(`${prefix}extra_monthly_payment`) * share
  plan.usesHousehold[at] = values.flag(`${prefix}uses_household_offset`) ? 1 : 0
  compileLumpSum(loan)
  const paidAhead = [plan.offset, plan.extraPayment, plan.lumpSum, plan.usesHousehold]
  const isPaidAhead = scheduled > balance || paidAhead.some((amounts) => amounts[at]! > 0)
  plan.hasSchedule[at] = isPaidAhead ? 1 : 0
  compileRefinancing(loan)
}

/** A month in which something happens to the loan; null when nothing does. */
function monthWithin(values: Values, key: string): number | null {
  const month = values.month(key)
  if (month === null) return null
  const [start, sale] = ['start_month', 'sale_month'].map((name) => values.month(name))
  if (start != null && month <= start) values.fail(key, 'must come after start_month.')
  if (sale != null && month > sale) values.fail(key, 'must not come after sale_month.')
  return month
}

function compileLumpSum({ plan, at, values, prefix, share }: LoanToCompile): void {
  const month = monthWithin(values, `${prefix}lump_sum_month`)
  if (month === null) return
  plan.lumpSumAt[at] = month
  plan.lumpSumYearly[at] = values.flag(`${prefix}lump_sum_yearly`) ? 1 : 0
  plan.lumpSum[at] = values.amount(`${prefix}lump_sum`) * share
}

/** Terms from a month on. Amounts of a later month know them already: then only the money moves. */
function compileRefinancing({ plan, at, values, prefix, share, shift }: LoanToCompile): void {
  const month = monthWithin(values, `${prefix}refinance_month`)
  if (month === null) return
  const rate = values.optionalNumber(`${prefix}refinance_rate`)
  const months = values.optionalNumber(`${prefix}refinance_term_months`)
  const isKnown = month < plan.statedAt[at]!
  plan.refinancedAt[at] = month
  plan.refinanceDraw[at] = values.amount(`${prefix}refinance_draw`) * share
  plan.refinanceCosts[at] = values.amount(`${prefix}refinance_costs`) * share
  plan.refinancedRate[at] = rate === null || isKnown ? plan.rate[at]! : Math.max(0, rate / 100 + shift) / 12
  if (rate !== null && !isKnown) plan.fixedUntil[at] = Math.min(plan.fixedUntil[at]!, month)
  // What is drawn after the last payment is repaid with the next.
  plan.refinancedTermEnd[at] =
    months === null || isKnown ? Math.max(plan.termEnd[at]!, month + 1) : month + months
}
