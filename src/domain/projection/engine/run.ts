/**
 * The state of a run: everything that changes from month to month, for a block of paths. Arrays of an instance
 * and a path are instance-major, so that a month's loop over the paths of an instance is contiguous.
 */
import type { OpenTaxYear } from '#domain/tax/settle-year.ts'
import { type CompiledPlan, isHeldAt } from '../compile/compiled-plan.ts'
import { kernelsFor } from '../kernels/fastest.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { plainKernels } from '../kernels/plain.ts'
import { arrays } from './arrays.ts'
import { createLedgers, type Ledgers, openLedgers, sharedFlows } from './ledgers.ts'
import type { TaxJournal } from './tax-journal.ts'

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
  /** The part of withdrawals that covered what the household account was short of. */
  'covered',
  /** Debt newly taken on. */
  'drawn',
  /** Tax withheld of incomes of the household, and paid inside of a fund. */
  'withheld',
  /** Paid in by others. */
  'received',
] as const

export type InstanceSum = (typeof instanceSums)[number]

/** Sums over the paths of a block, one for each instance and tax year. */
export const taxedSums = [
  /** Taxable income less deductions, without gains. */
  'assessable',
  /** Realised capital gains after the discount, before losses are taken off. */
  'gains',
  /** Tax credited because of its own income. */
  'credits',
] as const

export type TaxedSum = (typeof taxedSums)[number]

export interface Run extends Ledgers {
  /** Of the stretch of time at hand. */
  plan: CompiledPlan
  /** False for the deterministic run: nothing is drawn. */
  readonly isStochastic: boolean
  firstPath: number
  /** Of a run of one path: is told what is taxed, as it is added up. */
  journal: TaxJournal | null
  /** Of a run of one path: is told what of the household account stands against each loan, by its position in `plan.order`. */
  seeOffset: ((position: number, month: number, amount: number) => void) | null
  /** Of a run of one path that has not the whole household: says the same. */
  knownOffsets: ((position: number, month: number) => number) | null
  /** Is told what each sale brings and costs on each path, and what it repays; loans secured on what is sold come by themselves. */
  seeSale: ((i: number, p: number, price: number, costs: number, repaid: number) => void) | null
  /** Whose sale tax is to know nothing of; −1 for nobody's. */
  untaxedSale: number

  // instance × path
  readonly value: Float64Array
  readonly debt: Float64Array
  /** What the loan would be without offset and extra payments. */
  readonly scheduled: Float64Array
  readonly costBase: Float64Array
  /** The cost base of a portfolio in prices of `indexedFrom`, from then on. */
  readonly realCost: Float64Array
  /** Gain up to `indexedFrom`, taxed at the sale. */
  readonly deferred: Float64Array
  /** What it has cost to own a dwelling of one's own use, as far as it joins the cost base. */
  readonly ownershipCosts: Float64Array
  /** Growth of a property since its value was last brought up to date. */
  readonly logGrowth: Float64Array
  /** What of the household account stands against a loan in this month; empty where none uses it. */
  readonly householdOffset: Float64Array

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
  /** The open tax year's sums. */
  readonly taxedSums: Readonly<Record<TaxedSum, Float64Array>>

  // path
  readonly household: Float64Array
  /** Flow of the month into the household account. */
  readonly cashFlow: Float64Array
  readonly rateShift: Float64Array
  readonly cumulative: Float64Array
  readonly lastHousehold: Float64Array
  readonly lastDebt: Float64Array
  /** The first month at whose end the household account is overdrawn, counted from 1; 0 while there is none. */
  readonly firstDeficit: Float64Array
  // path: this year's flows; those that tax counts too are of the ledger at hand
  incomePaid: Float64Array
  incomeKept: Float64Array
  dividends: Float64Array
  interestDeducted: Float64Array
  interestOfWaitingDwellings: Float64Array
  interestOfOtherDwellings: Float64Array
  readonly householdEarned: Float64Array
  /** Income of what is wrapped, which is none of its owner's, and the tax that funds pay themselves. */
  readonly incomeWrapped: Float64Array
  readonly fundTax: Float64Array
  /** Of the portfolio of two classes at hand: the part that is sold to bring them back to their parts. */
  readonly rebalanced: Float64Array
  readonly interestPrivate: Float64Array
  readonly withdrawals: Float64Array
  readonly sellingCosts: Float64Array
  readonly householdCharged: Float64Array
  readonly deficit: Float64Array
  readonly tax: Float64Array
  // path: of the month
  /** What of the household account stands against loans and earns nothing. */
  readonly offsetInAll: Float64Array
  /** What stands against the loan at hand. */
  readonly offsets: Float64Array
  /** What has happened since the last tax year was settled, of the ledger at hand; see `ledgers.ts`. */
  taxYear: OpenTaxYear

  /** The month's market and loan at hand, on every path. */
  readonly kernels: Kernels

