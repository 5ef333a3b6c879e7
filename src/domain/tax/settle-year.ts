/** The end of a tax year: tax over the whole set at once. Formulas in docs/explanation/projections.md, "Tax". */
import { taxOn, type YearOfLaw } from './year-of-law.ts'

export interface TaxRules {
  /** By tax year, from that of the household's month to that of the projection's last month. */
  readonly yearsOfLaw: readonly YearOfLaw[]
  /** The part of a gain that is not taxed after twelve months of holding. */
  readonly discount: number
  readonly carriesLossesForward: boolean
}

/** What of a tax year is not the same on every path: income, interest, and realised gains by how they are taxed. */
export const taxYearFlows = [
  'incomePaid',
  'incomeKept',
  'interestDeducted',
  'householdEarned',
  'gainDiscounted',
  'gainFull',
  'capitalLoss',
] as const

/** What one tax year hands on to the next. */
export const carriedLosses = ['carriedLoss', 'carriedCapitalLoss'] as const

export type TaxYearNumber = (typeof taxYearFlows)[number] | (typeof carriedLosses)[number]

/** What a run knows of a tax year, one number a path. */
export interface TaxedYear extends Readonly<Record<TaxYearNumber, Float64Array>> {
  readonly paths: number
  readonly common: {
    /** Taxable income less deductions that are the same on every path. */
    assessable: number
  }
  /** What gains add to the year's net income, after losses and discount. */
  readonly netGain: Float64Array
  readonly tax: Float64Array
  readonly household: Float64Array
}

/**
 * Notes a gain or loss of this year on a path, held for so many months: twelve earn the discount. Returns what of it is
 * taxed before losses are taken off.
 */
export function noteGain(
  gains: TaxedYear,
  { discount }: TaxRules,
  p: number,
  monthsHeld: number,
  gain: number,
): number {
  if (gain <= 0) {
    gains.capitalLoss[p]! -= gain
    return 0
  }
  if (monthsHeld >= 12) {
    gains.gainDiscounted[p]! += gain
    return gain * (1 - discount)
  }
  gains.gainFull[p]! += gain
  return gain
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
  for (let p = 0; p < paths; p++) {
    let losses = run.carriedCapitalLoss[p]! + run.capitalLoss[p]!
    let full = run.gainFull[p]!
    let discounted = run.gainDiscounted[p]!
    const fromFull = losses < full ? losses : full
    full -= fromFull
    losses -= fromFull
    const fromDiscounted = losses < discounted ? losses : discounted
    discounted -= fromDiscounted
    run.carriedCapitalLoss[p] = losses - fromDiscounted
    run.netGain[p] = full + discounted * taxedPart
    const net =
      common.assessable +
      run.incomePaid[p]! +
      run.incomeKept[p]! +
      run.householdEarned[p]! -
      run.interestDeducted[p]! +
      full +
      discounted * taxedPart
    // The loss carried forward lowers what income it may lower; what is left over is carried on.
    const reach = rules.carriesLossesForward ? 0 : other
    const remaining = reach + net - run.carriedLoss[p]!
    const taxable = (remaining > 0 ? remaining : 0) + (other - reach)
    run.carriedLoss[p] = remaining < 0 ? -remaining : 0
    tax[p] = taxOn(law, taxable) - law.taxOnOther
    household[p]! -= tax[p]!
  }
}
