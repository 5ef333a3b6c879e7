/** The lines of a chart and how they look: told apart by dash and label, not by colour alone. */
import type { Month } from '#domain/calendar/month.ts'
import { endMonthOf, type Projection } from '#domain/projection/projection.ts'

export interface LineStyle {
  readonly color: string
  /** SVG dash pattern; undefined for a solid line. */
  readonly dash?: string
  readonly width: number
}

export interface ChartLine {
  readonly key: string
  readonly label: string
  readonly values: Float64Array
  readonly style: LineStyle
}

/** One place on the time axis: the beginning, or the end of a year. */
export interface ChartPoint {
  readonly year: number
  readonly endMonth: Month
  /** Of one that is no year: what it is called. */
  readonly name?: string
}

export const realityStyle: LineStyle = { color: 'var(--line-reality)', dash: '7 5', width: 2 }
/** The edges of reality's range: thin, so that its middle stands out. */
export const realityEdgeStyle: LineStyle = { ...realityStyle, width: 1.25, dash: '2 3' }
export const scenarioStyle: LineStyle = { color: 'var(--line-1)', width: 2.75 }

const colorCount = 6
const dashes = [undefined, '2 4', '14 4', '14 4 2 4'] as const

/** The look of the n-th of many scenarios: neighbours differ in colour and in dash, the first twelve in the pair. */
export function manyStyle(index: number): LineStyle {
  const dash = dashes[index % dashes.length]
  const color = `var(--line-${(index % colorCount) + 1})`
  return dash === undefined ? { color, width: 2.5 } : { color, dash, width: 2.5 }
}

/** Of two lines the one to compare and the one to compare it with, which is reality where it is one of them. */
export function comparedPair(lines: readonly ChartLine[]): readonly [ChartLine, ChartLine] | null {
  const [first, second, third] = lines
  if (!first || !second || third) return null
  return first.key === 'reality' ? [second, first] : [first, second]
}

export function chartPoints(projection: Pick<Projection, 'startMonth' | 'years'>): ChartPoint[] {
  return Array.from({ length: projection.years + 1 }, (_, year) => ({
    year,
    endMonth: endMonthOf(projection, year),
  }))
}

/** The name of a point on an axis or above a column: "Now", then the calendar year in which it lies. */
export function pointLabel(point: ChartPoint): string {
  return point.name ?? (point.year === 0 ? 'Now' : point.endMonth.slice(0, 4))
}
