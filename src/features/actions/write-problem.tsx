import { Text } from '@mantine/core'
import { mayBeCarriedOut } from '#data/errors.ts'
import type { Attempt } from '#data/writes.ts'
import { ErrorState } from '#ui/error-state.tsx'

interface WriteProblemProps {
  attempt: Attempt
  /** What of it stands in the scenario already. */
  written: readonly string[]
}

/** Why a decision was not written, what of it stands as far as that is known, and how to go on. */
export function WriteProblem({ attempt: { error, failed }, written }: WriteProblemProps) {
  const isBegun = written.length > 0
  const isKnown = !mayBeCarriedOut(error)
  const stands = isBegun
    ? `Written by then: ${written.join(', ')}.${isKnown ? '' : ' More may be written than that.'}`
    : isKnown
      ? 'Nothing was written.'
      : 'It may be written all the same.'
  const next =
    isBegun || !isKnown ? ': “Do it” goes on with whatever is missing and does nothing twice.' : '.'
  return (
    <ErrorState error={error} title={isBegun && isKnown ? 'Not all of it was written' : failed}>
      <Text size="sm">
        {stands} Everything you answered is still here{next}
      </Text>
    </ErrorState>
  )
}
