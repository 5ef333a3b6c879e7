/** Turns sums over paths into the rows of instances and of the household account; means when there are many paths. */
import { allocateTax } from '#domain/tax/allocate-tax.ts'
import { type CompiledPlan, isHeldAt } from '../compile/compiled-plan.ts'
import { type InstanceSum, instanceSums } from '../engine/run.ts'
import { rowIndex, rows } from '../rows.ts'

export interface SummedPaths {
  readonly paths: number
  /** `instanceSums` × points × instances, summed over the paths */
  readonly instances: Float64Array
}

/** Where the sums of one kind begin; point and instance follow. */
function offsetOf(plan: CompiledPlan, sum: InstanceSum): number {
  return instanceSums.indexOf(sum) * (plan.assumptions.years + 1) * plan.count
}

/** Sums that are rows as they stand. */
const copied = [
  'debt',
  'income',
  'reinvested',
  'expenses',
  'interest',
  'contributions',
  'withdrawals',
] as const

/** One row of an instance: at each point the mean over the paths. */
function writeMeans(
  out: Float64Array,
  to: number,
  points: number,
  sums: Float64Array,
  from: number,
  step: number,
  paths: number,
): void {
  for (let point = 0; point < points; point++) out[to + point] = sums[from + point * step]! / paths
}

/**
 * Rows of every instance in the plan's own order: instances × `rows` × points. Tax is left at zero here; see
 * `assembleTax`.
 */
export function assembleInstances(plan: CompiledPlan, { instances, paths }: SummedPaths): Float64Array {
  const points = plan.assumptions.years + 1
  const width = rows.length * points
  const out = new Float64Array(plan.count * width)
  const copies = copied.map((sum) => ({ from: offsetOf(plan, sum), to: rowIndex(sum) * points }))
  const [value, drawn] = [offsetOf(plan, 'value'), offsetOf(plan, 'drawn')]
  const [cash, netWorth] = [rowIndex('cashValue') * points, rowIndex('netWorth') * points]
  const [debt, principal] = [rowIndex('debt') * points, rowIndex('principal') * points]
  const valueRows = (['propertyValue', 'portfolioValue', 'cashValue', 'cashValue'] as const).map(
    (row) => rowIndex(row) * points,
  )
  for (let i = 0; i < plan.count; i++) {
    const base = plan.order[i]! * width
    for (let c = 0; c < copies.length; c++)
      writeMeans(out, base + copies[c]!.to, points, instances, copies[c]!.from + i, plan.count, paths)
    const valueRow = base + valueRows[plan.kind[i]!]!
    const offset = plan.offset[i]!
    for (let point = 0; point < points; point++) {
      const at = point * plan.count + i
      const owed = out[base + debt + point]!
      const worth = instances[value + at]! / paths
      const beside = offset > 0 && isHeldAt(plan, i, point) ? offset : 0
      out[base + cash + point] = beside
      out[valueRow + point] = worth
      out[base + netWorth + point] = worth + beside - owed
      if (point > 0)
        out[base + principal + point] = out[base + debt + point - 1]! + instances[drawn + at]! / paths - owed
    }
  }
  return out
}

/** Each instance's part of each year's tax; `household` are the sums of a block's household account. */
export function assembleTax(
  plan: CompiledPlan,
  { instances, paths }: SummedPaths,
  perInstance: Float64Array,
  taxByYear: Float64Array,
  household: Float64Array,
): void {
  const points = plan.assumptions.years + 1
  const taxRow = rowIndex('tax') * points
  const ofYear = (sum: InstanceSum, point: number) => {
    const start = offsetOf(plan, sum) + point * plan.count
    return instances.subarray(start, start + plan.count)
  }
  for (let point = 1; point < points; point++) {
    const interest = ofYear('interest', point)
    const sums = {
      paths,
      assessable: ofYear('assessable', point).map((income, i) => income - (plan.taxed[i] ? interest[i]! : 0)),
      gains: ofYear('gains', point),
      netGain: household[2 * points + point]!,
      householdEarned: household[point]!,
    }
    const parts = allocateTax(sums, taxByYear[point]!, plan.assumptions.yearsOfLaw[point - 1]!.highestRate)
    for (let i = 0; i < plan.count; i++)
      perInstance[plan.order[i]! * rows.length * points + taxRow + point] = parts[i]!
  }
}

const derived = {
  netWorth: rowIndex('netWorth'),
  netWorthReal: rowIndex('netWorthReal'),
  income: rowIndex('income'),
  reinvested: rowIndex('reinvested'),
  expenses: rowIndex('expenses'),
  interest: rowIndex('interest'),
  principal: rowIndex('principal'),
  contributions: rowIndex('contributions'),
  withdrawals: rowIndex('withdrawals'),
  tax: rowIndex('tax'),
  netCashFlow: rowIndex('netCashFlow'),
  cumulativeCashFlow: rowIndex('cumulativeCashFlow'),
  growth: rowIndex('growth'),
}

/** Fills the rows that follow from others, of one instance: real net worth, growth and cash flow. */
export function deriveInstanceRows(
  perInstance: Float64Array,
  position: number,
  points: number,
  priceLevels: Float64Array,
): void {
  const base = position * rows.length * points
  const at = (row: number, point: number) => perInstance[base + row * points + point]!
  const set = (row: number, point: number, value: number) => {
    perInstance[base + row * points + point] = value
  }
  for (let point = 0; point < points; point++) {
    set(derived.netWorthReal, point, at(derived.netWorth, point) / priceLevels[point]!)
    if (point === 0) continue
    const [income, expenses] = [at(derived.income, point), at(derived.expenses, point)]
    const [interest, tax] = [at(derived.interest, point), at(derived.tax, point)]
    const flow =
      income -
      at(derived.reinvested, point) -
      expenses -
      interest -
      at(derived.principal, point) -
      at(derived.contributions, point) +
      at(derived.withdrawals, point) -
      tax
    const rise = at(derived.netWorth, point) - at(derived.netWorth, point - 1)
    set(derived.netCashFlow, point, flow)
    set(derived.cumulativeCashFlow, point, at(derived.cumulativeCashFlow, point - 1) + flow)
    set(derived.growth, point, rise - (income - expenses - interest - tax) + flow)
  }
}
