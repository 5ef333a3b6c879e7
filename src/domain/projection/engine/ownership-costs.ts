/**
 * What it costs to own a dwelling of one's own use is not deducted: it joins the cost base, path by path because interest
 * may move.
 */
import type { Run } from './run.ts'

/** Notes the month's running costs. */
export function joinCosts({ ownershipCosts, paths }: Run, i: number, costs: number): void {
  for (let at = i * paths, end = at + paths; at < end; at++) ownershipCosts[at]! += costs
}

/** Notes the month's interest, at the rates of the loan at hand, on what is owed before its payment less what stands against it. */
export function joinInterest(
  { ownershipCosts, debt, paths, kernels }: Run,
  i: number,
  offsets: Float64Array | null,
): void {
  const base = i * paths
  for (let p = 0; p < paths; p++) {
    const owed = debt[base + p]! - (offsets ? offsets[p]! : 0)
    if (owed > 0) ownershipCosts[base + p]! += owed * kernels.rates[p]!
  }
}
