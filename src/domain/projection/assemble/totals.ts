/** The totals of a single path, and what of them belongs to no instance. */
import { type BlockResult, pathRows } from '../engine/record.ts'
import { type Row, rowIndex, rows } from '../rows.ts'
import type { AddedRows } from './instances.ts'

/** Totals of path 0 of a block: `rows` × points. */
export function assembleTotals(
  block: BlockResult,
  together: AddedRows,
  priceLevels: Float64Array,
): Float64Array {
  const { points, paths } = block
  const totals = new Float64Array(rows.length * points)
  for (const row of pathRows)
    for (let point = 0; point < points; point++)
      totals[rowIndex(row) * points + point] = block.totals[(pathRows.indexOf(row) * points + point) * paths]!
  const of = (row: Row) => totals.subarray(rowIndex(row) * points, (rowIndex(row) + 1) * points)
  of('netWorth').forEach((netWorth, point) => {
    of('netWorthReal')[point] = netWorth / priceLevels[point]!
  })
  for (const row of ['growth', 'reinvested', 'received', 'spent', 'covered'] as const)
    of(row).set(together[row])
  return totals
}

/** What of the totals belongs to no instance: `rows` × points. Instances and this add up to the totals. */
export function assembleHousehold(
  { household: sums }: BlockResult,
  totals: Float64Array,
  together: AddedRows,
  priceLevels: Float64Array,
): Float64Array {
  const points = priceLevels.length
  const household = new Float64Array(rows.length * points)
  const set = (row: Row, point: number, value: number) => {
    household[rowIndex(row) * points + point] = value
  }
  const total = (row: Row, point: number) => totals[rowIndex(row) * points + point]!
  for (let point = 0; point < points; point++) {
    set('household', point, total('household', point))
    set('netWorth', point, total('household', point))
    set('netWorthReal', point, total('household', point) / priceLevels[point]!)
    if (point === 0) continue
    const [earned, charged] = [sums[point]!, sums[points + point]!]
    const tax = total('tax', point) - together.tax[point]!
    set('income', point, earned)
    set('interest', point, charged)
    set('tax', point, tax)
    set('deficit', point, total('deficit', point))
    const flow = earned - charged - tax
    set('netCashFlow', point, flow)
    const before = household[rowIndex('cumulativeCashFlow') * points + point - 1]!
    set('cumulativeCashFlow', point, before + flow)
  }
  return household
}
