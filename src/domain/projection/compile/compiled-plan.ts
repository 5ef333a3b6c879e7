/**
 * A plan in the form the engine steps through: one typed array a field, one entry an instance. Months are
 * counted from the first month of the projection, rates are fractions a month, money is the investor's share.
 */
import {
  type CarriedLoss,
  type CommonTaxFlow,
  commonTaxFlows,
  type TaxRules,
  type TaxYearFlow,
  taxYearFlows,
} from '#domain/tax/settle-year.ts'
import { pow } from '../numbers/log.ts'
import { allocateMix, type CompiledMix } from './compiled-mix.ts'
import { allocateWrappers, type CompiledWrappers, type FundTax } from './compiled-wrappers.ts'
import type { Owners } from './owners.ts'

export const KIND_PROPERTY = 0
export const KIND_PORTFOLIO = 1
export const KIND_CASH = 2
export const KIND_LOAN = 3
/** An income or an expense of the household: only flows, and the same on every path. */
export const KIND_CASH_FLOW = 4

export const MARKET_PROPERTY = 0
export const MARKET_SHARES = 1
export const MARKET_BONDS = 3

/** A month that never comes. */
export const NEVER = 1 << 30

/** Whole numbers of an instance, in the order in which the C reference reads them. */
export const integerFields = [
  'kind',
  /** The month at whose beginning it is bought through the household account; −NEVER when it was held before. */
  'first',
  /** The month at whose end it is sold; below 0 when it was sold before the beginning. */
  'last',
  /** The month from which yearly rises count: `statedAt`, or the last month of a rise before it; of an income or an expense any. */
  'origin',
  /** The month of acquisition that decides the capital gains discount; −NEVER when long ago. */
  'acquired',
  'fixedUntil',
  'interestOnlyUntil',
  /** The loan's last payment is in the month before. */
  'termEnd',
  /** The month at whose beginning the loan goes on under other terms; NEVER when it does not. */
  'refinancedAt',
  /** `termEnd` from then on. */
  'refinancedTermEnd',
  /** 1 when what the household account holds stands against the loan. */
  'usesHousehold',
  /** The month at whose end a lump sum is paid off the loan, and whether in that month of later years too. */
  'lumpSumAt',
  'lumpSumYearly',
  /** Of an income or an expense: its last month. */
  'lastContribution',
  /** Of an income or an expense: its first month. */
  'firstWithdrawal',
  /** 1 when income buys more of the holding. */
  'reinvests',
  /** The market that moves it, one of `MARKET_…`. */
  'market',
  /** 1 when its income is dividends that are taxed apart. */
  'paysDividends',
  /** 1 when its income, costs and interest count for tax; of an income, when its tax is withheld. */
  'taxed',
  /** 1 when offset, extra payments or lump sums make the balance differ from the scheduled one. */
  'hasSchedule',
  /** 1 when a gain may be realised that counts for tax, so that the cost base of each path must be known. */
  'tracksCost',
  /** 1 when what it costs to own joins the cost base. */
  'costsJoin',
  /** 1 when gains keep the discount although others are indexed. */
  'keepsDiscount',
  /** The property whose interest the loan's is: itself, or the let or lived-in one on which a loan of its own is secured; −1 for none. */
  'dwelling',
  /** 1 when losses lower only income and gains of dwellings. */
  'lossesWait',
  /** 1 when plant loses a part of what is left (diminishing value), 0 when a part of the first value. */
  'plantDiminishes',
  'key1',
  'key2',
  'key3',
] as const

