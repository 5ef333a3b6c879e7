/** The end of a projection year: tax over the whole set at once. Formulas in docs/explanation/projections.md, "Tax". */
import { incomeTax } from '#domain/tax/schedule.ts'
import type { Run } from './run.ts'

/**
 * tax = T(other + net) − T(other). Capital losses, also carried ones, lower gains without discount first; what
 * is left of discounted gains counts after the discount. Charges the household account on every path.
 */
export function settleYear(run: Run, year: number): void {
  const { paths, common, tax, household } = run
  const { assumptions } = run.plan
  let inflation = 1
  let brackets = 1
  for (let y = 0; y < year; y++) {
    inflation *= assumptions.inflationGrowth
    brackets *= assumptions.bracketGrowth
  }
  const other = assumptions.otherIncome * inflation
  const taxOnOther = incomeTax(assumptions.tax, brackets, other)
  const taxedPart = 1 - assumptions.discount
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
    const reach = assumptions.carriesLossesForward ? 0 : other
    const remaining = reach + net - run.carriedLoss[p]!
    const taxable = (remaining > 0 ? remaining : 0) + (other - reach)
    run.carriedLoss[p] = remaining < 0 ? -remaining : 0
    tax[p] = incomeTax(assumptions.tax, brackets, taxable) - taxOnOther
    household[p]! -= tax[p]!
  }
}
