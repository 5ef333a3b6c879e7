/** What a projection comes down to if every year were average: the few numbers above the chart. */
import type { Month } from '#domain/calendar/month.ts'
import { endMonthOf, type Projection } from '#domain/projection/projection.ts'
import { at, type Money, totals } from './series.ts'

export interface Shortfall {
  /** How far the household account is overdrawn, positive. */
  readonly amount: number
  readonly year: number
  /** The last month of that year. */
  readonly endMonth: Month
}

export interface KeyFigures {
  readonly endMonth: Month
  readonly years: number
  /** Net worth at the end. */
  readonly finalNetWorth: number
  readonly cumulativeCashFlow: number
  /** The deepest overdraft of the household account and its year; null when there is none. */
  readonly worstShortfall: Shortfall | null
  /** The first year in which the household account is overdrawn. */
  readonly firstShortfallYear: number | null
}

const last = (series: Float64Array) => series.at(-1) ?? 0

/** Below a cent an overdraft is rounding. */
const cent = 0.01

export function keyFigures(projection: Projection, money: Money): KeyFigures {
  const overdrafts = totals(projection, 'deficit', money)
  let worst = 0
  let first: number | null = null
  overdrafts.forEach((amount, year) => {
    if (amount >= cent && first === null) first = year
    if (amount > at(overdrafts, worst)) worst = year
  })
  return {
    endMonth: endMonthOf(projection, projection.years),
    years: projection.years,
    finalNetWorth: last(totals(projection, 'netWorth', money)),
    cumulativeCashFlow: last(totals(projection, 'cumulativeCashFlow', money)),
    worstShortfall:
      first === null
        ? null
        : { amount: at(overdrafts, worst), year: worst, endMonth: endMonthOf(projection, worst) },
    firstShortfallYear: first,
  }
}
