import { Text } from '@mantine/core'

/** Said once on every screen with projections. */
export function AdviceNote() {
  return (
    <Text size="xs" c="dimmed">
      Projections are general information and not advice: they show what follows from your assumptions, not
      what will happen.
    </Text>
  )
}
