import { type QueryCache, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { AppError, type ErrorCode } from '#data/errors.ts'

const outages: readonly ErrorCode[] = ['offline', 'busy']

/** Since when something on screen could not be read anew, though it is shown; null while all is well. */
export function useOutage(): Date | null {
  const queries = useQueryClient().getQueryCache()
  const subscribe = useCallback((listener: () => void) => queries.subscribe(listener), [queries])
  const since = useSyncExternalStore(subscribe, () => oldestStale(queries))
  return since === null ? null : new Date(since)
}

/** When the oldest of what is shown and could not be read anew was read. Pages say themselves what they lack. */
function oldestStale(queries: QueryCache): number | null {
  const times = queries
    .getAll()
    .filter((query) => {
      const { error, data } = query.state
      return (
        query.isActive() && data !== undefined && error instanceof AppError && outages.includes(error.code)
      )
    })
    .map((query) => query.state.dataUpdatedAt)
  return times.length > 0 ? Math.min(...times) : null
}
