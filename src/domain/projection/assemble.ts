/** Turns sums over paths into the rows of instances and of the household account; means when there are many paths. */
import { type CompiledPlan, isHeldAt, KIND_PORTFOLIO, KIND_PROPERTY } from './compile/compiled-plan.ts'
import { type InstanceSum, instanceSums } from './engine/run.ts'
import { type Row, rowIndex, rows } from './rows.ts'

export interface SummedPaths {
  readonly paths: number
  /** `instanceSums` × points × instances, summed over the paths */
  readonly instances: Float64Array
}

/**
 * Rows of every instance in the plan's own order: instances × `rows` × points. Tax is left at zero here; see
 * `allocateTax`.
 */
export function assembleInstances(plan: CompiledPlan, summed: SummedPaths): Float64Array {
  const points = plan.assumptions.years + 1
  const out = new Float64Array(plan.count * rows.length * points)
  const mean = (sum: InstanceSum, point: number, i: number) =>
    summed.instances[(instanceSums.indexOf(sum) * points + point) * plan.count + i]! / summed.paths
  for (let i = 0; i < plan.count; i++) {
    const base = plan.order[i]! * rows.length * points
    const set = (row: Row, point: number, value: number) => {
      out[base + rowIndex(row) * points + point] = value
    }
    const valueRow: Row =
      plan.kind[i] === KIND_PROPERTY
        ? 'propertyValue'
        : plan.kind[i] === KIND_PORTFOLIO
          ? 'portfolioValue'
          : 'cashValue'
    for (let point = 0; point < points; point++) {
      const value = mean('value', point, i)
      const offset = plan.offset[i]! > 0 && isHeldAt(plan, i, point) ? plan.offset[i]! : 0
      const debt = mean('debt', point, i)
      set('cashValue', point, offset)
      set(valueRow, point, value)
      set('debt', point, debt)
      set('netWorth', point, value + offset - debt)
      if (point === 0) continue
      set('income', point, mean('income', point, i))
      set('reinvested', point, mean('reinvested', point, i))
      set('expenses', point, mean('expenses', point, i))
      set('interest', point, mean('interest', point, i))
      set('principal', point, mean('debt', point - 1, i) + mean('drawn', point, i) - debt)
      set('contributions', point, mean('contributions', point, i))
      set('withdrawals', point, mean('withdrawals', point, i))
    }
  }
  return out
}

/**
 * Shares out each year's tax by taxable income: everyone at the year's average rate tax/net, which lies between
 * nothing and the highest rate; capital gains count in proportion to what the year's net gain adds. What cannot
 * be shared out so (losses carried from other years) stays with the household account.
 */
export function allocateTax(
  plan: CompiledPlan,
  summed: SummedPaths,
  perInstance: Float64Array,
  taxByYear: Float64Array,
  householdEarned: Float64Array,
): void {
  const points = plan.assumptions.years + 1
  const sum = (name: InstanceSum, point: number, i: number) =>
    summed.instances[(instanceSums.indexOf(name) * points + point) * plan.count + i]! / summed.paths
  for (let point = 1; point < points; point++) {
    const weight = (i: number) =>
      sum('assessable', point, i) -
      (plan.taxed[i] ? sum('interest', point, i) : 0) +
      sum('gains', point, i) * (1 - plan.assumptions.discount)
    let net = householdEarned[point]!
    for (let i = 0; i < plan.count; i++) net += weight(i)
    const rate = net === 0 ? 0 : taxByYear[point]! / net
    const bounded = Math.min(Math.max(rate, 0), plan.assumptions.tax.highestRate)
    for (let i = 0; i < plan.count; i++)
      perInstance[(plan.order[i]! * rows.length + rowIndex('tax')) * points + point] = weight(i) * bounded
  }
}

/** Fills the rows that follow from others, of one instance: real net worth, growth and cash flow. */
export function deriveInstanceRows(
  perInstance: Float64Array,
  position: number,
  points: number,
  priceLevels: Float64Array,
): void {
  const base = position * rows.length * points
  const at = (row: Row, point: number) => perInstance[base + rowIndex(row) * points + point]!
  const set = (row: Row, point: number, value: number) => {
    perInstance[base + rowIndex(row) * points + point] = value
  }
  for (let point = 0; point < points; point++) {
    set('netWorthReal', point, at('netWorth', point) / priceLevels[point]!)
    if (point === 0) continue
    const flow =
      at('income', point) -
      at('reinvested', point) -
      at('expenses', point) -
      at('interest', point) -
      at('principal', point) -
      at('contributions', point) +
      at('withdrawals', point) -
      at('tax', point)
    const earned = at('income', point) - at('expenses', point) - at('interest', point) - at('tax', point)
    set('netCashFlow', point, flow)
    set('cumulativeCashFlow', point, at('cumulativeCashFlow', point - 1) + flow)
    set('growth', point, at('netWorth', point) - at('netWorth', point - 1) - earned + flow)
  }
}
