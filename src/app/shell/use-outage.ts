import { type Query, type QueryCache, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { isOutage } from '#data/errors.ts'

interface Outage {
  /** When the oldest of what is shown was read. */
  since: Date
  /** Why it could not be read anew. */
  error: unknown
}

/** What on screen could not be read anew, though it is shown; null while all is well. */
export function useOutage(): Outage | null {
  const queries = useQueryClient().getQueryCache()
  const subscribe = useCallback((listener: () => void) => queries.subscribe(listener), [queries])
  const query = useSyncExternalStore(subscribe, () => oldestStale(queries))
  return query && { since: new Date(query.state.dataUpdatedAt), error: query.state.error }
}

/** Pages say themselves what they lack. */
function oldestStale(queries: QueryCache): Query | null {
  const [oldest = null] = queries
    .getAll()
    .filter((query) => {
      const { error, data } = query.state
      return query.isActive() && data !== undefined && isOutage(error)
    })
    .sort((one, other) => one.state.dataUpdatedAt - other.state.dataUpdatedAt)
  return oldest
}
