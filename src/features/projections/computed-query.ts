/** What all results of the workers have in common as queries: the key is the input, cancelling stops the workers. */
import { hashKey, type Query, type QueryClient, type QueryKey } from '@tanstack/react-query'
import type { Plan, PlanInstance } from '#domain/projection/plan.ts'

/** Results never go stale: another input has another key. They are large, so structural sharing would cost more than it saves. */
export const computed = {
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 5 * 60_000,
  retry: false,
  structuralSharing: false,
} as const

const numbers = new Map<string, number>()
const numberOf = new WeakMap<PlanInstance, number>()

/** Of equal holdings the same number, and of others another. */
function holdingNumber(holding: PlanInstance): number {
  const known = numberOf.get(holding)
  if (known !== undefined) return known
  const text = hashKey([holding])
  const number = numbers.get(text) ?? numbers.size
  numbers.set(text, number)
  numberOf.set(holding, number)
  return number
}

const keys = new WeakMap<Plan, string>()

/**
 * A plan as part of a key: of equal plans the same, and of others another. Keys are compared at every render, and while somebody
 * types a new plan comes with each press: it takes a number of each holding, which is made once a holding, in the place of its text.
 */
export function planKey(plan: Plan): string {
  let key = keys.get(plan)
  if (key === undefined) {
    key = hashKey([{ ...plan, instances: plan.instances.map(holdingNumber).join(' ') }])
    keys.set(plan, key)
  }
  return key
}

/** Results off screen that are kept of each sort, to go back to: enough for a comparison, and memory stays bounded. */
const keptResults = 8

const uses = new WeakMap<Query, number>()

/** A result that another one was made of counts as new: what is asked for again and again is kept. */
export function noteUse(queryClient: QueryClient, queryKey: QueryKey) {
  const query = queryClient.getQueryCache().find({ queryKey, exact: true })
  if (query) uses.set(query, Date.now())
}

const lastUse = (query: Query) => Math.max(query.state.dataUpdatedAt, uses.get(query) ?? 0)

/** Forgets the oldest results of a sort that nobody looks at. Called before another one is computed. */
export function forgetOldResults(queryClient: QueryClient, sort: string) {
  const cache = queryClient.getQueryCache()
  const unused = cache
    .findAll({ queryKey: [sort], type: 'inactive', fetchStatus: 'idle' })
    .sort((a, b) => lastUse(b) - lastUse(a))
  for (const query of unused.slice(keptResults)) cache.remove(query)
}
