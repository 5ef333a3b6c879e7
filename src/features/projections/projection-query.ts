/** Projections as queries: equal plans are computed once and a changed one at once anew. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { projectInWorker } from '#workers/projection-client.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'

function projectionsQuery(plans: readonly Plan[]) {
  return queryOptions<readonly Projection[]>({
    queryKey: ['projections', ...plans.map(planKey)],
    queryFn: ({ signal, client }) => {
      forgetOldResults(client, 'projections')
      return Promise.all(plans.map((plan) => projectInWorker(plan, { signal })))
    },
    enabled: plans.length > 0,
    // While an edited plan is computed, the figures before stay on screen.
    placeholderData: keepPreviousData,
    ...computed,
  })
}

export interface Projections {
  /** In the order of the plans; undefined until every one is there. */
  readonly data: readonly Projection[] | undefined
  readonly error: Error | null
}

/** Projects several plans; they appear together, so that a comparison never mixes old and new. */
export function useProjections(plans: readonly Plan[]): Projections {
  const { data, error } = useQuery(projectionsQuery(plans))
  return { data, error }
}
