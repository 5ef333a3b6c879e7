/** Lines over the years, in the chunk of the chart library; `LazyChart` is how screens show them. */

import { Group, Text } from '@mantine/core'
import { formatMoney } from '#domain/money/format.ts'
import { signedMoney } from '#domain/money/signed-money.ts'
import { useFormat } from '#ui/format.ts'
import { ActiveDots, ChartFrame, type ChartSize, SeriesLine } from './chart-frame.tsx'
import { extentOf } from './chart-geometry.ts'
import { LineSample } from './chart-legend.tsx'
import { type ChartLine, type ChartPoint, comparedPair } from './chart-lines.ts'
import type { ChartMark } from './event-words.ts'
import { at } from './series.ts'

export interface ProjectionChartProps extends ChartSize {
  /** What the chart shows, for those who cannot see it. */
  title: string
  points: readonly ChartPoint[]
  lines: readonly ChartLine[]
  /** What happens in the course of the years. */
  marks?: readonly ChartMark[] | undefined
}

export function ProjectionChart({ lines, ...frame }: ProjectionChartProps) {
  return (
    <ChartFrame
      {...frame}
      extent={extentOf(lines.map((line) => line.values))}
      draw={(geometry) => (
        <>
          {lines.map(({ key, values, style }) => (
            <SeriesLine key={key} geometry={geometry} values={values} style={style} />
          ))}
          <ActiveDots geometry={geometry} lines={lines} />
        </>
      )}
      renderAmounts={(point) => <LineAmounts point={point} lines={lines} />}
    />
  )
}

interface LineAmountsProps {
  point: ChartPoint
  lines: readonly ChartLine[]
}

function LineAmounts({ point, lines }: LineAmountsProps) {
  const format = useFormat()
  const pair = comparedPair(lines)
  return (
    <>
      {lines.map((line) => (
        <Group key={line.key} gap="xs" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap" miw={0}>
            <LineSample style={line.style} />
            <Text size="sm" truncate>
              {line.label}
            </Text>
          </Group>
          <Text size="sm" fw={600}>
            {formatMoney(at(line.values, point.year), format)}
          </Text>
        </Group>
      ))}
      {pair && (
        <Group gap="xs" justify="space-between" wrap="nowrap">
          <Text size="sm">Difference</Text>
          <Text size="sm" fw={600}>
            {signedMoney(at(pair[0].values, point.year) - at(pair[1].values, point.year), format)}
          </Text>
        </Group>
      )}
    </>
  )
}
