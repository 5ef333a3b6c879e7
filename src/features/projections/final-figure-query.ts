import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query'
import type { Plan } from '#domain/projection/plan.ts'
import { finalNetWorthInWorker } from '#workers/projection-client.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'

/** Net worth at the end of the projection in today's money, if every year were average: one number. */
export function finalFigureQuery(plan: Plan | undefined) {
  return queryOptions<number>({
    queryKey: ['final-figure', plan ? planKey(plan) : null],
    queryFn: plan
      ? ({ signal, client }) => {
          forgetOldResults(client, 'final-figure')
          return finalNetWorthInWorker(plan, { signal })
        }
      : skipToken,
    placeholderData: keepPreviousData,
    ...computed,
  })
}
