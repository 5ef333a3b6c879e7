/** The end of a tax year: tax over the whole set at once. Formulas in docs/explanation/projections.md, "Tax". */
import { gainsOfYear } from './gains.ts'
import { amountOn } from './schedule.ts'
import { taxOn, type YearOfLaw } from './year-of-law.ts'

export interface TaxRules {
  /** By tax year, from that of the household's month to that of the projection's last month. */
  readonly yearsOfLaw: readonly YearOfLaw[]
  /** The part of a gain that is not taxed after twelve months of holding. */
  readonly discount: number
  readonly carriesLossesForward: boolean
  /** Whether gains have a schedule and an allowance of their own, instead of counting as income. */
  readonly taxesGainsApart: boolean
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

/** What of a tax year is not the same on every path: income, interest, and realised gains by how they are taxed. */
export const taxYearFlows = [
  'incomePaid',
  'incomeKept',
  'interestDeducted',
  'interestOfWaitingDwellings',
  'interestOfOtherDwellings',
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

export type TaxYearNumber = (typeof taxYearFlows)[number] | (typeof carriedLosses)[number]

/** What a run knows of a tax year, one number a path. */
export interface TaxedYear extends Readonly<Record<TaxYearNumber, Float64Array>> {
  readonly paths: number
  readonly common: {
    /** Taxable income less deductions that are the same on every path, before interest. */
    assessable: number
    /** The part of it that comes from let dwellings whose losses wait, and of others beside them. */
    waitingDwellings: number
    otherDwellings: number
  }
  /** What gains add to the year's net income, after losses and discount. */
  readonly netGain: Float64Array
  /** What is not deducted of this year's losses of dwellings, less what is of earlier years'. */
  readonly rentalLossKept: Float64Array
  readonly tax: Float64Array
  readonly household: Float64Array
}

/**
 * tax = T(other + net) − T(other). Capital losses, also carried ones, lower gains without discount first; what
 * is left of discounted gains counts after the discount. Charges the household account on every path.
 */
export function settleYear(run: TaxedYear, rules: TaxRules, year: number): void {
  const { paths, common, tax, household } = run
  const law = rules.yearsOfLaw[year]!
  const other = law.otherIncome
  const taxedPart = 1 - rules.discount
  const leastRate = rules.leastGainRate
  const creditRate = rules.interestCreditRate
  const profit = common.otherDwellings > 0 ? common.otherDwellings : 0
  for (let p = 0; p < paths; p++) {
    // What the year's and earlier losses of dwellings leave to wait, after the income of the others.
    const ofWaiting = common.waitingDwellings - run.interestOfWaitingDwellings[p]!
    const ofOthers = common.otherDwellings - run.interestOfOtherDwellings[p]!
    let rentalLoss = run.carriedRentalLoss[p]! - ofWaiting
    rentalLoss -= ofOthers > 0 ? ofOthers : 0
    if (rentalLoss < 0) rentalLoss = 0
    const kept = rentalLoss - run.carriedRentalLoss[p]!

    // In the order of the Act: capital losses lower each kind of gain, then rental losses those of dwellings.
    let losses = run.carriedCapitalLoss[p]! + run.capitalLoss[p]!
    let full = run.gainFull[p]!
    let discounted = run.gainDiscounted[p]!
    let deferredHome = run.gainDeferredHome[p]!
    let indexed = run.gainIndexed[p]!
    let indexedHome = run.gainIndexedHome[p]!
    let discountedHome = run.gainDiscountedHome[p]!
    let used = losses < full ? losses : full
    full -= used
    losses -= used
    used = losses < discounted ? losses : discounted
    discounted -= used
    losses -= used
    used = losses < deferredHome ? losses : deferredHome
    deferredHome -= used
    losses -= used
    used = losses < indexed ? losses : indexed
    indexed -= used
    losses -= used
    used = losses < indexedHome ? losses : indexedHome
    indexedHome -= used
    losses -= used
    used = losses < discountedHome ? losses : discountedHome
    discountedHome -= used
    run.carriedCapitalLoss[p] = losses - used
    used = rentalLoss < deferredHome ? rentalLoss : deferredHome
    deferredHome -= used
    rentalLoss -= used
    used = rentalLoss < indexedHome ? rentalLoss : indexedHome
    indexedHome -= used
    rentalLoss -= used
    used = rentalLoss < discountedHome ? rentalLoss : discountedHome
    discountedHome -= used
    run.carriedRentalLoss[p] = rentalLoss - used

    const taxedAtLeast = indexed + indexedHome
    let gain = full + (discounted + deferredHome + discountedHome) * taxedPart + taxedAtLeast
    if (rules.taxesGainsApart) gain = gain > law.gainsAllowance ? gain - law.gainsAllowance : 0
    run.netGain[p] = gain
    const credited = creditRate > 0 ? run.interestOfOtherDwellings[p]! : 0
    run.rentalLossKept[p] = kept
    const net =
      common.assessable +
      run.incomePaid[p]! +
      run.incomeKept[p]! +
      run.householdEarned[p]! -
      run.interestDeducted[p]! -
      run.interestOfWaitingDwellings[p]! -
      run.interestOfOtherDwellings[p]! +
      credited +
      run.frankingCredits[p]! +
      kept +
      (rules.taxesGainsApart ? 0 : gain)
    // The loss carried forward lowers what income it may lower; what is left over is carried on.
    const reach = rules.carriesLossesForward ? 0 : other
    const remaining = reach + net - run.carriedLoss[p]!
    const taxable = (remaining > 0 ? remaining : 0) + (other - reach)
    run.carriedLoss[p] = remaining < 0 ? -remaining : 0
    let extra = 0
    if (taxedAtLeast > 0) {
      const basic = amountOn(law.basic, taxable) - amountOn(law.basic, taxable - taxedAtLeast)
      extra = leastRate * taxedAtLeast - basic
    }
    let credit = run.frankingCredits[p]!
    if (creditRate > 0) {
      // No more than the profit from letting and the income above what is free of tax; the rest waits.
      const interest = credited + run.carriedInterest[p]!
      const above = taxable > law.taxFree ? taxable - law.taxFree : 0
      const most = above < profit ? above : profit
      const counted = interest < most ? interest : most
      run.carriedInterest[p] = interest - counted
      credit += creditRate * counted
    }
    const onGain = rules.taxesGainsApart
      ? amountOn(law.gains, taxable + gain) - amountOn(law.gains, taxable)
      : 0
    tax[p] = taxOn(law, taxable, extra > 0 ? extra : 0) + onGain - credit - law.taxOnOther
    household[p]! -= tax[p]!
  }
}
