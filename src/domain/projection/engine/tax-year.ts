/** The tax year, which need not be the projection's year: when it ends, what it has seen is settled. */
import { assessPeople, clearTaxYear, handOver } from './ledgers.ts'
import { type Run, taxedSums } from './run.ts'

/** Charges the household account with the tax of the year that ends with `month`. */
export function settle(run: Run, month: number): void {
  handOver(run)
  run.journal?.closes(run.people)
  assessPeople(run, month)
  run.journal?.settled(run.people, run.taxedSums.assessable, month)
}

/** Begins the next tax year, once the one that ended is settled. */
export function beginTaxYear(run: Run): void {
  run.journal?.begins()
  clearTaxYear(run)
  for (const key of taxedSums) run.taxedSums[key].fill(0)
}
