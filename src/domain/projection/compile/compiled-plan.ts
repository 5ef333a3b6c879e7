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
import {
  type AmountScale,
  amountScales,
  type IntegerField,
  integerFields,
  type NumberField,
  numberFields,
} from './compiled-fields.ts'
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
  /** See `eventfulMonths`. */
  eventful: Uint8Array
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
    eventful: new Uint8Array(),
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
