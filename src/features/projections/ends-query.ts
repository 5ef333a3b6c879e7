import { queryOptions, skipToken } from '@tanstack/react-query'
import type { PathEnds } from '#domain/projection/analysis/path-ends.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { pathEndsInWorkers } from '#workers/running.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'

/** `first`: before all that waits; `leavesRoom`: beside what is asked for meanwhile. */
export type Urgency = 'first' | 'leavesRoom'

/** What every path of a plan comes to. Kept for each plan by itself: one that stands still is not played through again beside another. */
export function endsQuery(plan: Plan | undefined, urgency?: Urgency) {
  return queryOptions<PathEnds>({
    queryKey: ['ends', plan ? planKey(plan) : null],
    queryFn: plan
      ? ({ signal, client }) => {
          forgetOldResults(client, 'ends')
          return pathEndsInWorkers(plan, { signal, ...(urgency && { [urgency]: true }) })
        }
      : skipToken,
    ...computed,
  })
}
