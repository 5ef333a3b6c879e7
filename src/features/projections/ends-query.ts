import { type QueryClient, QueryObserver, queryOptions, skipToken } from '@tanstack/react-query'
import type { PathEnds } from '#domain/projection/analysis/path-ends.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { pathEndsInWorkers } from '#workers/running.ts'
import { computed, forgetOldResults, noteUse, planKey } from './computed-query.ts'

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

/**
 * The same for a result that is made of it, as long as its signal does not say that nobody wants it any longer: reality beside twelve
 * scenarios is played through once.
 */
export function keptEnds(
  client: QueryClient,
  plan: Plan,
  signal: AbortSignal | undefined,
): Promise<PathEnds> {
  return new Promise((resolve, reject) => {
    const query = endsQuery(plan)
    const observer = new QueryObserver(client, query)
    const leave = () => {
      unsubscribe()
      signal?.removeEventListener('abort', refuse)
    }
    const refuse = () => {
      leave()
      reject(signal?.reason)
    }
    const take = (ends: PathEnds) => {
      leave()
      noteUse(client, query.queryKey)
      resolve(ends)
    }
    const unsubscribe = observer.subscribe(({ data, error }) => {
      if (data) take(data)
      else if (error) {
        leave()
        reject(error)
      }
    })
    signal?.addEventListener('abort', refuse)
    const { data } = observer.getCurrentResult()
    if (signal?.aborted) refuse()
    else if (data) take(data)
  })
}
