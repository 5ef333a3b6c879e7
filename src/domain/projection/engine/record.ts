/** Writes a year's end into the results of a block. */
import {
  isHeldAt,
  KIND_CASH_FLOW,
  KIND_LOAN,
  KIND_PORTFOLIO,
  KIND_PROPERTY,
  taxYearOf,
} from '../compile/compiled-plan.ts'
import { flowsOfAll } from './ledgers.ts'
import { instanceSums, type Run, taxedSums } from './run.ts'

/** Rows kept for each path of a block, of the totals. The others follow from these. */
export const pathRows = [
  'propertyValue',
  'portfolioValue',
  'cashValue',
  'debt',
  'household',
  'netWorth',
  'income',
  'expenses',
  'interest',
  'principal',
  'contributions',
  'withdrawals',
  'tax',
  'netCashFlow',
  'cumulativeCashFlow',
  'deficit',
] as const

export type PathRow = (typeof pathRows)[number]

/** The results of one block of paths. */
export interface BlockResult {
  readonly firstPath: number
  readonly paths: number
  readonly points: number
  /** `pathRows` × points × paths */
  readonly totals: Float64Array
  /** Sums over the block's paths: `instanceSums` × points × instances */
  readonly instances: Float64Array
  /** Sums over the block's paths of what the household account earned and was charged: 2 × points */
  readonly household: Float64Array
  /** Sums over the block's paths: `taxedSums` × tax years (as many as points) × instances */
  readonly taxed: Float64Array
  /**
   * Of each taxpayer, sums over the block's paths of what the household account earned, of net gains, of tax, and of what is not
   * deducted of losses of dwellings: taxpayers × 4 × tax years
   */
  readonly taxYears: Float64Array
  /** Of each path: the first month at whose end the household account is overdrawn, counted from 1; 0 where there is none. */
  readonly firstDeficit: Float64Array
}

export function createBlockResult(run: Run, years: number): BlockResult {
  const points = years + 1
  return {
    firstPath: run.firstPath,
    paths: run.paths,
    points,
    totals: new Float64Array(pathRows.length * points * run.paths),
    instances: new Float64Array(instanceSums.length * points * run.plan.count),
    household: new Float64Array(2 * points),
    taxed: new Float64Array(taxedSums.length * points * run.plan.count),
    taxYears: new Float64Array(4 * points * run.people.length),
    firstDeficit: new Float64Array(run.paths),
  }
}

/** Adds an instance's balance on each path to a total; returns its sum over the paths. */
function addBalance(
  balance: Float64Array,
  base: number,
  paths: number,
  to: Float64Array,
  at: number,
): number {
  let total = 0
  for (let p = 0; p < paths; p++) {
    to[at + p]! += balance[base + p]!
    total += balance[base + p]!
  }
  return total
}

/** Records point `point` (0 is the beginning); flows are those since the point before. */
export function record(run: Run, result: BlockResult, point: number): void {
  const { plan, paths, common, sums } = run
  const { totals, points } = result
  const at = (row: PathRow) => (pathRows.indexOf(row) * points + point) * paths
  const property = at('propertyValue')
  const portfolio = at('portfolioValue')
  const cash = at('cashValue')
  const debt = at('debt')
  let offsets = 0
  for (let i = 0; i < plan.count; i++) {
    const kind = plan.kind[i]!
    if (kind === KIND_CASH_FLOW) continue
    if (kind !== KIND_LOAN) {
      const to = kind === KIND_PROPERTY ? property : kind === KIND_PORTFOLIO ? portfolio : cash
      sums.value[i] = addBalance(run.value, i * paths, paths, totals, to)
      if (plan.offset[i]! > 0 && isHeldAt(plan, i, point)) offsets += plan.offset[i]!
    }
    if (kind === KIND_LOAN || kind === KIND_PROPERTY)
      sums.debt[i] = addBalance(run.debt, i * paths, paths, totals, debt)
  }
  instanceSums.forEach((sum, s) => {
    result.instances.set(sums[sum], (s * points + point) * plan.count)
  })
  const household = at('household')
  const netWorth = at('netWorth')
  const income = at('income')
  const expenses = at('expenses')
  const interest = at('interest')
  const principal = at('principal')
  const contributions = at('contributions')
  const withdrawals = at('withdrawals')
  const tax = at('tax')
  const netCashFlow = at('netCashFlow')
  const cumulative = at('cumulativeCashFlow')
  const deficit = at('deficit')
  const flows = flowsOfAll(run)
  let earned = 0
  let charged = 0
  for (let p = 0; p < paths; p++) {
    totals[cash + p]! += offsets
    const owed = totals[debt + p]!
    const account = run.household[p]!
    const flow = account - run.lastHousehold[p]!
    totals[household + p] = account
    totals[netWorth + p] = totals[property + p]! + totals[portfolio + p]! + totals[cash + p]! + account - owed
    totals[income + p] =
      common.income +
      flows.incomePaid[p]! +
      flows.incomeKept[p]! +
      flows.dividends[p]! +
      flows.householdEarned[p]! +
      run.incomeWrapped[p]!
    totals[expenses + p] = common.expenses + run.sellingCosts[p]!
    totals[interest + p] =
      flows.interestDeducted[p]! +
      flows.interestOfWaitingDwellings[p]! +
      flows.interestOfOtherDwellings[p]! +
      run.interestPrivate[p]! +
      run.householdCharged[p]!
    totals[principal + p] = run.lastDebt[p]! + common.drawn - owed
    totals[contributions + p] = common.contributions
    totals[withdrawals + p] = common.withdrawals + run.withdrawals[p]!
    totals[tax + p] = run.tax[p]! + common.withheld + run.fundTax[p]!
    totals[netCashFlow + p] = flow
    run.cumulative[p]! += flow
    totals[cumulative + p] = run.cumulative[p]!
    totals[deficit + p] = run.deficit[p]!
    run.lastHousehold[p] = account
    run.lastDebt[p] = owed
    earned += flows.householdEarned[p]!
    charged += run.householdCharged[p]!
  }
  result.household[point] = earned
  result.household[points + point] = charged
}

function sumOf(values: Float64Array, paths: number): number {
  let sum = 0
  for (let p = 0; p < paths; p++) sum += values[p]!
  return sum
}

/** Records the tax year that was settled with `month`. */
export function recordTaxYear(run: Run, result: BlockResult, month: number): void {
  const { plan, paths } = run
  const { points, taxed, taxYears } = result
  const number = taxYearOf(plan.assumptions, month) - taxYearOf(plan.assumptions, 0)
  taxedSums.forEach((sum, s) => {
    taxed.set(run.taxedSums[sum], (s * points + number) * plan.count)
  })
  run.people.forEach(({ householdEarned, netGain, tax, rentalLossKept }, person) => {
    const kept = [householdEarned, netGain, tax, rentalLossKept]
    kept.forEach((values, k) => {
      taxYears[(4 * person + k) * points + number] = sumOf(values, paths)
    })
  })
}