/** Numbers of an instance, in the order in which the C reference reads them. */
export const numberFields = [
  /** At the beginning of the projection; of a purchase still to come, at its own. */
  'openingValue',
  'openingDebt',
  'openingScheduled',
  'openingCostBase',
  /** A month; also of an income of the household, and of what an employer pays into a fund. */
  'openingRent',
  /** A month; also of an expense of the household. */
  'openingExpense',
  'openingContribution',
  'openingWithdrawal',
  'openingBuilding',
  'openingPlant',
  'openingPlantMonthly',
  'openingClaimed',
  /** Cost base in prices of `indexedFrom`. */
  'openingRealCost',
  /** Gain up to `indexedFrom`, taxed at the sale. */
  'openingDeferred',
  /** Costs of ownership that have joined the cost base. */
  'openingOwnershipCosts',
  /** Price index when it was acquired. */
  'acquiredIndex',
  /** Of the tax year that is open at the beginning. */
  'openingAssessable',
  'openingCredits',
  'openingGains',
  'purchaseCosts',
  'offset',
  /** Growth of a month without volatility. */
  'growth',
  /** log growth of a month = drift + sharedVolatility · class factor + ownVolatility · own normal */
  'drift',
  'sharedVolatility',
  'ownVolatility',
  'rentGrowth',
  'expenseGrowth',
  'contributionGrowth',
  'managementShare',
  'buildingMonthly',
  'plantShare',
  'incomeShare',
  'feeFactor',
  /** Franking credits of each unit of income. */
  'creditShare',
  'fixedRate',
  'rate',
  /** `rate` from `refinancedAt` on. */
  'refinancedRate',
  /** Borrowed on top then, and what that costs. */
  'refinanceDraw',
  'refinanceCosts',
  /** Rates never move below this: 0, or the deposit's own rate when that is negative. */
  'rateFloor',
  'extraPayment',
  'lumpSum',
  'saleCostShare',
] as const

type IntegerField = (typeof integerFields)[number]
export type NumberField = (typeof numberFields)[number]

export interface CompiledCalendar {
  /** The month at whose beginning the household account was what it was said to be: 0 or earlier. */
  readonly householdSince: number
  /** The month at whose end the first tax year of the household account is settled, 0 to 11 after `householdSince`. */
  readonly firstTaxYearEnd: number
}

/** What holds for all instances together. */
export interface CompiledAssumptions extends TaxRules, CompiledCalendar {
  readonly years: number
  /** Of the household account, a month: in credit, and overdrawn. */
  readonly creditRate: number
  readonly deficitRate: number
  /** Prices in year y relative to the first are inflationGrowth^y. */
  readonly inflationGrowth: number
  /** x' = ratePersistence · x + rateStep · ζ, in rates a month. */
  readonly ratePersistence: number
  readonly rateStep: number
  /** Rows of the Cholesky factor of the correlations of property, shares, rates and bonds: l11 l21 l22 l31 … l44. */
  readonly factors: Float64Array
  readonly seed: number
  /** Losses of established dwellings acquired in this month or later wait for income of dwellings. */
  readonly contractedFrom: number
  /** What it costs to own a dwelling of one's own use joins its cost base, if acquired in this month or later. */
  readonly ownershipCostsFrom: number
  /** Companies' tax, a fraction, of franked income; 0 where it is not credited. */
  readonly companyRate: number
  /** What a super fund pays itself. */
  readonly fundTax: FundTax
  /** Price levels at the beginning of each month, relative to the first, where prices do not rise steadily. */
  readonly prices: Float64Array | null
}

/** How much of an amount is paid, one number an instance: 1 but where a shock says otherwise. */
export const amountScales = ['rentScale', 'expenseScale', 'contributionScale', 'withdrawalScale'] as const
type AmountScale = (typeof amountScales)[number]

/** What holds from a month of the projection on. */
export interface Stretch {
  readonly from: number
  readonly plan: CompiledPlan
  /** What falls in prices at its beginning leave of what is held, by market. */
  readonly left: ReadonlyMap<number, number>
}

/** What the household account and the tax year that is open begin with, the same on every path. */
export interface Opening {
  household: number
  /** What the open tax year has seen, by ledger. */
  readonly ledgers: readonly Record<TaxYearFlow | CommonTaxFlow, number>[]
  /** What each taxpayer brings into it. */
  readonly carried: readonly Record<CarriedLoss, number>[]
}

export type CompiledPlan = Readonly<
  Record<IntegerField, Int32Array> &
    Record<NumberField | AmountScale, Float64Array> &
    CompiledWrappers &
    CompiledMix
> & {
  readonly count: number
  /** The later stretches of a plan that meets shocks. They differ in rates and scales alone. */
  readonly stretches: readonly Stretch[]
  readonly assumptions: CompiledAssumptions
  readonly owners: Owners
  readonly opening: Opening
  /** The month at whose beginning the amounts were true: 0 or earlier, or `first` of a purchase still to come. */
  readonly statedAt: Int32Array
  /** 1 for incomes and expenses that rise with prices besides by `rentGrowth` and `expenseGrowth`, which count what is planned. */
  readonly followsPrices: Uint8Array
  /** What covers a shortfall: groups of holdings in the order in which they are drawn on; none where it is borrowed. */
  covers: readonly (readonly number[])[]
  /** Whether there are bonds, so that their market is needed. */
  hasBonds: boolean
  /** The loans against which the household account stands. */
  offsetting: Int32Array
  /** Of a loan of its own: the property that secures it; −1 for none. */
  readonly securedOn: Int32Array
  /** Position of each compiled instance among the plan's active instances. */
  readonly order: Int32Array
}

