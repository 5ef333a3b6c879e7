/**
 * The state of a run: everything that changes from month to month, for a block of paths. Arrays of an instance
 * and a path are instance-major, so that a month's loop over the paths of an instance is contiguous.
 */
import type { CompiledPlan } from '../compile/compiled-plan.ts'
import { kernelsFor } from '../kernels/fastest.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { plainKernels } from '../kernels/plain.ts'

/** Sums over the paths of a block, one for each instance and year. */
export const instanceSums = [
  'value',
  'debt',
  'income',
  'reinvested',
  'expenses',
  'interest',
  'contributions',
  'withdrawals',
  /** Debt newly taken on. */
  'drawn',
  /** Taxable income less deductions, without gains and before deductible interest. */
  'assessable',
  /** Realised capital gains after the discount, before losses are taken off. */
  'gains',
] as const

export type InstanceSum = (typeof instanceSums)[number]

export interface Run {
  readonly plan: CompiledPlan
  readonly paths: number
  /** False for the deterministic run: nothing is drawn. */
  readonly isStochastic: boolean
  firstPath: number

  // instance × path
  readonly value: Float64Array
  readonly debt: Float64Array
  /** What the loan would be without offset and extra payments. */
  readonly scheduled: Float64Array
  readonly costBase: Float64Array
  /** Growth of a property since its value was last brought up to date. */
  readonly logGrowth: Float64Array

  // instance: amounts that are the same on every path
  readonly rent: Float64Array
  readonly expense: Float64Array
  readonly contribution: Float64Array
  readonly withdrawal: Float64Array
  readonly building: Float64Array
  readonly plant: Float64Array
  readonly plantMonthly: Float64Array
  /** Depreciation claimed so far. */
  readonly claimed: Float64Array
  /** This year's sums. */
  readonly sums: Readonly<Record<InstanceSum, Float64Array>>

  // path
  readonly household: Float64Array
  /** Flow of the month into the household account. */
  readonly cashFlow: Float64Array
  readonly rateShift: Float64Array
  readonly carriedLoss: Float64Array
  readonly carriedCapitalLoss: Float64Array
  readonly cumulative: Float64Array
  readonly lastHousehold: Float64Array
  readonly lastDebt: Float64Array
  // path: this year's flows
  readonly incomePaid: Float64Array
  readonly incomeKept: Float64Array
  readonly interestDeducted: Float64Array
  readonly interestPrivate: Float64Array
  readonly withdrawals: Float64Array
  readonly sellingCosts: Float64Array
  readonly householdEarned: Float64Array
  readonly householdCharged: Float64Array
  readonly gainDiscounted: Float64Array
  readonly gainFull: Float64Array
  readonly capitalLoss: Float64Array
  /** What gains add to the year's net income, after losses and discount. */
  readonly netGain: Float64Array
  readonly deficit: Float64Array
  readonly tax: Float64Array

  /** The month's market and loan at hand, on every path. */
  readonly kernels: Kernels

  /** Flows that are the same on every path: of the month, and this year's. */
  monthFlow: number
  readonly common: CommonFlows
}

interface CommonFlows {
  income: number
  expenses: number
  /** Taxable income less deductions. */
  assessable: number
  contributions: number
  withdrawals: number
  drawn: number
  surplus: number
}

const yearlyFlows = [
  'incomePaid',
  'incomeKept',
  'interestDeducted',
  'interestPrivate',
  'withdrawals',
  'sellingCosts',
  'householdEarned',
  'householdCharged',
  'gainDiscounted',
  'gainFull',
  'capitalLoss',
  'deficit',
] as const

const perPath = [
  'household',
  'cashFlow',
  'rateShift',
  'carriedLoss',
  'carriedCapitalLoss',
  'cumulative',
  'lastHousehold',
  'lastDebt',
  ...yearlyFlows,
  'netGain',
  'tax',
] as const

const perInstance = [
  'rent',
  'expense',
  'contribution',
  'withdrawal',
  'building',
  'plant',
  'plantMonthly',
  'claimed',
] as const

function arrays<Key extends string>(keys: readonly Key[], length: number): Record<Key, Float64Array> {
  return Object.fromEntries(keys.map((key) => [key, new Float64Array(length)])) as Record<Key, Float64Array>
}

/** Allocates a run of up to `paths` paths; `beginBlock` puts it at the beginning of a block. */
export function createRun(
  plan: CompiledPlan,
  paths: number,
  isStochastic: boolean,
  kernels = isStochastic ? kernelsFor(paths) : plainKernels(paths),
): Run {
  return {
    plan,
    paths,
    isStochastic,
    firstPath: 0,
    ...arrays(['value', 'debt', 'scheduled', 'costBase', 'logGrowth'], plan.count * paths),
    ...arrays(perInstance, plan.count),
    ...arrays(perPath, paths),
    sums: arrays(instanceSums, plan.count),
    kernels,
    monthFlow: 0,
    common: noFlows(),
  }
}

function noFlows(): CommonFlows {
  return { income: 0, expenses: 0, assessable: 0, contributions: 0, withdrawals: 0, drawn: 0, surplus: 0 }
}

/** Forgets the flows of the year that ended. */
export function beginYear(run: Run): void {
  for (const key of yearlyFlows) run[key].fill(0)
  for (const key of instanceSums) run.sums[key].fill(0)
  Object.assign(run.common, noFlows())
}

/** Sets the amounts of an instance that are the same on every path to those of its beginning. */
function resetInstance(run: Run, i: number): void {
  const { plan } = run
  run.rent[i] = plan.openingRent[i]!
  run.expense[i] = plan.openingExpense[i]!
  run.contribution[i] = plan.openingContribution[i]!
  run.withdrawal[i] = plan.openingWithdrawal[i]!
  run.building[i] = plan.openingBuilding[i]!
  run.plant[i] = plan.openingPlant[i]!
  run.plantMonthly[i] = plan.openingPlantMonthly[i]!
  run.claimed[i] = plan.openingClaimed[i]!
}

/** Puts the run at the beginning of the projection, for the paths from `firstPath` (a multiple of four) on. */
export function beginBlock(run: Run, firstPath: number): void {
  const { plan, paths } = run
  run.firstPath = firstPath
  for (const key of perPath) run[key].fill(0)
  run.logGrowth.fill(0)
  run.household.fill(plan.assumptions.openingHousehold)
  run.lastHousehold.fill(plan.assumptions.openingHousehold)
  for (let i = 0; i < plan.count; i++) {
    const held = plan.first[i] === 0 && plan.last[i]! >= 0
    const [start, end] = [i * paths, (i + 1) * paths]
    run.value.fill(held ? plan.openingValue[i]! : 0, start, end)
    run.debt.fill(held ? plan.openingDebt[i]! : 0, start, end)
    run.scheduled.fill(held ? plan.openingScheduled[i]! : 0, start, end)
    run.costBase.fill(held ? plan.openingCostBase[i]! : 0, start, end)
    resetInstance(run, i)
    if (held) for (let p = 0; p < paths; p++) run.lastDebt[p]! += plan.openingDebt[i]!
  }
  beginYear(run)
}
