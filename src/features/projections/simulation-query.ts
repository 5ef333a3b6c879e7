/** Simulations as queries. */
import { type QueryClient, queryOptions, skipToken } from '@tanstack/react-query'
import type { Plan } from '#domain/projection/plan.ts'
import { type Progress, sensitivityInWorkers, simulateInWorkers } from '#workers/projection-client.ts'
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
