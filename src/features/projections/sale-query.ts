import { queryOptions, skipToken } from '@tanstack/react-query'
import type { Outlook } from '#domain/projection/analysis/outlook.ts'
import type { SaleProceeds } from '#domain/projection/analysis/sale-proceeds.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { saleOutlookInWorkers, saleProceedsInWorker } from '#workers/sale-client.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'

/** What the sale of a holding brings if every year were average; null where it is not sold within the projection. */
export function saleQuery(plan: Plan | undefined, instanceId: string) {
  return queryOptions<SaleProceeds | null>({
    queryKey: ['sale', plan ? planKey(plan) : null, instanceId],
    queryFn: plan
      ? ({ signal, client }) => {
          forgetOldResults(client, 'sale')
          return saleProceedsInWorker(plan, instanceId, { signal })
        }
      : skipToken,
    // While an edited plan is computed, the figures before stay on screen.
    placeholderData: (previous: SaleProceeds | null | undefined) => previous,
    ...computed,
  })
}

/** What is left of it in the simulated futures. */
export function saleOutlookQuery(plan: Plan | undefined, instanceId: string) {
  return queryOptions<Outlook | null>({
    queryKey: ['sale-outlook', plan ? planKey(plan) : null, instanceId],
    queryFn: plan
      ? ({ signal, client }) => {
          forgetOldResults(client, 'sale-outlook')
          return saleOutlookInWorkers(plan, instanceId, { signal })
        }
      : skipToken,
    ...computed,
  })
}
