import type { Run } from './run.ts'

/** The part of an income that is withheld: of each person's part what is withheld of them. */
function withheldOf({ plan, withheldShare, withheldShareOfSecond }: Run, i: number): number {
  const { taxpayers, shares, ledgerOf } = plan.owners
  if (taxpayers === 1) return withheldShare
  const share = shares[ledgerOf[i]!]!
  return share * withheldShare + (1 - share) * withheldShareOfSecond
}

/** A month of an income or an expense of the household: the same on every path. */
export function flow(run: Run, i: number, month: number): void {
  const { plan, paths, sums } = run
  if (month < plan.firstWithdrawal[i]! || month > plan.lastContribution[i]!) return
  const received = run.rent[i]! * plan.rentScale[i]!
  const spent = run.expense[i]! * plan.expenseScale[i]!
  const withheld = plan.taxed[i] ? received * withheldOf(run, i) : 0
  run.common.withheld += withheld
  sums.income[i]! += received * paths
  sums.expenses[i]! += spent * paths
  sums.withheld[i]! += withheld * paths
  run.monthFlow += received - spent - withheld
}
