/** The months of which stated amounts are: whoever changes one without its month means today's. */
import type { Month } from '../calendar/month.ts'
import type { Params } from '../instances/types.ts'

/** A month, what restates it, and what is of it too: that gives it a month only where it has none. */
const statements = [
  {
    month: 'household_as_of_month',
    restatedBy: 'household_cash',
    isOf: ['household_cash', 'household_monthly_surplus', 'other_income'],
  },
  { month: 'goal_as_of_month', restatedBy: 'goal_amount', isOf: ['goal_amount'] },
] as const

/**
 * Sparse assumptions as they are to be stored, with the months of the amounts that were changed. Beside an inherited amount
 * others are of its month too, and a month goes with the amount that it was of when that is taken back.
 */
export function withStatedMonths(
  before: Params,
  after: Params,
  today: Month,
  inherited: Params = {},
): Params {
  const changed = (key: string) => before[key] !== after[key]
  const stated = { ...after }
  for (const { month, restatedBy, isOf } of statements) {
    if (changed(month)) continue
    const isInherited = inherited[restatedBy] !== undefined || inherited[month] !== undefined
    const isTakenBack = changed(restatedBy) && after[restatedBy] === undefined && isInherited
    const isRestated = changed(restatedBy) && after[restatedBy] !== undefined
    const isUndated = after[month] === undefined && !isInherited && isOf.some(changed)
    if (isTakenBack) delete stated[month]
    else if (isRestated || (isUndated && isOf.some((key) => after[key] !== undefined))) stated[month] = today
  }
  return stated
}
