/** The fan of simulated futures, in the chunk of the chart library; `LazyFanChart` is how screens show it. */

import { formatMoney } from '#domain/money/format.ts'
import { useFormat } from '#ui/format.ts'
import type { Bands } from './bands.ts'
import { ChartAmount } from './chart-amounts.tsx'
import { ChartFrame, type ChartSize, SeriesBand, SeriesLine } from './chart-frame.tsx'
import { extentOf } from './chart-geometry.ts'
import { type ChartPoint, realityEdgeStyle, realityStyle, scenarioStyle } from './chart-lines.ts'
import { at } from './series.ts'

export interface FanChartProps extends ChartSize {
  title: string
  points: readonly ChartPoint[]
  bands: Bands
  /** Reality's in the same markets: its middle and the range of 8 in 10 are drawn as lines. */
  beside?: Bands | undefined
  /** In today's money; drawn only when the chart is in that money. */
  goal: number | null
}

const ranges = [
  { low: 5, high: 95, opacity: 0.14 },
  { low: 10, high: 90, opacity: 0.16 },
  { low: 25, high: 75, opacity: 0.26 },
] as const

export function FanChart({ bands, beside, goal, ...frame }: FanChartProps) {
  return (
    <ChartFrame
      {...frame}
      extent={extentOf([bands[5], bands[95], ...(beside ? [beside[10], beside[90]] : [])], goal ?? 0)}
      draw={(geometry) => (
        <>
          {ranges.map(({ low, high, opacity }) => (
            <SeriesBand
              key={low}
              geometry={geometry}
              low={bands[low]}
              high={bands[high]}
              color={scenarioStyle.color}
              opacity={opacity}
            />
          ))}
          {beside && (
            <>
              <SeriesLine geometry={geometry} values={beside[10]} style={realityEdgeStyle} />
              <SeriesLine geometry={geometry} values={beside[90]} style={realityEdgeStyle} />
              <SeriesLine geometry={geometry} values={beside[50]} style={realityStyle} />
            </>
          )}
          <SeriesLine geometry={geometry} values={bands[50]} style={scenarioStyle} />
          {goal !== null && (
            <line
              x1={geometry.margin.left}
              x2={geometry.width - geometry.margin.right}
              y1={geometry.y(goal)}
              y2={geometry.y(goal)}
              stroke="var(--line-2)"
              strokeWidth={2}
              strokeDasharray="6 4"
            />
          )}
        </>
      )}
      renderAmounts={(point) => <BandAmounts point={point} bands={bands} beside={beside} />}
    />
  )
}

const lines = [
  [95, '1 in 20 above'],
  [75, '1 in 4 above'],
  [50, 'The middle'],
  [25, '1 in 4 below'],
  [5, '1 in 20 below'],
] as const

interface BandAmountsProps {
  point: ChartPoint
  bands: Bands
  beside: Bands | undefined
}

function BandAmounts({ point, bands, beside }: BandAmountsProps) {
  const format = useFormat()
  const amounts = [
    ...lines.map(([percentile, label]) => ({ label, values: bands[percentile] })),
    ...(beside ? [{ label: 'Reality, the middle', values: beside[50] }] : []),
  ]
  return amounts.map(({ label, values }) => (
    <ChartAmount key={label} label={label} amount={formatMoney(at(values, point.year), format)} />
  ))
}
