/**
 * Rows of a projection as the numbers to show: in future or today's money, alone or as a difference, debts below zero.
 */
import { owed } from '#domain/money/owed.ts'
import {
  householdSeries,
  instanceSeries,
  type Projection,
  totalSeries,
} from '#domain/projection/projection.ts'
import type { Row } from '#domain/projection/rows.ts'

/** `future`: as the amounts will be; `today`: with inflation taken out. */
export type Money = 'today' | 'future'

/** At the beginning of a sentence. */
export function moneyWords(money: Money): string {
  return money === 'today' ? 'In today’s money' : 'In future money'
}

/** The amount at a point of a series, which every series of a projection has. */
export function at(series: ArrayLike<number>, point: number): number {
  return series[point] ?? Number.NaN
}

/** With inflation taken out, by the prices at each point. */
export function deflated(series: Float64Array, priceLevels: Float64Array): Float64Array {
  return series.map((amount, point) => amount / at(priceLevels, point))
}

/**
 * A series in the money chosen. A year's flows are deflated with the prices at its end; sums of flows are sums of
 * deflated flows, so that a table in today's money still adds up.
 */
function inMoney(
  projection: Projection,
  row: Row,
  money: Money,
  engine: (row: Row) => Float64Array,
): Float64Array {
  const read = (name: Row) => (name === 'debt' ? engine(name).map(owed) : engine(name))
  if (money === 'future' || row === 'netWorthReal') return read(row)
  if (row !== 'cumulativeCashFlow') return deflated(read(row), projection.priceLevels)
  let sum = 0
  return deflated(read('netCashFlow'), projection.priceLevels).map((flow) => {
    sum += flow
    return sum
  })
}

/** A row of the whole set, one number a point; point 0 is the beginning. */
export function totals(projection: Projection, row: Row, money: Money): Float64Array {
  return inMoney(projection, row, money, (name) => totalSeries(projection, name))
}

/** A row of one instance; zero throughout when it takes no part. */
export function instanceValues(
  projection: Projection,
  instanceId: string,
  row: Row,
  money: Money,
): Float64Array {
  return inMoney(projection, row, money, (name) => instanceSeries(projection, instanceId, name))
}

/** A row of the household account and of what belongs to no instance. */
export function householdValues(projection: Projection, row: Row, money: Money): Float64Array {
  return inMoney(projection, row, money, (name) => householdSeries(projection, name))
}

/** How far the first lies above the second, point by point. Both have the same length. */
export function difference(first: Float64Array, second: Float64Array): Float64Array {
  return first.map((amount, point) => amount - (second[point] ?? 0))
}
