/** What a plan expects of the household in a month: what is to be stated with its balance when that moves on to this month. */
import type { Month } from '#domain/calendar/month.ts'
import { carriedKeys } from '#domain/tax/carried-assumptions.ts'
import { carriedLosses } from '#domain/tax/settle-year.ts'
import { compilePlan } from './compile/compile.ts'
import type { CompiledPlan } from './compile/compiled-plan.ts'
import { partOf } from './compile/owners.ts'
import { outlayIn } from './engine/trade.ts'
import { entry } from './entry.ts'
import type { Plan } from './plan.ts'

/** Taxable income that the open tax year has seen of a person, gains aside. */
function incomeSoFar({ opening, owners }: CompiledPlan, person: number): number {
  return opening.ledgers.reduce((sum, seen, l) => {
    const interest = seen.interestDeducted + seen.interestOfWaitingDwellings + seen.interestOfOtherDwellings
    const received = seen.incomePaid + seen.incomeKept + seen.dividends + seen.householdEarned
    const income = seen.assessable + received + seen.frankingCredits - interest
    return sum + income * partOf(person, entry(owners.shares, l))
  }, 0)
}

/**
 * The assumptions that say of the household at the beginning of `month` what this plan expects of it then, unrounded: balance,
 * and what tax carries over. Stated so, with this month as that of the household, the plan
 * goes on as it was. Throws a `PlanError` for input that the schemas would have refused.
 */
export function expectedHousehold(plan: Plan, month: Month) {
  const expected = compilePlan({ ...plan, startMonth: month })
  const { opening } = expected
  const carried = Object.fromEntries(
    opening.carried.flatMap((losses, person) => {
      const keys = carriedKeys(person)
      return [...carriedLosses.map((key) => [keys[key], losses[key]]), [keys.incomeSoFar, 0]]
    }),
  ) as Record<string, number>
  const stated = {
    // What is bought in this month counts as paid in a balance of it.
    household_cash: opening.household - outlayIn(expected, 0),
    ...carried,
  }
  // What the holdings tell of the open tax year is known without the account.
  const restated = { ...plan.assumptions, ...stated, household_as_of_month: month }
  const told = compilePlan({ ...plan, assumptions: restated, startMonth: month })
  const soFar = opening.carried.map((_, person) => [
    carriedKeys(person).incomeSoFar,
    incomeSoFar(expected, person) - incomeSoFar(told, person),
  ])
  return { ...stated, ...(Object.fromEntries(soFar) as Record<string, number>) }
}
