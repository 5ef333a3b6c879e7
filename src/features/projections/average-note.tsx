import { Text } from '@mantine/core'

/** Below the headline: what all that is not simulated supposes. */
export function AverageNote() {
  return (
    <Text size="sm" c="dimmed">
      Cash flow, overdrafts, charts and tables show how it would go if every year were average.
    </Text>
  )
}
