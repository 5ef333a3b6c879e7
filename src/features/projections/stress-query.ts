/** What shocks do to a plan, and to the reality to lay beside it, as a query. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type StressTest, stressTestsOf } from '#domain/projection/analysis/stress.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { coursesInWorkers } from '#workers/analysis-client.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'

/** Courses of the whole set, without its holdings: as planned, then under each test. */
export interface StressedCourses {
  readonly tests: readonly StressTest[]
  readonly own: readonly Projection[]
  /** Of reality; null where there is none. */
  readonly real: readonly Projection[] | null
}

export function stressQuery(plan: Plan, reality: Plan | null) {
  return queryOptions<StressedCourses>({
    queryKey: ['stress', planKey(plan), reality && planKey(reality)],
    queryFn: async ({ signal, client }) => {
      forgetOldResults(client, 'stress')
      const tests = stressTestsOf(plan)
      const shocks = [[], ...tests.map((test) => test.shocks)]
      const [own, real] = await Promise.all([
        coursesInWorkers(plan, shocks, { signal }),
        reality && coursesInWorkers(reality, shocks, { signal }),
      ])
      return { tests, own, real }
    },
    // While a test is added, those before stay on screen.
    placeholderData: keepPreviousData,
    ...computed,
  })
}
