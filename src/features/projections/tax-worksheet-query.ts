import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { TaxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { taxWorksheetInWorker } from '#workers/projection-client.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'

/** How the tax of every year of a plan comes about. */
export function taxWorksheetQuery(plan: Plan) {
  return queryOptions<TaxWorksheet>({
    queryKey: ['tax-worksheet', planKey(plan)],
    queryFn: ({ signal, client }) => {
      forgetOldResults(client, 'tax-worksheet')
      return taxWorksheetInWorker(plan, { signal })
    },
    placeholderData: keepPreviousData,
    ...computed,
  })
}
