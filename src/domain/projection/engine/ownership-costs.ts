/**
 * What it costs to own a dwelling of one's own use is not deducted: it joins the cost base, path by path because interest
 * may move.
 */
import type { Run } from './run.ts'

/** Notes the month's running costs. */
export function joinCosts({ ownershipCosts, paths }: Run, i: number, costs: number): void {
  for (let at = i * paths, end = at + paths; at < end; at++) ownershipCosts[at]! += costs
}

/**
 * Notes the month's interest, at the rates of the loan at hand, on what is owed before its payment less what stands against it. What a
 * loan of its own has cost before the amounts of the property were true is in them.
 */
export function joinInterest(run: Run, i: number, month: number, offsets: Float64Array | null): void {
  const { plan, ownershipCosts, debt, paths, kernels } = run
  const dwelling = plan.dwelling[i]!
  if (month < plan.statedAt[dwelling]!) return
  const base = i * paths
  const to = dwelling * paths
  for (let p = 0; p < paths; p++) {
    const owed = debt[base + p]! - (offsets ? offsets[p]! : 0)
    if (owed > 0) ownershipCosts[to + p]! += owed * kernels.rates[p]!
  }
}
