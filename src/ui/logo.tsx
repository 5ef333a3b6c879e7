import { Group, Text } from '@mantine/core'

/** One path that becomes two: reality goes on, and a scenario branches off. */
export function Logo() {
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/favicon.svg" width={28} height={28} alt="" />
      <Text fw={700} fz="lg">
        Scenarios
      </Text>
    </Group>
  )
}
