/** The totals of a single path, and what of them belongs to no instance. */
import type { CompiledPlan } from './compile/compiled-plan.ts'
import { type BlockResult, pathRows } from './engine/record.ts'
import { balanceRows, type Row, rowIndex, rows } from './rows.ts'

/** Totals of path 0 of a block: `rows` × points. */
export function assembleTotals(
  plan: CompiledPlan,
  block: BlockResult,
  perInstance: Float64Array,
  priceLevels: Float64Array,
): Float64Array {
  const { points, paths } = block
  const totals = new Float64Array(rows.length * points)
  for (const row of pathRows)
    for (let point = 0; point < points; point++)
      totals[rowIndex(row) * points + point] = block.totals[(pathRows.indexOf(row) * points + point) * paths]!
  const at = (row: Row, point: number) => totals[rowIndex(row) * points + point]!
  let surplus = plan.assumptions.surplus * 12
  for (let point = 0; point < points; point++) {
    totals[rowIndex('netWorthReal') * points + point] = at('netWorth', point) / priceLevels[point]!
    if (point === 0) continue
    let growth = 0
    let reinvested = 0
    for (let i = 0; i < plan.count; i++) {
      growth += perInstance[(i * rows.length + rowIndex('growth')) * points + point]!
      reinvested += perInstance[(i * rows.length + rowIndex('reinvested')) * points + point]!
    }
    totals[rowIndex('growth') * points + point] = growth
    totals[rowIndex('reinvested') * points + point] = reinvested
    totals[rowIndex('surplus') * points + point] = surplus
    surplus *= plan.assumptions.inflationGrowth
  }
  return totals
}

/** What of the totals belongs to no instance: `rows` × points. Instances and this add up to the totals. */
export function assembleHousehold(
  plan: CompiledPlan,
  totals: Float64Array,
  perInstance: Float64Array,
  sums: Float64Array,
  priceLevels: Float64Array,
): Float64Array {
  const points = priceLevels.length
  const household = new Float64Array(rows.length * points)
  const set = (row: Row, point: number, value: number) => {
    household[rowIndex(row) * points + point] = value
  }
  const total = (row: Row, point: number) => totals[rowIndex(row) * points + point]!
  const rest = (row: Row, point: number) => {
    let value = total(row, point)
    for (let i = 0; i < plan.count; i++)
      value -= perInstance[(i * rows.length + rowIndex(row)) * points + point]!
    return value
  }
  for (let point = 0; point < points; point++) {
    set('household', point, total('household', point))
    set('netWorth', point, total('household', point))
    set('netWorthReal', point, total('household', point) / priceLevels[point]!)
    if (point === 0) continue
    const [earned, charged] = [sums[point]!, sums[points + point]!]
    const tax = rest('tax', point)
    set('income', point, earned)
    set('interest', point, charged)
    set('surplus', point, total('surplus', point))
    set('tax', point, tax)
    set('deficit', point, total('deficit', point))
    const flow = earned - charged + total('surplus', point) - tax
    set('netCashFlow', point, flow)
    const before = household[rowIndex('cumulativeCashFlow') * points + point - 1]!
    set('cumulativeCashFlow', point, before + flow)
  }
  return household
}

/** Rows in which the instances and the household account add up to the total. */
export const additiveRows: readonly Row[] = rows.filter((row) => row !== 'deficit')

/** Flow rows: they start at zero. */
export const flowRows: readonly Row[] = rows.filter((row) => !balanceRows.includes(row))