  /** Flows that are the same on every path: of the month, and this year's. */
  monthFlow: number
  readonly common: CommonFlows
  /** The part of each taxable income of the household that is withheld of each taxpayer in this month; of one alone, nothing of a second. */
  withheldShare: number
  withheldShareOfSecond: number
}

interface CommonFlows {
  income: number
  expenses: number
  contributions: number
  withdrawals: number
  drawn: number
  withheld: number
}

const yearlyFlows = [
  'incomeWrapped',
  'fundTax',
  'interestPrivate',
  'withdrawals',
  'sellingCosts',
  'householdCharged',
  'deficit',
  'tax',
] as const

const perPath = [
  'rebalanced',
  'household',
  'cashFlow',
  'rateShift',
  'cumulative',
  'lastHousehold',
  'lastDebt',
  'firstDeficit',
  'offsetInAll',
  'offsets',
  ...yearlyFlows,
] as const

const perInstanceAndPath = [
  'value',
  'debt',
  'scheduled',
  'costBase',
  'realCost',
  'deferred',
  'ownershipCosts',
  'logGrowth',
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

/** Allocates a run of up to `paths` paths; `beginBlock` puts it at the beginning of a block. */
export function createRun(
  plan: CompiledPlan,
  paths: number,
  isStochastic: boolean,
  kernels = isStochastic ? kernelsFor(paths) : plainKernels(paths),
): Run {
  const ofPaths = arrays(perPath, paths)
  const ledgers = createLedgers(plan.owners, paths, ofPaths.household)
  return {
    plan,
    paths,
    isStochastic,
    firstPath: 0,
    journal: null,
    seeOffset: null,
    knownOffsets: null,
    seeSale: null,
    untaxedSale: -1,
    householdOffset: new Float64Array(plan.offsetting.length > 0 ? plan.count * paths : 0),
    ...arrays(perInstanceAndPath, plan.count * paths),
    ...arrays(perInstance, plan.count),
    ...ofPaths,
    sums: arrays(instanceSums, plan.count),
    taxedSums: arrays(taxedSums, plan.count),
    ...ledgers,
    kernels,
    monthFlow: 0,
    common: noFlows(),
    withheldShare: 0,
    withheldShareOfSecond: 0,
  }
}

function noFlows(): CommonFlows {
  return { income: 0, expenses: 0, contributions: 0, withdrawals: 0, drawn: 0, withheld: 0 }
}

/** Forgets the flows of the projection year that ended. */
export function beginYear(run: Run): void {
  for (const key of yearlyFlows) run[key].fill(0)
  for (const { ofYear } of run.ledgers) for (const key of sharedFlows) ofYear[key].fill(0)
  for (const key of instanceSums) run.sums[key].fill(0)
  Object.assign(run.common, noFlows())
}

/** Sets an instance to what it begins with, on every path. */
export function takeOn(run: Run, i: number): void {
  const { plan, paths } = run
  const [start, end] = [i * paths, (i + 1) * paths]
  run.value.fill(plan.openingValue[i]!, start, end)
  run.debt.fill(plan.openingDebt[i]!, start, end)
  run.scheduled.fill(plan.openingScheduled[i]!, start, end)
  run.costBase.fill(plan.openingCostBase[i]!, start, end)
  run.realCost.fill(plan.openingRealCost[i]!, start, end)
  run.deferred.fill(plan.openingDeferred[i]!, start, end)
  run.ownershipCosts.fill(plan.openingOwnershipCosts[i]!, start, end)
  run.rent[i] = plan.openingRent[i]!
  run.expense[i] = plan.openingExpense[i]!
  run.contribution[i] = plan.openingContribution[i]!
  run.withdrawal[i] = plan.openingWithdrawal[i]!
  run.building[i] = plan.openingBuilding[i]!
  run.plant[i] = plan.openingPlant[i]!
  run.plantMonthly[i] = plan.openingPlantMonthly[i]!
  run.claimed[i] = plan.openingClaimed[i]!
}

/** Sets the household account and the open tax year to what they begin with. */
export function openAccount(run: Run): void {
  const { household, lastHousehold, taxedSums: sums, plan } = run
  const { opening } = plan
  household.fill(opening.household)
  lastHousehold.fill(opening.household)
  openLedgers(run, opening)
  sums.assessable.set(plan.openingAssessable)
  sums.gains.set(plan.openingGains)
  sums.credits.set(plan.openingCredits)
}

/** Puts the run at the beginning of the projection, for the paths from `firstPath` (a multiple of four) on. */
export function beginBlock(run: Run, firstPath: number): void {
  const { plan, paths } = run
  run.firstPath = firstPath
  for (const key of perPath) run[key].fill(0)
  for (const key of perInstanceAndPath) run[key].fill(0)
  run.householdOffset.fill(0)
  openAccount(run)
  for (let i = 0; i < plan.count; i++) {
    if (!isHeldAt(plan, i, 0)) continue
    takeOn(run, i)
    for (let p = 0; p < paths; p++) run.lastDebt[p]! += plan.openingDebt[i]!
  }
  beginYear(run)
}
