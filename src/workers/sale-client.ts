/** What a sale brings, off the page's main thread. */
import { type Outlook, outlookOf } from '#domain/projection/analysis/outlook.ts'
import type { SaleProceeds } from '#domain/projection/analysis/sale-proceeds.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { joinPaths } from '#domain/projection/simulation/join-paths.ts'
import { defaultPool, eachSlice, type Options } from './running.ts'

/** If every year were average; null where the holding is not sold within the projection. */
export function saleProceedsInWorker(
  plan: Plan,
  instanceId: string,
  { signal, pool = defaultPool() }: Options = {},
): Promise<SaleProceeds | null> {
  return pool.run('saleProceeds', { plan, instanceId }, { signal, first: true })
}

/** What is left of it over all simulated futures, in money of the first month; null where it is not sold. */
export async function saleOutlookInWorkers(
  plan: Plan,
  instanceId: string,
  options: Options = {},
): Promise<Outlook | null> {
  const slices = await eachSlice(
    plan,
    { ...options, leavesRoom: true },
    async (pool, planKey, slice, job) => ({
      left: await pool.run('saleFutures', { planKey, instanceId, slice }, job),
    }),
  )
  const { left } = joinPaths(slices)
  return left.length === 0 ? null : outlookOf(left)
}
