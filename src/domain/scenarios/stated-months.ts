/** The months of which stated amounts are: whoever changes one without its month means today's. */
import { isMonth, type Month } from '../calendar/month.ts'
import type { Params } from '../instances/types.ts'
import { carriedAssumptions } from '../tax/carried-assumptions.ts'
import { resolveAssumptions } from './assumptions.ts'

/** What tax carries into the household's month means nothing without it. */
const carriedIntoMonth = carriedAssumptions.map(({ key }) => key)

/** A month, the amount that is of it, and what is taken back with them. */
const statements = [
  {
    month: 'household_as_of_month',
    amount: 'household_cash',
    goesWith: carriedIntoMonth,
  },
  { month: 'goal_as_of_month', amount: 'goal_amount', goesWith: [] },
]

interface Statement {
  /** As stored, and as they are to be stored, sparse. */
  readonly before: Params
  readonly after: Params
  readonly today: Month
  readonly inherited?: Params
  /** What the assumptions of before expected of the household in a month, by key. */
  readonly expectedIn?: (month: Month) => Params
}

/**
 * Sparse assumptions as they are to be stored, with the months of the amounts that were changed. A month goes with the amount
 * that it was of when that is taken back over an inherited one. Where the household's
 * month moves on, the balance is of the new one as it stands there, and all else that is of it becomes what was expected then, but
 * for what was changed with it.
 */
export function withStatedMonths(statement: Statement): Params {
  const { before, after, today, inherited = {} } = statement
  const changed = (key: string) => before[key] !== after[key]
  const stated = { ...after }
  for (const { month, amount, goesWith } of statements) {
    if (changed(month) || !changed(amount)) continue
    const isInherited = inherited[amount] !== undefined || inherited[month] !== undefined
    if (after[amount] !== undefined) stated[month] = today
    else if (isInherited)
      for (const key of [month, ...goesWith.filter((key) => !changed(key))]) delete stated[key]
  }
  return { ...stated, ...movedOn(statement, stated) }
}

/** What was expected, to the cent, of everything beside the balance that is of the household's month, where that moves on. */
function movedOn({ before, after, today, inherited = {}, expectedIn }: Statement, stated: Params): Params {
  const monthOf = (assumptions: Params) => ({ ...inherited, ...assumptions }).household_as_of_month
  const [from, chosen] = [monthOf(before), monthOf(stated)]
  if (!expectedIn || typeof from !== 'string' || typeof chosen !== 'string') return {}
  // A month still to come counts as this one.
  const to = chosen < today ? chosen : today
  if (to <= from || !isMonth(to)) return {}
  const applying = resolveAssumptions(inherited, stated)
  const rounded = Object.entries(expectedIn(to)).map(
    ([key, amount]) => [key, Math.round(Number(amount) * 100) / 100] as const,
  )
  return Object.fromEntries(
    rounded.filter(
      ([key, amount]) => key !== 'household_cash' && before[key] === after[key] && amount !== applying[key],
    ),
  )
}
