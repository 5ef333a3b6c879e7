/** Projections as queries: the key is the input, so equal plans are computed once and a changed one at once anew. */
import { keepPreviousData, queryOptions, useQueries } from '@tanstack/react-query'
import type { Plan } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import type { Projection } from '#domain/projection/projection.ts'

export function projectionQuery(plan: Plan) {
  return queryOptions({
    queryKey: ['projection', plan],
    // Milliseconds of work for any real household, so it need not cross to a worker and back.
    queryFn: async () => project(plan),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
    // While an edited plan is computed, the figures before stay on screen.
    placeholderData: keepPreviousData<Projection>,
    structuralSharing: false,
  })
}

export interface Projections {
  /** In the order of the plans; undefined until every one is there. */
  readonly data: readonly Projection[] | undefined
  readonly error: Error | null
}

/** Projects several plans; they appear together, so that a comparison never mixes old and new. */
export function useProjections(plans: readonly Plan[]): Projections {
  return useQueries({
    queries: plans.map((plan) => projectionQuery(plan)),
    combine: (results) => {
      const data = results.flatMap((result) => result.data ?? [])
      return {
        data: data.length === results.length ? data : undefined,
        error: results.find((result) => result.error)?.error ?? null,
      }
    },
  })
}
