import { Text } from '@mantine/core'
import type { Attempt } from '#data/writes.ts'
import { ErrorState } from '#ui/error-state.tsx'

interface WriteProblemProps {
  attempt: Attempt
  /** What of it stands in the scenario already. */
  written: readonly string[]
}

/** Why a decision was not written, what of it stands, and how to go on. */
export function WriteProblem({ attempt: { error, failed }, written }: WriteProblemProps) {
  const isBegun = written.length > 0
  return (
    <ErrorState error={error} title={isBegun ? 'Not all of it was written' : failed}>
      <Text size="sm">
        {isBegun
          ? `Written by then: ${written.join(', ')}. Everything you answered is still here: “Do it” goes on with the rest and does nothing twice.`
          : 'Nothing was written. Everything you answered is still here.'}
      </Text>
    </ErrorState>
  )
}
