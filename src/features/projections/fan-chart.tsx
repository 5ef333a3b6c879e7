/** The fan of simulated futures, in the chunk of the chart library; `LazyFanChart` is how screens show it. */
import { Group, Paper, Stack, Text } from '@mantine/core'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import type { Bands } from './bands.ts'
import { type ChartPoint, pointLabel } from './chart-lines.ts'

export interface FanChartProps {
  title: string
  points: readonly ChartPoint[]
  bands: Bands
  /** In today's money; drawn only when the chart is in that money. */
  goal: number | null
  format: MoneyFormat
  height: number
}

const ranges = [
  { low: 5, high: 95, opacity: 0.14 },
  { low: 10, high: 90, opacity: 0.16 },
  { low: 25, high: 75, opacity: 0.26 },
] as const

export function FanChart({ title, points, bands, goal, format, height }: FanChartProps) {
  const data = points.map(({ year }) => ({
    year,
    median: bands[50][year]!,
    ...Object.fromEntries(ranges.map(({ low, high }) => [`${low}`, [bands[low][year]!, bands[high][year]!]])),
  }))
  const tick = { fill: 'var(--line-text)', fontSize: 12 }
  const isBelowZero = bands[5].some((amount) => amount < 0)
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 320, height }}>
      <ComposedChart data={data} title={title} margin={{ top: 8, right: 16, bottom: 0, left: 0 }}>
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
        {goal !== null && (
          <ReferenceLine y={goal} stroke="var(--line-2)" strokeDasharray="6 4" ifOverflow="extendDomain" />
        )}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-text)', strokeDasharray: '2 3' }}
          content={({ active, label }) =>
            active ? <FanTooltip point={points[Number(label)]} bands={bands} format={format} /> : null
          }
        />
        {ranges.map(({ low, opacity }) => (
          <Area
            key={low}
            dataKey={`${low}`}
            type="monotone"
            stroke="none"
            fill="var(--line-1)"
            fillOpacity={opacity}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
        <Line
          dataKey="median"
          type="monotone"
          stroke="var(--line-1)"
          strokeWidth={2.75}
          dot={false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
}

interface FanTooltipProps {
  point: ChartPoint | undefined
  bands: Bands
  format: MoneyFormat
}

const lines = [
  [95, '1 in 20 above'],
  [75, '1 in 4 above'],
  [50, 'The middle'],
  [25, '1 in 4 below'],
  [5, '1 in 20 below'],
] as const

function FanTooltip({ point, bands, format }: FanTooltipProps) {
  if (!point) return null
  return (
    <Paper withBorder shadow="sm" p="sm">
      <Stack gap={2}>
        <Text size="sm" fw={600}>
          {point.year === 0 ? 'Now' : `End of ${formatMonth(point.endMonth, format.locale)}`}
        </Text>
        {lines.map(([percentile, label]) => (
          <Group key={percentile} gap="md" justify="space-between" wrap="nowrap">
            <Text size="sm">{label}</Text>
            <Text size="sm" fw={600}>
              {formatMoney(bands[percentile][point.year]!, format)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Paper>
  )
}
