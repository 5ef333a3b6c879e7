/**
 * What every chart over the years has in common, in the chunk of the chart library. Recharts brings the surface, the
 * tooltip and the keyboard; lines and areas are paths drawn from arrays, since its own take several times as long to
 * appear and charts are drawn while a simulation runs.
 */

import { Paper, Stack, Text } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { Curve, LineChart, Tooltip, useActiveTooltipLabel, useIsTooltipActive, XAxis } from 'recharts'
import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney } from '#domain/money/format.ts'
import { useFormat } from '#ui/format.ts'
import { chartGeometry, type Geometry } from './chart-geometry.ts'
import { type ChartLine, type ChartPoint, type LineStyle, pointLabel } from './chart-lines.ts'
import { type ChartMark, marksOfYear } from './event-words.ts'

export interface ChartSize {
  readonly width: number
  readonly height: number
}

interface ChartFrameProps extends ChartSize {
  /** What the chart shows, for those who cannot see it. */
  title: string
  points: readonly ChartPoint[]
  /** The lowest and the highest amount drawn. */
  extent: readonly [number, number]
  /** The drawing itself, in this geometry. */
  draw: (geometry: Geometry) => ReactNode
  /** What the tooltip says below the name of a point. */
  renderAmounts: (point: ChartPoint) => ReactNode
  /** What happens in the course of the years. */
  marks?: readonly ChartMark[] | undefined
}

export function ChartFrame(props: ChartFrameProps) {
  const { title, points, extent, width, height, draw, renderAmounts, marks = noMarks } = props
  const format = useFormat()
  const [low, high] = extent
  const { currency, locale } = format
  const geometry = useMemo(
    () =>
      chartGeometry({
        width,
        height,
        years: points.length - 1,
        extent: [low, high],
        amountLabel: (amount) => formatMoney(amount, { currency, locale }, 'compact'),
      }),
    [width, height, points.length, low, high, currency, locale],
  )
  const [overlay, setOverlay] = useState<HTMLElement | null>(null)
  return (
    <div style={{ position: 'relative' }}>
      <LineChart data={points} width={width} height={height} title={title} margin={geometry.margin}>
        <XAxis dataKey="year" hide />
        <Axes geometry={geometry} points={points} />
        <Marks geometry={geometry} marks={marks} />
        {draw(geometry)}
        <Tooltip content={nothing} cursor={cursor} />
        {overlay &&
          createPortal(
            <PointCard geometry={geometry} points={points} marks={marks} renderAmounts={renderAmounts} />,
            overlay,
          )}
      </LineChart>
      <div ref={setOverlay} role="status" />
    </div>
  )
}

const noMarks: readonly ChartMark[] = []

/** A small wedge on the time axis for each event; what it is, the card of its year says. */
function Marks({ geometry, marks }: { geometry: Geometry; marks: readonly ChartMark[] }) {
  const bottom = geometry.height - geometry.margin.bottom
  return marks.map(({ year, text }) => (
    <path
      key={text}
      d={`M${geometry.x(year)} ${bottom - 7}l4 7h-8z`}
      fill="var(--line-text)"
      stroke="var(--mantine-color-body)"
    />
  ))
}

/** Recharts' own tooltip wants lines of its own to speak of: it only draws the cursor. */
const nothing = () => null
const cursor = { stroke: 'var(--line-text)', strokeDasharray: '2 3' }

interface AxesProps {
  geometry: Geometry
  points: readonly ChartPoint[]
}

function Axes({ geometry, points }: AxesProps) {
  const format = useFormat()
  const { amounts, labelled, width, height, margin, x, y } = geometry
  const [left, right] = [margin.left, width - margin.right]
  const bottom = height - margin.bottom
  return (
    <g fontSize={12} fill="var(--line-text)">
      {amounts.map((amount) => (
        <g key={amount}>
          <line
            x1={left}
            x2={right}
            y1={y(amount)}
            y2={y(amount)}
            stroke={amount === 0 ? 'var(--line-text)' : 'var(--line-grid)'}
          />
          <line x1={left - 4} x2={left} y1={y(amount)} y2={y(amount)} stroke="var(--line-text)" />
          <text x={left - 8} y={y(amount)} dy="0.355em" textAnchor="end">
            {formatMoney(amount, format, 'compact')}
          </text>
        </g>
      ))}
      <line x1={left} x2={right} y1={bottom} y2={bottom} stroke="var(--line-text)" />
      {points
        .filter(({ year }) => labelled.includes(year))
        .map((point) => (
          <g key={point.year}>
            <line
              x1={x(point.year)}
              x2={x(point.year)}
              y1={bottom}
              y2={bottom + 5}
              stroke="var(--line-text)"
            />
            <text
              x={x(point.year)}
              y={height - 8}
              // Names are longer than years, and the last one has less room.
              textAnchor={point.name !== undefined && x(point.year) > right - 12 ? 'end' : 'middle'}
            >
              {pointLabel(point)}
            </text>
          </g>
        ))}
    </g>
  )
}

