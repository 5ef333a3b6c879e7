import { queryOptions, skipToken, useQuery } from '@tanstack/react-query'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { coursesInWorkers } from '#workers/analysis-client.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'

/** The course of the whole set if every year were average, without its holdings: what a line needs. */
function courseQuery(plan: Plan | undefined) {
  return queryOptions<Projection | undefined>({
    queryKey: ['course', plan ? planKey(plan) : null],
    queryFn: plan
      ? async ({ signal, client }) => {
          forgetOldResults(client, 'course')
          const [course] = await coursesInWorkers(plan, [[]], { signal })
          return course
        }
      : skipToken,
    // While an edited plan is computed, the line before stays on screen.
    placeholderData: (previous: Projection | undefined) => previous,
    ...computed,
  })
}

export function useCourse(plan: Plan | undefined): Projection | undefined {
  return useQuery(courseQuery(plan)).data
}
