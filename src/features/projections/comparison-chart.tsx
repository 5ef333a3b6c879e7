import { Paper, Stack, Title } from '@mantine/core'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import type { Row } from '#domain/projection/rows.ts'
import {
  type ChartLine,
  chartPoints,
  comparedPair,
  type LineStyle,
  realityStyle,
  scenarioStyle,
} from './chart-lines.ts'
import { type FiguresColumn, FiguresTable } from './figures-table.tsx'
import { LazyChart } from './lazy-chart.tsx'
import { measureOf } from './measures.ts'
import { difference, type Money, totals } from './series.ts'
import { useChartMarks } from './use-chart-marks.ts'

interface ComparisonSide {
  readonly key: string
  readonly label: string
  readonly projection: Projection
  readonly style: LineStyle
}

export type ComparisonSides = readonly [ComparisonSide, ...ComparisonSide[]]

/** A scenario, or what is done of it here, and reality behind it. */
export function scenarioAndReality(
  label: string,
  projection: Projection,
  reality: Projection,
): ComparisonSides {
  return [
    { key: 'scenario', label, projection, style: scenarioStyle },
    { key: 'reality', label: 'Reality', projection: reality, style: realityStyle },
  ]
}

interface ComparisonChartProps {
  sides: ComparisonSides
  row: Row
  money: Money
  /** Whose events stand on the time axis. */
  plan?: Plan
}

/** One row of several projections over the years. All have the same start and length. */
export function ComparisonChart({ sides, row, money, plan }: ComparisonChartProps) {
  const marks = useChartMarks(plan)
  const lines: ChartLine[] = sides.map(({ key, label, projection, style }) => ({
    key,
    label,
    style,
    values: totals(projection, row, money),
  }))
  const points = chartPoints(sides[0].projection)
  const name = measureOf(row).label
  const title = `${name}, ${money === 'today' ? 'in today’s money' : 'in future money'}`
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }}>
      <Stack gap="sm">
        <Title order={2} fz="h4">
          {title}
        </Title>
        <LazyChart
          title={`${title}: ${lines.map((line) => line.label).join(', ')}`}
          points={points}
          lines={lines}
          marks={marks}
        />
        <FiguresTable title={title} points={points} columns={columnsOf(lines)} />
      </Stack>
    </Paper>
  )
}

/** A column a line; two lines are also compared. */
function columnsOf(lines: readonly ChartLine[]): FiguresColumn[] {
  const columns = lines.map(({ key, label, values }) => ({ key, label, values }))
  const pair = comparedPair(lines)
  if (!pair) return columns
  return [
    ...columns,
    {
      key: 'difference',
      label: 'Difference',
      values: difference(pair[0].values, pair[1].values),
      isSigned: true,
    },
  ]
}
