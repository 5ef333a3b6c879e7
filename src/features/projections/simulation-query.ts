/** Simulations as queries: the key is the input, cancelling the query stops the workers. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Plan } from '#domain/projection/plan.ts'
import {
  compareInWorkers,
  type Progress,
  sensitivityInWorkers,
  simulateInWorkers,
} from '#workers/projection-client.ts'

const computed = { staleTime: Number.POSITIVE_INFINITY, gcTime: 5 * 60_000, retry: false } as const

/** Where a running simulation stands; kept beside its result, under the same input. */
export function progressKey(plan: Plan) {
  return ['simulation-progress', plan] as const
}

/** Remembers the bands of what is done while only the share of it is news. */
function keepProgress(queryClient: QueryClient, plan: Plan) {
  return (news: Progress) =>
    queryClient.setQueryData<Progress>(progressKey(plan), (before) => ({
      doneShare: news.doneShare,
      partial: news.partial ?? (news.doneShare > (before?.doneShare ?? 0) ? (before?.partial ?? null) : null),
    }))
}

export function simulationQuery(queryClient: QueryClient, plan: Plan) {
  return queryOptions({
    queryKey: ['simulation', plan],
    queryFn: ({ signal }) => {
      queryClient.removeQueries({ queryKey: progressKey(plan), exact: true })
      return simulateInWorkers(plan, { signal, onProgress: keepProgress(queryClient, plan) })
    },
    structuralSharing: false,
    ...computed,
  })
}

/** How often, and by how much, the scenario ends above reality when both meet the same markets. */
export function outlookQuery(reality: Plan, scenario: Plan) {
  return queryOptions({
    queryKey: ['simulated-difference', reality, scenario],
    queryFn: async ({ signal }) => (await compareInWorkers(reality, [scenario], { signal }))[0]!,
    structuralSharing: false,
    ...computed,
  })
}

export function sensitivityQuery(plan: Plan) {
  return queryOptions({
    queryKey: ['sensitivity', plan],
    queryFn: ({ signal }) => sensitivityInWorkers(plan, { signal }),
    ...computed,
  })
}
