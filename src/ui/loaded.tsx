import type { ReactNode } from 'react'
import { ErrorState } from './error-state.tsx'

interface HeldUpProps {
  query: { error: unknown; isFetching: boolean; refetch: () => unknown }
  /** What could not be done, as a heading. */
  failed?: string
  loading: ReactNode
}

/** Stands for what was asked for and is not there: it is on its way, or why it is not. */
export function HeldUp({ query: { error, isFetching, refetch }, failed, loading }: HeldUpProps) {
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

interface LoadedProps<Data> extends HeldUpProps {
  query: HeldUpProps['query'] & { data: Data | undefined }
  children: (data: Data) => ReactNode
}

/** Shows what was asked for once it is there, and keeps it should a later try fail; before, and instead, what holds it up. */
export function Loaded<Data>({ children, ...heldUp }: LoadedProps<Data>) {
  const { data } = heldUp.query
  return data === undefined ? <HeldUp {...heldUp} /> : children(data)
}
