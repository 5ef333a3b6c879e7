import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { AppError } from '#data/errors.ts'
import { featureFlagsQuery } from '#data/feature-flags/feature-flags.queries.ts'
import { tellConsole } from '#lib/tell-console.ts'
import { ErrorState } from '#ui/error-state.tsx'

/** Says once, in place of the page, that the database is not that of this app; no screen could show anything. */
export function NeedsDatabase({ children }: { children: ReactNode }) {
  const { data, error, refetch, isFetching } = useQuery(featureFlagsQuery)
  const outdated = data === undefined && error instanceof AppError && error.code === 'outdated' ? error : null
  useEffect(() => {
    if (outdated) tellConsole(outdated)
  }, [outdated])
  if (!outdated) return children
  return (
    <ErrorState
      error={outdated}
      title="Scenarios cannot be used yet"
      onRetry={() => void refetch()}
      isRetrying={isFetching}
    />
  )
}
