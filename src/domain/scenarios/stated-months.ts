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

/** Sparse assumptions as they are to be stored, with the months of the amounts that were changed. */
export function withStatedMonths(before: Params, after: Params, today: Month): Params {
  const changed = (key: string) => before[key] !== after[key]
  const months = statements.flatMap(({ month, restatedBy, isOf }) => {
    if (changed(month) || isOf.every((key) => after[key] === undefined)) return []
    const isRestated = changed(restatedBy) && after[restatedBy] !== undefined
    const isUndated = after[month] === undefined && isOf.some(changed)
    return isRestated || isUndated ? [[month, today] as const] : []
  })
  return months.length === 0 ? after : { ...after, ...Object.fromEntries(months) }
}
