/** The tax year, which need not be the projection's year: when it ends, what it has seen is settled. */
import { settleYear, taxYearFlows } from '#domain/tax/settle-year.ts'
import { taxYearOf } from '../compile/compiled-plan.ts'
import { type Run, taxedSums } from './run.ts'

/**
 * Flows that rows and tax both count. A run adds them up by projection year; of these the open tax year keeps what lies
 * in the projection years before, less what was settled since this one began.
 */
const sharedFlows = [
  'incomePaid',
  'incomeKept',
  'dividends',
  'interestDeducted',
  'interestOfWaitingDwellings',
  'interestOfOtherDwellings',
  'householdEarned',
] as const

/** Hands the flows of the projection year that ends to the open tax year. */
export function handOver(run: Run): void {
  for (const key of sharedFlows) {
    const [ofYear, ofTaxYear] = [run[key], run.taxYear[key]]
    for (let p = 0; p < run.paths; p++) ofTaxYear[p]! += ofYear[p]!
  }
}

/** Charges the household account with the tax of the year that ends with `month`. */
export function settle(run: Run, month: number): void {
  const { plan, paths, tax, taxYear } = run
  handOver(run)
  run.journal?.closes(taxYear)
  settleYear(taxYear, plan.assumptions, taxYearOf(plan.assumptions, month), run.journal?.assessment)
  run.journal?.settled(taxYear, run.taxedSums.assessable, month)
  for (let p = 0; p < paths; p++) tax[p]! += taxYear.tax[p]!
}

/** Begins the next tax year, once the one that ended is settled. */
export function beginTaxYear(run: Run): void {
  run.journal?.begins()
  for (const key of taxYearFlows) run.taxYear[key].fill(0)
  for (const key of taxedSums) run.taxedSums[key].fill(0)
  Object.assign(run.taxYear.common, { assessable: 0, waitingDwellings: 0, otherDwellings: 0 })
  for (const key of sharedFlows) {
    const [ofYear, ofTaxYear] = [run[key], run.taxYear[key]]
    for (let p = 0; p < run.paths; p++) ofTaxYear[p] = -ofYear[p]!
  }
}
