/** Simulations as queries. */
import { type QueryClient, queryOptions, skipToken } from '@tanstack/react-query'
import { leadOf, type Sensitivity } from '#domain/projection/analysis/sensitivity.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { breakEvensInWorkers, sensitivityInWorkers } from '#workers/analysis-client.ts'
import { simulateInWorkers } from '#workers/projection-client.ts'
import type { Progress } from '#workers/running.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'

/** Where a running simulation stands; kept beside its result, under the same input, and written while it runs. */
export function progressQuery(plan: Plan) {
  return queryOptions<Progress>({
    queryKey: ['simulation-progress', planKey(plan)],
    queryFn: skipToken,
    ...computed,
  })
}

/** Remembers the bands of what is done while only the share of it is news. */
function keepProgress(queryClient: QueryClient, plan: Plan) {
  return (news: Progress) =>
    queryClient.setQueryData<Progress>(progressQuery(plan).queryKey, (before) => ({
      doneShare: news.doneShare,
      partial: news.partial ?? (news.doneShare > (before?.doneShare ?? 0) ? (before?.partial ?? null) : null),
    }))
}

export function simulationQuery(plan: Plan) {
  return queryOptions({
    queryKey: ['simulation', planKey(plan)],
    queryFn: ({ signal, client }) => {
      forgetOldResults(client, 'simulation')
      forgetOldResults(client, 'simulation-progress')
      client.removeQueries({ queryKey: progressQuery(plan).queryKey, exact: true })
      return simulateInWorkers(plan, { signal, onProgress: keepProgress(client, plan) })
    },
    ...computed,
  })
}

/** Beside reality, where there is one to lay beside the plan. */
export function sensitivityQuery(plan: Plan, reality: Plan | null) {
  return queryOptions({
    queryKey: ['sensitivity', planKey(plan), reality && planKey(reality)],
    queryFn: ({ signal, client }) => {
      forgetOldResults(client, 'sensitivity')
      return sensitivityInWorkers(plan, reality, { signal })
    },
    ...computed,
  })
}

/** As many of the longest bars as somebody looks through. */
const mostBreakEvens = 8

/** Where the assumptions that matter most, each changed alone, make the plan as good as reality. */
export function breakEvensQuery(plan: Plan, reality: Plan, { base, bars }: Sensitivity) {
  const keys = bars.slice(0, mostBreakEvens).map(({ key }) => key)
  return queryOptions({
    queryKey: ['break-evens', planKey(plan), planKey(reality), ...keys],
    queryFn: ({ signal, client }) => {
      forgetOldResults(client, 'break-evens')
      return breakEvensInWorkers(plan, reality, keys, { signal })
    },
    // Of two that do not differ, none has to become as good as the other.
    enabled: Math.abs(leadOf(base) ?? 0) >= 1,
    ...computed,
  })
}
