import type { Run } from './run.ts'

/** A month of an income or an expense of the household: the same on every path. */
export function flow(run: Run, i: number, month: number): void {
  const { plan, paths, sums } = run
  if (month < plan.firstWithdrawal[i]! || month > plan.lastContribution[i]!) return
  const received = run.rent[i]! * plan.rentScale[i]!
  const spent = run.expense[i]! * plan.expenseScale[i]!
  const withheld = plan.taxed[i] ? received * run.withheldShare : 0
  run.common.withheld += withheld
  sums.income[i]! += received * paths
  sums.expenses[i]! += spent * paths
  sums.withheld[i]! += withheld * paths
  run.monthFlow += received - spent - withheld
}
