/** The end of a tax year: tax over the whole set at once. Formulas in docs/explanation/projections.md, "Tax". */
import { gainsOfYear } from './gains.ts'
import { amountOn } from './schedule.ts'
import { taxOn, type YearOfLaw } from './year-of-law.ts'

export interface TaxRules {
  /** Of each taxpayer, by tax year, from that of the household's month to that of the projection's last month. */
  readonly laws: readonly (readonly YearOfLaw[])[]
  /** The part of a gain that is not taxed after twelve months of holding. */
  readonly discount: number
  readonly carriesLossesForward: boolean
  /** Whether gains have a schedule and an allowance of their own, instead of counting as income. */
  readonly taxesGainsApart: boolean
  /** Whether dividends have a schedule and an allowance of their own. */
  readonly taxesDividendsApart: boolean
  /** Where it is above 0, interest of let dwellings is not deducted: this part of it is credited. */
  readonly interestCreditRate: number
  /** Month of the projection from whose beginning gains are indexed. */
  readonly indexedFrom: number
  /** Tax takes at least this part of indexed gains. */
  readonly leastGainRate: number
  /** Growth of prices in a month, and prices at the beginning of each month relative to `indexedFrom`; 1 before it. */
  readonly priceGrowth: number
  readonly priceIndex: Float64Array
  /** Month from which losses of some dwellings wait for income of dwellings. */
  readonly rentalLossesFrom: number
}

/** What holdings pay and what is deducted of it. */
export const holdingFlows = [
  'incomePaid',
  'incomeKept',
  /** Dividends that are taxed apart; others are income like any. */
  'dividends',
  'interestDeducted',
  'interestOfWaitingDwellings',
  'interestOfOtherDwellings',
] as const

/** What of a tax year is not the same on every path: income, interest, and realised gains by how they are taxed. */
export const taxYearFlows = [
  ...holdingFlows,
  'householdEarned',
  ...gainsOfYear,
  /** Tax that companies have paid for the investor: income that is credited. */
  'frankingCredits',
] as const

/** What one tax year hands on to the next. */
export const carriedLosses = [
  'carriedLoss',
  'carriedCapitalLoss',
  'carriedRentalLoss',
  'carriedInterest',
] as const

export type TaxYearFlow = (typeof taxYearFlows)[number]
export type CarriedLoss = (typeof carriedLosses)[number]

/** What of a tax year is the same on every path. */
export const commonTaxFlows = [
  /** Taxable income less deductions, before interest. */
  'assessable',
  /** The part of it that comes from let dwellings whose losses wait, and of others beside them. */
  'waitingDwellings',
  'otherDwellings',
  /** Paid into what is taxed only when it is drawn: lowers other income first. */
  'contributed',
] as const

export type CommonTaxFlow = (typeof commonTaxFlows)[number]

/** What a run knows of an open tax year, one number a path. */
export interface OpenTaxYear extends Readonly<Record<TaxYearFlow, Float64Array>> {
  readonly paths: number
  /** Which of those that are kept apart it is. */
  readonly ledger: number
  readonly common: Record<CommonTaxFlow, number>
}

/** A tax year of one taxpayer, as it is settled. */
export interface TaxedYear extends OpenTaxYear, Readonly<Record<CarriedLoss, Float64Array>> {
  /** What gains add to the year's net income, after losses and discount. */
  readonly netGain: Float64Array
  /** What is not deducted of this year's losses of dwellings, less what is of earlier years'. */
  readonly rentalLossKept: Float64Array
  readonly tax: Float64Array
  readonly household: Float64Array
}

/** In the order of the Act. */
const loweredByCapitalLosses = [
  'gainFull',
  'gainDiscounted',
  'gainDeferredHome',
  'gainIndexed',
  'gainIndexedHome',
  'gainDiscountedHome',
] as const
const loweredByRentalLosses = ['gainDeferredHome', 'gainIndexedHome', 'gainDiscountedHome'] as const

/** Losses lower gains as far as they reach; of both is left what remains. */
function lower(paths: number, gains: Float64Array, losses: Float64Array): void {
  for (let p = 0; p < paths; p++) {
    const [gain, loss] = [gains[p]!, losses[p]!]
    const used = loss < gain ? loss : gain
    gains[p] = gain - used
    losses[p] = loss - used
  }
}

/** Takes losses of this and earlier years off the year's gains: those of capital first, then those of dwellings. */
function offsetLosses(run: TaxedYear): void {
  const { paths, common, carriedCapitalLoss, carriedRentalLoss } = run
  for (let p = 0; p < paths; p++) {
    carriedCapitalLoss[p]! += run.capitalLoss[p]!
    // What the year's and earlier losses of dwellings leave to wait, after the income of the others.
    const ofWaiting = common.waitingDwellings - run.interestOfWaitingDwellings[p]!
    const ofOthers = common.otherDwellings - run.interestOfOtherDwellings[p]!
    const before = carriedRentalLoss[p]!
    const left = before - ofWaiting - (ofOthers > 0 ? ofOthers : 0)
    carriedRentalLoss[p] = left > 0 ? left : 0
    run.rentalLossKept[p] = carriedRentalLoss[p]! - before
  }
  for (const kind of loweredByCapitalLosses) lower(paths, run[kind], carriedCapitalLoss)
  for (const kind of loweredByRentalLosses) lower(paths, run[kind], carriedRentalLoss)
}

