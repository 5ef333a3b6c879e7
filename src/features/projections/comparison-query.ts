import { queryOptions } from '@tanstack/react-query'
import type { Plan } from '#domain/projection/plan.ts'
import { comparisonInWorkers, differenceInWorkers } from '#workers/comparison-client.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'

/** Where reality and scenarios end in simulated futures, as everywhere else, and each of them beside every other. */
export function comparisonQuery(reality: Plan, scenarios: readonly Plan[]) {
  return queryOptions({
    queryKey: ['comparison', planKey(reality), ...scenarios.map(planKey)],
    queryFn: ({ signal, client }) => {
      forgetOldResults(client, 'comparison')
      return comparisonInWorkers(reality, scenarios, { signal })
    },
    ...computed,
  })
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
