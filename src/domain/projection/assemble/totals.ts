/** The totals of a single path, and what of them belongs to no instance. */
import type { CompiledPlan } from '../compile/compiled-plan.ts'
import { type BlockResult, pathRows } from '../engine/record.ts'
import { type Row, rowIndex, rows } from '../rows.ts'

/** In the compiled order, which does not depend on the order given. */
function sumOfInstances(plan: CompiledPlan, perInstance: Float64Array, row: Row, point: number): number {
  const points = plan.assumptions.years + 1
  const start = rowIndex(row) * points + point
  let sum = 0
  for (let i = 0; i < plan.count; i++) sum += perInstance[plan.order[i]! * rows.length * points + start]!
  return sum
}

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
  for (let point = 0; point < points; point++) {
    totals[rowIndex('netWorthReal') * points + point] = at('netWorth', point) / priceLevels[point]!
    if (point === 0) continue
    for (const row of ['growth', 'reinvested', 'received', 'spent', 'covered'] as const)
      totals[rowIndex(row) * points + point] = sumOfInstances(plan, perInstance, row, point)
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
  for (let point = 0; point < points; point++) {
    set('household', point, total('household', point))
    set('netWorth', point, total('household', point))
    set('netWorthReal', point, total('household', point) / priceLevels[point]!)
    if (point === 0) continue
    const [earned, charged] = [sums[point]!, sums[points + point]!]
    const tax = total('tax', point) - sumOfInstances(plan, perInstance, 'tax', point)
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
