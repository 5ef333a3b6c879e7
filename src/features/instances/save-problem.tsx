import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { ErrorState } from '#ui/error-state.tsx'

/** Why a save failed. What was typed stays in the form above, and the same button tries again. */
export function SaveProblem({
  error,
  title,
  children,
}: {
  error: unknown
  title: string
  children?: ReactNode
}) {
  return (
    <ErrorState error={error} title={title}>
      {children ?? <Text size="sm">Everything you typed is still in the form.</Text>}
    </ErrorState>
  )
}
