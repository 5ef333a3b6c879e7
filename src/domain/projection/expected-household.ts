/** What a plan expects of the household in a month: what is to be stated with its balance when that moves on to this month. */
import type { Month } from '#domain/calendar/month.ts'
import { carriedKeys } from '#domain/tax/carried-assumptions.ts'
import { compilePlan } from './compile/compile.ts'
import { type CompiledPlan, taxYearOf } from './compile/compiled-plan.ts'
import { outlayIn } from './engine/trade.ts'
import { entry } from './entry.ts'
import type { Plan } from './plan.ts'

/** Taxable income that the open tax year has seen, gains aside. */
function incomeSoFar({ opening }: CompiledPlan): number {
  const interest =
    opening.interestDeducted + opening.interestOfWaitingDwellings + opening.interestOfOtherDwellings
  const received = opening.incomePaid + opening.incomeKept + opening.dividends + opening.householdEarned
  return opening.assessable + received + opening.frankingCredits - interest
}

/**
 * The assumptions that say of the household at the beginning of `month` what this plan expects of it then, unrounded: balance,
 * surplus a month, other income a year, and what tax carries over. Stated so, with this month as that of the household, the plan
 * goes on as it was. Throws a `PlanError` for input that the schemas would have refused.
 */
export function expectedHousehold(plan: Plan, month: Month) {
  const expected = compilePlan({ ...plan, startMonth: month })
  const { opening, assumptions } = expected
  const { householdSince, inflationGrowth, yearsOfLaw } = assumptions
  const rises = householdSince < 0 && householdSince % 12 === 0
  const stated = {
    // What is bought in this month counts as paid in a balance of it.
    household_cash: opening.household - outlayIn(expected, 0),
    household_monthly_surplus: opening.surplus * (rises ? inflationGrowth : 1),
    other_income: entry(yearsOfLaw, taxYearOf(assumptions, 0)).statedIncome,
    [carriedKeys.carriedLoss]: opening.carriedLoss,
    [carriedKeys.carriedCapitalLoss]: opening.carriedCapitalLoss,
    [carriedKeys.carriedRentalLoss]: opening.carriedRentalLoss,
    [carriedKeys.carriedInterest]: opening.carriedInterest,
    income_so_far: 0,
  }
  // What the holdings tell of the open tax year is known without the account.
  const restated = { ...plan.assumptions, ...stated, household_as_of_month: month }
  const told = compilePlan({ ...plan, assumptions: restated, startMonth: month })
  return { ...stated, income_so_far: incomeSoFar(expected) - incomeSoFar(told) }
}
