import { Text } from '@mantine/core'

interface AverageNoteProps {
  /** A difference stands in the headline too. */
  hasDifference: boolean
}

/** Below the headline: what all that is not simulated supposes, and why its middles do not add up. */
export function AverageNote({ hasDifference }: AverageNoteProps) {
  return (
    <Text size="sm" c="dimmed">
      Cash flow, overdrafts, charts and tables show how it would go if every year were average.
      {hasDifference &&
        ' The difference is taken in each future, and its middle is shown: that is not one middle less the other.'}
    </Text>
  )
}
