import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { FiguresOverview } from '#domain/projection/analysis/figures-overview.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { figuresInWorker } from '#workers/projection-client.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'

/** Yields, loan to value and return of several plans, in their order; they appear together. */
export function figuresQuery(plans: readonly Plan[]) {
  return queryOptions<readonly FiguresOverview[]>({
    queryKey: ['key-figures', ...plans.map(planKey)],
    queryFn: ({ signal, client }) => {
      forgetOldResults(client, 'key-figures')
      return Promise.all(plans.map((plan) => figuresInWorker(plan, { signal })))
    },
    placeholderData: keepPreviousData,
    ...computed,
  })
}
