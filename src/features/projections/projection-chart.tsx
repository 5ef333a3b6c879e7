/** Lines over the years, in the chunk of the chart library; `LazyChart` is how screens show them. */

import { formatMoney } from '#domain/money/format.ts'
import { signedMoney } from '#domain/money/signed-money.ts'
import { useFormat } from '#ui/format.ts'
import { ChartAmount } from './chart-amounts.tsx'
import { ActiveDots, ChartFrame, type ChartSize, SeriesLine } from './chart-frame.tsx'
import { extentOf } from './chart-geometry.ts'
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
      {lines.map(({ key, label, style, values }) => (
        <ChartAmount
          key={key}
          label={label}
          style={style}
          amount={formatMoney(at(values, point.year), format)}
        />
      ))}
      {pair && (
        <ChartAmount
          label="Difference"
          amount={signedMoney(at(pair[0].values, point.year) - at(pair[1].values, point.year), format)}
        />
      )}
    </>
  )
}
