/** A plan beside what was observed since, in the chunk of the chart library; `PlanComparison` is how screens show it. */
import { formatMoney } from '#domain/money/format.ts'
import { signedMoney } from '#domain/money/signed-money.ts'
import { useFormat } from '#ui/format.ts'
import { ChartAmount } from './chart-amounts.tsx'
import { ChartFrame, type ChartSize, SeriesLine } from './chart-frame.tsx'
import { extentOf } from './chart-geometry.ts'
import type { ChartLine, ChartPoint } from './chart-lines.ts'
import { at } from './series.ts'

export interface PlanChartProps extends ChartSize {
  title: string
  points: readonly ChartPoint[]
  plan: ChartLine
  /** Not a number where nothing is known of the month. */
  actual: ChartLine
  /** The points at which something was observed. */
  observed: readonly number[]
}

export function PlanChart({ plan, actual, observed, ...frame }: PlanChartProps) {
  return (
    <ChartFrame
      {...frame}
      extent={extentOf([plan.values, actual.values])}
      draw={(geometry) => (
        <>
          <SeriesLine geometry={geometry} values={plan.values} style={plan.style} />
          <SeriesLine geometry={geometry} values={actual.values} style={actual.style} />
          {observed.map((point) => (
            <circle
              key={point}
              cx={geometry.x(point)}
              cy={geometry.y(at(actual.values, point))}
              r={4}
              fill={actual.style.color}
              stroke="var(--mantine-color-body)"
              strokeWidth={2}
            />
          ))}
        </>
      )}
      renderAmounts={({ year }) => (
        <PlanAmounts
          plan={plan}
          actual={actual}
          expected={at(plan.values, year)}
          amount={observed.includes(year) ? at(actual.values, year) : null}
        />
      )}
    />
  )
}

interface PlanAmountsProps {
  plan: ChartLine
  actual: ChartLine
  expected: number
  /** Null where nothing was observed. */
  amount: number | null
}

function PlanAmounts({ plan, actual, expected, amount }: PlanAmountsProps) {
  const format = useFormat()
  return (
    <>
      <ChartAmount label={plan.label} style={plan.style} amount={formatMoney(expected, format)} />
      {amount !== null && (
        <>
          <ChartAmount label={actual.label} style={actual.style} amount={formatMoney(amount, format)} />
          <ChartAmount label="Difference" amount={signedMoney(amount - expected, format)} />
        </>
      )}
    </>
  )
}