/** How the tax of a year came about, of a run of one path. */
export function newAssessment() {
  return {
    /** Gains that losses leave: those that the discount meets, and those that bear the least rate at least. */
    discountable: 0,
    taxedAtLeast: 0,
    /** Other income and the year's net, after losses of earlier years. */
    taxable: 0,
    /** The part of it below dividends that are taxed apart, and from where on these bear tax. */
    ordinary: 0,
    dividendsFrom: 0,
    onDividends: 0,
    /** Added so that tax takes the least rate of gains. */
    extra: 0,
    /** Interest, also of earlier years, that is credited in this one. */
    interestCounted: 0,
    /** Set against the tax, and refunded where it is more. */
    credit: 0,
    /** Tax on gains that are taxed apart. */
    onGain: 0,
  }
}
export type Assessment = ReturnType<typeof newAssessment>

/**
 * tax = T(other + net) − what was withheld of other income or paid elsewhere; dividends and then gains that are taxed apart stand on top of it. Capital losses, also
 * carried ones, lower gains without discount first; what is left of discounted gains counts after the discount. Charges the
 * household account on every path; of one path, `seen` is told how its tax came about.
 */
export function settleYear(run: TaxedYear, rules: TaxRules, law: YearOfLaw, seen?: Assessment): void {
  offsetLosses(run)
  const { paths, common, tax, household } = run
  const deducted = common.contributed < law.otherIncome ? common.contributed : law.otherIncome
  const other = law.otherIncome - deducted
  const assessable = common.assessable - law.otherLoss - (common.contributed - deducted)
  const taxedPart = 1 - rules.discount
  const leastRate = rules.leastGainRate
  const creditRate = rules.interestCreditRate
  const profit = common.otherDwellings > 0 ? common.otherDwellings : 0
  for (let p = 0; p < paths; p++) {
    const taxedAtLeast = run.gainIndexed[p]! + run.gainIndexedHome[p]!
    const discounted = run.gainDiscounted[p]! + run.gainDeferredHome[p]! + run.gainDiscountedHome[p]!
    let gain = run.gainFull[p]! + discounted * taxedPart + taxedAtLeast
    if (rules.taxesGainsApart) gain = gain > law.gainsAllowance ? gain - law.gainsAllowance : 0
    run.netGain[p] = gain
    const credited = creditRate > 0 ? run.interestOfOtherDwellings[p]! : 0
    const net =
      assessable +
      run.incomePaid[p]! +
      run.incomeKept[p]! +
      run.dividends[p]! +
      run.householdEarned[p]! -
      run.interestDeducted[p]! -
      run.interestOfWaitingDwellings[p]! -
      run.interestOfOtherDwellings[p]! +
      credited +
      run.frankingCredits[p]! +
      run.rentalLossKept[p]! +
      (rules.taxesGainsApart ? 0 : gain)
    // The loss carried forward lowers what income it may lower; what is left over is carried on.
    const reach = rules.carriesLossesForward ? 0 : other
    const remaining = reach + net - run.carriedLoss[p]!
    const reached = remaining > 0 ? remaining : 0
    const taxable = reached + (other - reach)
    run.carriedLoss[p] = remaining < 0 ? -remaining : 0
    let ordinary = taxable
    let onDividends = 0
    let free = taxable
    if (rules.taxesDividendsApart) {
      // Deductions and losses lower other income first: dividends are the highest part of what is left.
      const dividends = run.dividends[p]!
      ordinary = taxable - (dividends < reached ? dividends : reached)
      free = (ordinary > law.dividendsFree ? ordinary : law.dividendsFree) + law.dividendAllowance
      if (taxable > free) onDividends = amountOn(law.dividends, taxable) - amountOn(law.dividends, free)
    }
    let extra = 0
    if (taxedAtLeast > 0) {
      const basic = amountOn(law.basic, taxable) - amountOn(law.basic, taxable - taxedAtLeast)
      extra = leastRate * taxedAtLeast - basic
    }
    let credit = run.frankingCredits[p]!
    let counted = 0
    if (creditRate > 0) {
      // No more than the profit from letting and the income above what is free of tax; the rest waits.
      const interest = credited + run.carriedInterest[p]!
      const above = ordinary > law.taxFree ? ordinary - law.taxFree : 0
      const most = above < profit ? above : profit
      counted = interest < most ? interest : most
      run.carriedInterest[p] = interest - counted
      credit += creditRate * counted
    }
    const onGain = rules.taxesGainsApart
      ? amountOn(law.gains, taxable + gain) - amountOn(law.gains, taxable)
      : 0
    tax[p] = taxOn(law, ordinary, extra > 0 ? extra : 0) + onDividends + onGain - credit - law.taxOnOther
    household[p]! -= tax[p]!
    if (seen) {
      seen.discountable = discounted
      seen.taxedAtLeast = taxedAtLeast
      seen.taxable = taxable
      seen.ordinary = ordinary
      seen.dividendsFrom = free < taxable ? free : taxable
      seen.onDividends = onDividends
      seen.extra = extra > 0 ? extra : 0
      seen.interestCounted = counted
      seen.credit = credit
      seen.onGain = onGain
    }
  }
}
