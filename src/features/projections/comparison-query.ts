import { queryOptions } from '@tanstack/react-query'
import { withoutGoals } from '#domain/projection/analysis/pairs.ts'
import { goalOf } from '#domain/projection/goal.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { comparisonInWorkers, differenceInWorkers } from '#workers/comparison-client.ts'
import type { Comparison } from '#workers/protocol.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'
import { keptEnds } from './ends-query.ts'

/** Where reality and scenarios end in simulated futures, all of reality's seed, and each of them beside every other. */
export function comparisonQuery(reality: Plan, scenarios: readonly Plan[]) {
  return queryOptions({
    queryKey: ['comparison', planKey(reality), ...scenarios.map(planKey)],
    queryFn: ({ signal, client }) => {
      forgetOldResults(client, 'comparison')
      return comparisonInWorkers(reality, scenarios, {
        signal,
        endsOf: (plan, wanted) => keptEnds(client, plan, wanted),
      })
    },
    ...computed,
  })
}

/** Whether all have the same goal, judged at the same time: then their chances can be laid beside each other. */
export function areGoalsAlike(plans: readonly Plan[]): boolean {
  return new Set(plans.map((plan) => JSON.stringify(goalOf(plan)))).size === 1
}

/** The same without what is said of goals where the plans have different ones. */
export function withComparableGoals(
  comparison: Comparison | undefined,
  plans: readonly Plan[],
): Comparison | undefined {
  if (!comparison || areGoalsAlike(plans)) return comparison
  return { ...comparison, pairs: withoutGoals(comparison.pairs) }
}

/** How far a plan is ahead of another in every year, on reality's numbers. */
export function differenceQuery(plan: Plan, other: Plan, reality: Plan) {
  return queryOptions({
    queryKey: ['difference', planKey(plan), planKey(other), planKey(reality)],
    queryFn: ({ signal, client }) => {
      forgetOldResults(client, 'difference')
      return differenceInWorkers(plan, other, reality, { signal })
    },
    ...computed,
  })
}
