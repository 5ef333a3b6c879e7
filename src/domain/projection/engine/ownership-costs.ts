/**
 * What it costs to own a dwelling of one's own use is not deducted: it joins the cost base, path by path because interest
 * may move.
 */
import type { Run } from './run.ts'

/** Notes the month's running costs. */
export function joinCosts({ ownershipCosts, paths }: Run, i: number, costs: number): void {
  for (let at = i * paths, end = at + paths; at < end; at++) ownershipCosts[at]! += costs
}

/** Notes the month's interest, at the rates of the loan at hand, on what is owed before its payment. */
export function joinInterest({ plan, ownershipCosts, debt, paths, kernels }: Run, i: number): void {
  const offset = plan.offset[i]!
  const base = i * paths
  for (let p = 0; p < paths; p++) {
    const owed = debt[base + p]! - offset
    if (owed > 0) ownershipCosts[base + p]! += owed * kernels.rates[p]!
  }
}
