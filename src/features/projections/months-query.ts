import { queryOptions, skipToken } from '@tanstack/react-query'
import type { MonthlyRow } from '#domain/projection/analysis/months.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { monthsInWorker } from '#workers/projection-client.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'

/** A figure that is the sum of the months of a year. */
export interface MonthsAsked {
  readonly plan: Plan
  readonly instanceId: string
  readonly row: MonthlyRow
  readonly year: number
}

export function monthsQuery(asked: MonthsAsked | undefined) {
  return queryOptions<readonly number[]>({
    queryKey: ['months', asked ? [planKey(asked.plan), asked.instanceId, asked.row, asked.year] : null],
    queryFn: asked
      ? ({ signal, client }) => {
          forgetOldResults(client, 'months')
          return monthsInWorker(asked.plan, asked, { signal })
        }
      : skipToken,
    ...computed,
  })
}
