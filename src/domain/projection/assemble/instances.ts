/** Turns sums over paths into the rows of instances: means, where there are many paths. */
import {
  type CompiledPlan,
  isHeldAt,
  KIND_CASH_FLOW,
  KIND_PORTFOLIO,
  KIND_PROPERTY,
} from '../compile/compiled-plan.ts'
import { WRAPPER_SUPER } from '../compile/compiled-wrappers.ts'
import { arrays } from '../engine/arrays.ts'
import { type InstanceSum, instanceSums } from '../engine/run.ts'
import { type Row, rows } from '../rows.ts'
import { type SummedPaths, taxParts } from './tax-parts.ts'

/** Sums that are rows as they stand. */
const ofAll = [
  ['debt', 'debt'],
  ['reinvested', 'reinvested'],
  ['interest', 'interest'],
  ['contributions', 'contributions'],
  ['withdrawals', 'withdrawals'],
  ['covered', 'covered'],
] as const
const ofHoldings = [...ofAll, ['income', 'income'], ['expenses', 'expenses']] as const
const ofFunds = [...ofHoldings, ['withheld', 'tax'], ['received', 'received']] as const
/** What belongs to the household is no income or expense of an investment. */
const ofFlows = [...ofAll, ['income', 'received'], ['expenses', 'spent'], ['withheld', 'tax']] as const

/** Where the rows of an instance begin, counted from its first. */
type Starts = Readonly<Record<Row, number>>

/** What the rows of all instances are made of and written to, instances × `rows` × points. */
interface Sheet {
  readonly plan: CompiledPlan
  readonly summed: SummedPaths
  readonly points: number
  readonly starts: Starts
  readonly out: Float64Array
}

/** Where a sum of all instances begins; point and instance follow. */
function sumStart({ plan, points }: Sheet, sum: InstanceSum): number {
  return instanceSums.indexOf(sum) * points * plan.count
}

/** Copies means of sums into rows, for the instance whose rows begin at `base`. */
function tellOf(sheet: Sheet, told: readonly (readonly [InstanceSum, Row])[]) {
  const { plan, summed, points, starts, out } = sheet
  const { instances, paths } = summed
  const copies = told.map(([sum, row]) => ({ from: sumStart(sheet, sum), to: starts[row] }))
  return (i: number, base: number) => {
    for (let k = 0; k < copies.length; k++) {
      const { from, to } = copies[k]!
      copyMeans(out, base + to, points, instances, from + i, plan.count, paths)
    }
  }
}

function copyMeans(
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

const rowOfValue = (kind: number): Row =>
  kind === KIND_PROPERTY ? 'propertyValue' : kind === KIND_PORTFOLIO ? 'portfolioValue' : 'cashValue'

/** What it is worth with its offset account, and what of its debt is repaid. */
function tellBalances(sheet: Sheet, i: number, base: number): void {
  const { plan, summed, points, starts, out } = sheet
  const { instances, paths } = summed
  const { count } = plan
  const value = sumStart(sheet, 'value') + i
  const drawn = sumStart(sheet, 'drawn') + i
  const debt = base + starts.debt
  const cash = base + starts.cashValue
  const valued = base + starts[rowOfValue(plan.kind[i]!)]
  const netWorth = base + starts.netWorth
  const principal = base + starts.principal
  const offset = plan.offset[i]!
  for (let point = 0; point < points; point++) {
    const owed = out[debt + point]!
    const worth = instances[value + point * count]! / paths
    const beside = offset > 0 && isHeldAt(plan, i, point) ? offset : 0
    out[cash + point] = beside
    out[valued + point] = worth
    out[netWorth + point] = worth + beside - owed
    if (point > 0)
      out[principal + point] = out[debt + point - 1]! + instances[drawn + point * count]! / paths - owed
  }
}

/** Adds a part of each tax year's tax to what is withheld. */
function addTax({ points, starts, out }: Sheet, base: number, parts: Float64Array, from: number): void {
  const tax = base + starts.tax
  for (let number = 0; number < points; number++)
    out[tax + Math.min(number + 1, points - 1)]! += parts[from + number]!
}

/** Fills the rows that follow from others: real net worth, growth and cash flow. */
function derive({ points, starts, out }: Sheet, base: number, priceLevels: Float64Array): void {
  const netWorth = base + starts.netWorth
  const netWorthReal = base + starts.netWorthReal
  const received = base + starts.received
  const spent = base + starts.spent
  const income = base + starts.income
  const reinvested = base + starts.reinvested
  const expenses = base + starts.expenses
  const interest = base + starts.interest
  const principal = base + starts.principal
  const contributions = base + starts.contributions
  const withdrawals = base + starts.withdrawals
  const tax = base + starts.tax
  const netCashFlow = base + starts.netCashFlow
  const cumulative = base + starts.cumulativeCashFlow
  const growth = base + starts.growth
  out[netWorthReal] = out[netWorth]! / priceLevels[0]!
  for (let point = 1; point < points; point++) {
    const worth = out[netWorth + point]!
    const earned = out[income + point]!
    const paid = out[expenses + point]!
    const charged = out[interest + point]!
    const taxed = out[tax + point]!
    const flow =
      earned -
      out[reinvested + point]! +
      out[received + point]! -
      out[spent + point]! -
      paid -
      charged -
      out[principal + point]! -
      out[contributions + point]! +
      out[withdrawals + point]! -
      taxed
    out[netWorthReal + point] = worth / priceLevels[point]!
    out[netCashFlow + point] = flow
    out[cumulative + point] = out[cumulative + point - 1]! + flow
    out[growth + point] =
      worth -
      out[netWorth + point - 1]! -
      (earned - paid + out[received + point]! - out[spent + point]! - charged - taxed) +
      flow
  }
}

/** Rows that all instances are told of together, too. */
const addedRows = ['growth', 'reinvested', 'received', 'spent', 'covered', 'tax'] as const

export type AddedRows = Readonly<Record<(typeof addedRows)[number], Float64Array>>

function addTo(together: Float64Array, out: Float64Array, from: number): void {
  for (let point = 0; point < together.length; point++) together[point]! += out[from + point]!
}

/**
 * Rows of every instance in the plan's own order, instances × `rows` × points, and some of them added up in the compiled order, which
 * does not depend on the order given.
 */
export function assembleInstances(
  plan: CompiledPlan,
  summed: SummedPaths,
  priceLevels: Float64Array,
): { perInstance: Float64Array; together: AddedRows } {
  const points = priceLevels.length
  const width = rows.length * points
  const starts = Object.fromEntries(rows.map((row, index) => [row, index * points])) as Starts
  const out = new Float64Array(plan.count * width)
  const sheet: Sheet = { plan, summed, points, starts, out }
  const together = arrays(addedRows, points)
  const parts = taxParts(plan, summed)
  const tell = tellOf(sheet, ofHoldings)
  const tellFund = tellOf(sheet, ofFunds)
  const tellFlow = tellOf(sheet, ofFlows)
  for (let i = 0; i < plan.count; i++) {
    const position = plan.order[i]!
    const base = position * width
    if (plan.kind[i] === KIND_CASH_FLOW) tellFlow(i, base)
    else {
      if (plan.wrapper[i] === WRAPPER_SUPER) tellFund(i, base)
      else tell(i, base)
      tellBalances(sheet, i, base)
    }
    addTax(sheet, base, parts, position * points)
    derive(sheet, base, priceLevels)
    for (const row of addedRows) addTo(together[row], out, base + starts[row])
  }
  return { perInstance: out, together }
}
