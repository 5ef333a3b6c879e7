import type { ReactNode } from 'react'
import { ErrorState } from './error-state.tsx'

interface LoadedProps<Data> {
  query: { data: Data | undefined; error: unknown; isFetching: boolean; refetch: () => unknown }
  /** What could not be done, as a heading. */
  failed?: string
  loading: ReactNode
  children: (data: Data) => ReactNode
}

/** Shows what was asked for once it is there, and keeps it should a later try fail; before, and instead, what holds it up. */
export function Loaded<Data>({ query, failed, loading, children }: LoadedProps<Data>) {
  const { data, error, isFetching, refetch } = query
  if (data !== undefined) return children(data)
  if (!error) return loading
  return (
    <ErrorState
      error={error}
      {...(failed !== undefined && { title: failed })}
      onRetry={() => void refetch()}
      isRetrying={isFetching}
    />
  )
}