const nothingSeen = () =>
  Object.fromEntries([...taxYearFlows, ...commonTaxFlows].map((key) => [key, 0])) as Record<
    TaxYearFlow | CommonTaxFlow,
    number
  >

/** Arrays for `count` instances, all zero. */
export function allocatePlan(
  count: number,
  assumptions: CompiledAssumptions,
  owners: Owners,
  opening: Omit<Opening, 'ledgers'>,
): CompiledPlan {
  const arrays = {} as Record<IntegerField, Int32Array> & Record<NumberField | AmountScale, Float64Array>
  for (const field of integerFields) arrays[field] = new Int32Array(count)
  for (const field of numberFields) arrays[field] = new Float64Array(count)
  arrays.refinancedAt = new Int32Array(count).fill(NEVER)
  arrays.dwelling = new Int32Array(count).fill(-1)
  for (const scale of amountScales) arrays[scale] = new Float64Array(count).fill(1)
  return {
    ...arrays,
    ...allocateWrappers(count),
    ...allocateMix(count),
    count,
    stretches: [],
    assumptions,
    owners,
    opening: { ...opening, ledgers: Array.from(owners.shares, nothingSeen) },
    statedAt: new Int32Array(count),
    followsPrices: new Uint8Array(count),
    covers: [],
    hasBonds: false,
    offsetting: new Int32Array(),
    securedOn: new Int32Array(count).fill(-1),
    order: new Int32Array(count),
  }
}

/** Prices at the beginning of a month, also of one before the projection, relative to its first. */
export function priceAt(
  { prices, inflationGrowth }: Pick<CompiledAssumptions, 'prices' | 'inflationGrowth'>,
  month: number,
): number {
  const level = month < 0 ? undefined : prices?.[month]
  return level ?? pow(inflationGrowth, month / 12)
}

/** By how much more than planned prices have risen in the twelve months before this one, as a factor. */
export function fasterThanPlanned(
  course: Pick<CompiledAssumptions, 'prices' | 'inflationGrowth'>,
  month: number,
): number {
  if (course.prices === null) return 1
  return priceAt(course, month) / priceAt(course, month - 12) / course.inflationGrowth
}

/** Whether an instance is owned at a point (the end of year `point`; 0 is the beginning). */
export function isHeldAt(plan: CompiledPlan, i: number, point: number): boolean {
  return isHeldIn(plan, i, point * 12)
}

/** Whether an instance is owned as a month begins, before its purchases. */
export function isHeldIn(plan: CompiledPlan, i: number, month: number): boolean {
  const first = plan.first[i]!
  const last = plan.last[i]!
  return first < month && last >= month && last >= first
}

/** What falls in prices leave of an instance. Deposits and loans have no market. */
export function leftOf(plan: CompiledPlan, i: number, left: Stretch['left']): number {
  const kind = plan.kind[i]!
  if (kind !== KIND_PROPERTY && kind !== KIND_PORTFOLIO) return 1
  const own = left.get(plan.market[i]!) ?? 1
  const bonds = plan.bondsShare[i]!
  return bonds === 0 ? own : (1 - bonds) * own + bonds * (left.get(MARKET_BONDS) ?? 1)
}

/** The tax year in which a month lies, counted from that of `householdSince`. */
export function taxYearOf({ firstTaxYearEnd }: CompiledCalendar, month: number): number {
  return Math.ceil((month - firstTaxYearEnd) / 12)
}

/** How many tax years are settled in the projection: the last one at its end, even if it is not over then. */
export function countTaxYears(assumptions: CompiledAssumptions): number {
  return 1 + taxYearOf(assumptions, 12 * assumptions.years - 1) - taxYearOf(assumptions, 0)
}

/** Whether a tax year ends with a month. */
export function endsTaxYear({ firstTaxYearEnd }: CompiledCalendar, month: number): boolean {
  return (month - firstTaxYearEnd) % 12 === 0
}