function places(geometry: Geometry, values: Float64Array) {
  return Array.from(values, (amount, year) => ({ x: geometry.x(year), y: geometry.y(amount) }))
}

interface SeriesLineProps {
  geometry: Geometry
  values: Float64Array
  style: LineStyle
}

export function SeriesLine({ geometry, values, style }: SeriesLineProps) {
  return (
    <Curve
      type="monotone"
      points={places(geometry, values)}
      fill="none"
      stroke={style.color}
      strokeWidth={style.width}
      {...(style.dash === undefined ? {} : { strokeDasharray: style.dash })}
    />
  )
}

interface SeriesBandProps {
  geometry: Geometry
  low: Float64Array
  high: Float64Array
  color: string
  opacity: number
}

export function SeriesBand({ geometry, low, high, color, opacity }: SeriesBandProps) {
  return (
    <Curve
      type="monotone"
      points={places(geometry, high)}
      baseLine={places(geometry, low)}
      stroke="none"
      fill={color}
      fillOpacity={opacity}
    />
  )
}

/** The point that the pointer or the keyboard is at. */
function useActiveYear(): number | null {
  const year = Number(useActiveTooltipLabel())
  return useIsTooltipActive() && Number.isInteger(year) ? year : null
}

/** Marks the active point on each line. */
export function ActiveDots({ geometry, lines }: { geometry: Geometry; lines: readonly ChartLine[] }) {
  const year = useActiveYear()
  if (year === null) return null
  return lines.map(({ key, values, style }) => (
    <circle
      key={key}
      cx={geometry.x(year)}
      cy={geometry.y(values[year] ?? 0)}
      r={4}
      fill={style.color}
      stroke="var(--mantine-color-body)"
      strokeWidth={2}
    />
  ))
}

interface PointCardProps {
  geometry: Geometry
  points: readonly ChartPoint[]
  marks: readonly ChartMark[]
  renderAmounts: (point: ChartPoint) => ReactNode
}

const cardWidth = 300

/** The amounts of the active point, on the side of it that has more room. */
function PointCard({ geometry, points, marks, renderAmounts }: PointCardProps) {
  const { locale } = useFormat()
  const year = useActiveYear()
  const point = year === null ? undefined : points[year]
  if (!point) return null
  const { width, margin } = geometry
  const x = geometry.x(point.year)
  const isRight = x > width / 2
  // On a phone there is no room beside the point: then the card goes to the far edge.
  const isBeside = Math.max(x, width - x) > cardWidth + 24
  const inset = isBeside ? (isRight ? width - x : x) + 12 : 0
  return (
    <Paper
      withBorder
      shadow="sm"
      p="sm"
      maw={Math.min(cardWidth, width)}
      pos="absolute"
      top={margin.top}
      style={{
        pointerEvents: 'none',
        [isRight === isBeside ? 'right' : 'left']: inset,
      }}
    >
      <Stack gap={4}>
        <Text size="sm" fw={600}>
          {point.name ?? (point.year === 0 ? 'Now' : `End of ${formatMonth(point.endMonth, locale)}`)}
          {point.year > 0 && point.name === undefined && (
            <Text span size="sm" c="dimmed" fw={400}>
              {' '}
              (year {point.year})
            </Text>
          )}
        </Text>
        {renderAmounts(point)}
        {marksOfYear(marks, point.year).map(({ text }) => (
          <Text key={text} size="sm" c="dimmed">
            {text}
          </Text>
        ))}
      </Stack>
    </Paper>
  )
}
