/** The amounts of a chart at the point that is looked at. */
import { Group, Text } from '@mantine/core'
import { LineSample } from './chart-legend.tsx'
import type { LineStyle } from './chart-lines.ts'

interface ChartAmountProps {
  label: string
  amount: string
  /** That of the line whose amount it is; missing: it has none. */
  style?: LineStyle
}

export function ChartAmount({ label, amount, style }: ChartAmountProps) {
  return (
    <Group gap="md" justify="space-between" wrap="nowrap">
      <Group gap="xs" wrap="nowrap" miw={0}>
        {style && <LineSample style={style} />}
        <Text size="sm" truncate>
          {label}
        </Text>
      </Group>
      <Text size="sm" fw={600}>
        {amount}
      </Text>
    </Group>
  )
}
