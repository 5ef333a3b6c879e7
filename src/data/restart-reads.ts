import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Reads that began before a write may answer with the state before it, and later than the write: whichever are on
 * their way begin anew. To be called after the answer to a write was put into the cache.
 */
export function restartReads(queryClient: QueryClient, queryKey: QueryKey): void {
  void queryClient.invalidateQueries({ queryKey, predicate: ({ state }) => state.fetchStatus !== 'idle' })
}
