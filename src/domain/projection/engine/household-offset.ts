/**
 * The household account as an offset account: what it holds above zero, after the purchases of the month, stands against the loans
 * that use it, once. The loan with the highest rate comes first, because there it saves most; of two with the same rate the one
 * whose interest is not deducted, since that lowers no tax. Of those alike in both, loans that name a property come first, as they are compiled; then it goes by lineage. The order is that of the rates as planned, so that it is the same on
 * every path: rates that are not fixed move together.
 */
import type { CompiledPlan } from '../compile/compiled-plan.ts'
import { rateIn } from './repay.ts'
import type { Run } from './run.ts'

/** The loans that use it, in the order of this month. */
function inOrder(plan: CompiledPlan, month: number): Int32Array {
  const { offsetting, taxed } = plan
  if (offsetting.length < 2) return offsetting
  return offsetting.toSorted(
    (a, b) => rateIn(plan, b, month) - rateIn(plan, a, month) || taxed[a]! - taxed[b]! || a - b,
  )
}

/** Notes of each loan how much stands against it in this month, on every path, and how much of the account does in all. */
export function offsetLoans(run: Run, month: number): void {
  const { plan, paths, household, debt, householdOffset, offsetInAll } = run
  offsetInAll.fill(0)
  for (const i of inOrder(plan, month)) {
    const base = i * paths
    const separate = plan.offset[i]!
    for (let p = 0; p < paths; p++) {
      const owed = debt[base + p]! - separate
      const left = household[p]! - offsetInAll[p]!
      const stands = owed > 0 && left > 0 ? (owed < left ? owed : left) : 0
      householdOffset[base + p] = stands
      offsetInAll[p]! += stands
    }
    if (run.knownOffsets) householdOffset[i] = run.knownOffsets(plan.order[i]!, month)
    run.seeOffset?.(plan.order[i]!, month, householdOffset[base]!)
  }
}
