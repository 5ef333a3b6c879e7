/** The chart itself, in a chunk of its own with the chart library; `LazyChart` is how screens show it. */
import { Group, Paper, Stack, Text } from '@mantine/core'
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import { LineSample } from './chart-legend.tsx'
import { type ChartLine, type ChartPoint, chartData, pointLabel } from './chart-lines.ts'
import { signedMoney } from './signed-money.ts'

export interface ProjectionChartProps {
  /** What the chart shows, for those who cannot see it. */
  title: string
  points: readonly ChartPoint[]
  lines: readonly ChartLine[]
  format: MoneyFormat
  height: number
}

export function ProjectionChart({ title, points, lines, format, height }: ProjectionChartProps) {
  const isBelowZero = lines.some((line) => line.values.some((value) => value < 0))
  const tick = { fill: 'var(--line-text)', fontSize: 12 }
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 320, height }}>
      <LineChart
        data={chartData(points, lines)}
        title={title}
        margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke="var(--line-grid)" />
        <XAxis
          dataKey="year"
          tickFormatter={(year: number) => pointLabel(points[year]!)}
          interval="preserveStartEnd"
          minTickGap={28}
          tickMargin={8}
          tick={tick}
          stroke="var(--line-grid)"
        />
        <YAxis
          width="auto"
          tickFormatter={(amount: number) => formatMoney(amount, format, 'compact')}
          tick={tick}
          axisLine={false}
          tickLine={false}
        />
        {isBelowZero && <ReferenceLine y={0} stroke="var(--line-text)" />}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-text)', strokeDasharray: '2 3' }}
          content={({ active, label }) =>
            active ? <PointTooltip point={points[Number(label)]} lines={lines} format={format} /> : null
          }
        />
        {lines.map((line) => (
          <Line
            key={line.key}
            dataKey={line.key}
            name={line.label}
            type="monotone"
            stroke={line.style.color}
            strokeWidth={line.style.width}
            {...(line.style.dash === undefined ? {} : { strokeDasharray: line.style.dash })}
            dot={false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  )
}

interface PointTooltipProps {
  point: ChartPoint | undefined
  lines: readonly ChartLine[]
  format: MoneyFormat
}

function PointTooltip({ point, lines, format }: PointTooltipProps) {
  if (!point) return null
  const [first, second] = lines
  const when = point.year === 0 ? 'Now' : `End of ${formatMonth(point.endMonth, format.locale)}`
  return (
    <Paper withBorder shadow="sm" p="sm" maw={300}>
      <Stack gap={4}>
        <Text size="sm" fw={600}>
          {when}
          {point.year > 0 && (
            <Text span size="sm" c="dimmed" fw={400}>
              {' '}
              (year {point.year})
            </Text>
          )}
        </Text>
        {lines.map((line) => (
          <Group key={line.key} gap="xs" justify="space-between" wrap="nowrap">
            <Group gap="xs" wrap="nowrap" miw={0}>
              <LineSample style={line.style} />
              <Text size="sm" truncate>
                {line.label}
              </Text>
            </Group>
            <Text size="sm" fw={600}>
              {formatMoney(line.values[point.year]!, format)}
            </Text>
          </Group>
        ))}
        {first && second && lines.length === 2 && (
          <Group gap="xs" justify="space-between" wrap="nowrap">
            <Text size="sm">Difference</Text>
            <Text size="sm" fw={600}>
              {signedMoney(first.values[point.year]! - second.values[point.year]!, format)}
            </Text>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}
