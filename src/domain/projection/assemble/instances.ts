/** Turns sums over paths into the rows of instances and of the household account; means when there are many paths. */
import { allocateTax } from '#domain/tax/allocate-tax.ts'
import {
  type CompiledPlan,
  countTaxYears,
  isHeldAt,
  KIND_CASH_FLOW,
  taxYearOf,
} from '../compile/compiled-plan.ts'
import { WRAPPER_SUPER } from '../compile/compiled-wrappers.ts'
import { partOfInstance } from '../compile/owners.ts'
import type { BlockResult } from '../engine/record.ts'
import { type InstanceSum, instanceSums, type TaxedSum, taxedSums } from '../engine/run.ts'
import { rowIndex, rows } from '../rows.ts'

/** Sums over the paths, each as in a block. */
export type SummedPaths = Pick<BlockResult, 'paths' | 'instances' | 'taxed' | 'taxYears'>

/** Where the sums of one kind begin; point and instance follow. */
function offsetOf(plan: CompiledPlan, sum: InstanceSum): number {
  return instanceSums.indexOf(sum) * (plan.assumptions.years + 1) * plan.count
}

/** Sums that are rows as they stand. */
const copied = ['debt', 'reinvested', 'interest', 'contributions', 'withdrawals', 'covered'] as const

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

/** Where what comes in and goes out is told: what belongs to the household is no income or expense of an investment. */
const holdingRows = [rowIndex('income'), rowIndex('expenses')] as const
const flowRows = [rowIndex('received'), rowIndex('spent')] as const

/**
 * Rows of every instance in the plan's own order: instances × `rows` × points. Tax holds what is withheld here; see
 * `assembleTax` for the rest.
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
  const [income, expenses] = [offsetOf(plan, 'income'), offsetOf(plan, 'expenses')]
  for (let i = 0; i < plan.count; i++) {
    const base = plan.order[i]! * width
    for (let c = 0; c < copies.length; c++)
      writeMeans(out, base + copies[c]!.to, points, instances, copies[c]!.from + i, plan.count, paths)
    const isFlow = plan.kind[i] === KIND_CASH_FLOW
    const [incomeRow, expensesRow] = isFlow ? flowRows : holdingRows
    writeMeans(out, base + incomeRow * points, points, instances, income + i, plan.count, paths)
    writeMeans(out, base + expensesRow * points, points, instances, expenses + i, plan.count, paths)
    const isFund = plan.wrapper[i] === WRAPPER_SUPER
    const write = (row: 'tax' | 'received', sum: InstanceSum) =>
      writeMeans(
        ...([out, base + rowIndex(row) * points, points, instances, offsetOf(plan, sum) + i] as const),
        ...([plan.count, paths] as const),
      )
    if (isFlow || isFund) write('tax', 'withheld')
    if (isFund) write('received', 'received')
    if (isFlow) continue
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

/**
 * Each instance's part of the tax of each tax year: instances in the plan's own order × points. A projection year has the
 * tax of the one that ends in it, the last year also that of the one that is open at its end.
 */
export function taxParts(plan: CompiledPlan, { paths, taxed, taxYears }: SummedPaths): Float64Array {
  const points = plan.assumptions.years + 1
  const out = new Float64Array(plan.count * points)
  const ofTaxYear = (sum: TaxedSum, number: number) => {
    const start = (taxedSums.indexOf(sum) * points + number) * plan.count
    return taxed.subarray(start, start + plan.count)
  }
  for (let number = 0; number < countTaxYears(plan.assumptions); number++) {
    plan.assumptions.laws.forEach((yearsOfLaw, person) => {
      const ofPerson = (sum: TaxedSum) =>
        ofTaxYear(sum, number).map((amount, i) => amount * partOfInstance(plan.owners, person, i))
      const settled = (k: number) => taxYears[(4 * person + k) * points + number]!
      const sums = {
        paths,
        assessable: ofPerson('assessable'),
        gains: ofPerson('gains'),
        credits: ofPerson('credits'),
        householdEarned: settled(0),
        netGain: settled(1),
        lossesWait: plan.lossesWait,
        lossKept: settled(3),
      }
      const law = yearsOfLaw[taxYearOf(plan.assumptions, 0) + number]!
      const parts = allocateTax(sums, settled(2) / paths, law.highestRate)
      for (let i = 0; i < plan.count; i++) out[plan.order[i]! * points + number]! += parts[i]!
    })
  }
  return out
}

/** Enters each instance's part of the tax into its rows. */
export function assembleTax(plan: CompiledPlan, parts: Float64Array, perInstance: Float64Array): void {
  const { years } = plan.assumptions
  const points = years + 1
  const taxRow = rowIndex('tax') * points
  for (let i = 0; i < plan.count; i++)
    for (let number = 0; number < points; number++)
      perInstance[i * rows.length * points + taxRow + Math.min(number + 1, years)]! +=
        parts[i * points + number]!
}

const derived = {
  netWorth: rowIndex('netWorth'),
  netWorthReal: rowIndex('netWorthReal'),
  received: rowIndex('received'),
  spent: rowIndex('spent'),
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
    const [received, spent] = [at(derived.received, point), at(derived.spent, point)]
    const flow =
      income -
      at(derived.reinvested, point) +
      received -
      spent -
      expenses -
      interest -
      at(derived.principal, point) -
      at(derived.contributions, point) +
      at(derived.withdrawals, point) -
      tax
    const rise = at(derived.netWorth, point) - at(derived.netWorth, point - 1)
    set(derived.netCashFlow, point, flow)
    set(derived.cumulativeCashFlow, point, at(derived.cumulativeCashFlow, point - 1) + flow)
    set(derived.growth, point, rise - (income - expenses + received - spent - interest - tax) + flow)
  }
}
