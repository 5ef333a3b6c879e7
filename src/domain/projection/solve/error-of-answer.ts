/** How surely an answer is known. */
import { entry } from '../entry.ts'
import { narrow, type Point, stepsFrom } from './narrowing.ts'

interface Around {
  /** Whether values above the answer reach what is asked, or those below. */
  readonly reachedBy: 'more' | 'less'
  readonly from: number
  readonly to: number
  readonly step: number
  /** What is known already. */
  readonly tried: readonly Point[]
  readonly tryAt: (value: number) => Promise<Point>
}

/** Of a distance no more digits are wanted than one: a tenth of it is near enough. */
const closeness = 0.1

/**
 * Half the distance between the values at which the figure is a standard error of its own above and below what it should be, which is
 * Woodruff's error of a quantile turned to the axis of the value: it follows the figure where its slope changes. Infinite where on one side
 * it never is so far.
 */
export async function errorOfAnswer(reached: Point, around: Around): Promise<number> {
  if (reached.standardError === 0) return 0
  if (!Number.isFinite(reached.standardError)) return Number.POSITIVE_INFINITY
  const better = around.reachedBy === 'more' ? 1 : -1
  const sure = await distanceTo(reached, around, better, (point) => point.excess - point.standardError)
  if (!Number.isFinite(sure)) return sure
  const short = (point: Point) => -point.excess - point.standardError
  return (sure + (await distanceTo(reached, around, better === 1 ? -1 : 1, short))) / 2
}

/** From the answer, up (1) or down (-1), to where the height is no longer below zero. */
async function distanceTo(
  reached: Point,
  { from, to, step, tried, tryAt }: Around,
  way: 1 | -1,
  heightOf: (point: Point) => number,
): Promise<number> {
  if (heightOf(reached) >= 0) return 0
  const away = ({ at }: Point) => way * (at - reached.at)
  const beside = tried.filter((point) => away(point) > 0).toSorted((a, b) => away(a) - away(b))
  const known = beside.findIndex((point) => heightOf(point) >= 0)
  let outer = known < 0 ? null : entry(beside, known)
  let inner = (known < 0 ? beside.at(-1) : beside[known - 1]) ?? reached
  const most = Math.floor((way === 1 ? to - reached.at : reached.at - from) / step + 1e-9)
  let count = Math.round(away(inner) / step)
  while (!outer) {
    if (count >= most) return Number.POSITIVE_INFINITY
    count = Math.min(most, Math.max(1, 2 * count))
    const point = await tryAt(stepsFrom(reached.at, way * count, step))
    if (heightOf(point) >= 0) outer = point
    else inner = point
  }
  const cell = way === 1 ? ([inner, outer] as const) : ([outer, inner] as const)
  const isClose = ([low, high]: readonly [Point, Point]) =>
    high.at - low.at <= closeness * Math.max(away(low), away(high))
  const [low, high] = await narrow(cell, step, tryAt, heightOf, isClose)
  const [a, b] = [heightOf(low), heightOf(high)]
  return Math.abs(low.at + ((high.at - low.at) * a) / (a - b) - reached.at)
}
