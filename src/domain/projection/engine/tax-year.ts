/** The tax year, which need not be the projection's year: when it ends, what it has seen is settled. */
import { holdingFlows, settleYear } from '#domain/tax/settle-year.ts'
import { taxYearOf } from '../compile/compiled-plan.ts'
import { entry } from '../entry.ts'
import { clearTaxYear, handOver, shareOut } from './ledgers.ts'
import { type Run, taxedSums } from './run.ts'

/** Takes up the ledger of instance `i`: what it adds to the tax year from here on is its owners'. */
export function countFor(run: Run, i: number): void {
  if (run.ledgers.length === 1) return
  const { ofYear, taxYear } = entry(run.ledgers, entry(run.plan.owners.ledgerOf, i))
  for (const key of holdingFlows) run[key] = ofYear[key]
  run.taxYear = taxYear
}

/** Charges the household account with the tax of the year that ends with `month`: that of each taxpayer on their own. */
export function settle(run: Run, month: number): void {
  const { people, paths, tax, journal, plan } = run
  const { assumptions } = plan
  handOver(run)
  journal?.closes(people)
  shareOut(run, plan.owners.shares)
  people.forEach((person, k) => {
    const law = entry(entry(assumptions.laws, k), taxYearOf(assumptions, month))
    settleYear(person, assumptions, law, journal?.assessmentOf(k))
    for (let p = 0; p < paths; p++) tax[p]! += person.tax[p]!
  })
  journal?.settled(people, run.taxedSums.assessable, month)
}

/** Begins the next tax year, once the one that ended is settled. */
export function beginTaxYear(run: Run): void {
  run.journal?.begins()
  clearTaxYear(run)
  for (const key of taxedSums) run.taxedSums[key].fill(0)
}
