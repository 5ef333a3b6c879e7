/** Narrowing down where a figure crosses zero, in whole steps. */

import { entry } from '../entry.ts'

/** A value that was tried: how far the figure is above what it should be there (below zero: short of it), and how surely. */
export interface Point {
  readonly at: number
  readonly excess: number
  readonly standardError: number
}

/** Two values, the lower one first, between which a figure crosses zero. */
export type Cell<Tried = Point> = readonly [low: Tried, high: Tried]

/** The value so many steps from another, without what adding fractions leaves behind. */
export function stepsFrom(value: number, count: number, step: number): number {
  return Number((value + count * step).toPrecision(12))
}

const stepsOf = ([low, high]: Cell, step: number) => Math.round((high.at - low.at) / step)

/**
 * The crossing of what `heightOf` makes of the figure, between values that are close enough or one step apart: by secants (the Illinois
 * algorithm; Dowell & Jarratt, *BIT* 11, 1971), and by halving wherever two of them leave more than half, as beside a level stretch.
 */
export async function narrow(
  cell: Cell,
  step: number,
  tryAt: (value: number) => Promise<Point>,
  heightOf: (point: Point) => number,
  isClose: (cell: Cell) => boolean = () => false,
): Promise<Cell> {
  let [low, high] = cell
  let weight: readonly [number, number] = [1, 1]
  let before: readonly number[] = []
  for (;;) {
    const count = stepsOf([low, high], step)
    if (count <= 1 || isClose([low, high])) return [low, high]
    const [a, b] = [heightOf(low) * weight[0], heightOf(high) * weight[1]]
    const isSlow = before.length === 2 && 2 * count > entry(before, 0)
    before = isSlow ? [] : [...before.slice(-1), count]
    const wanted = Math.round(isSlow ? count / 2 : (count * a) / (a - b))
    const guess = Math.min(count - 1, Math.max(1, wanted))
    const tried = await tryAt(stepsFrom(low.at, guess, step))
    if (heightOf(tried) >= 0 === heightOf(low) >= 0) {
      low = tried
      weight = [1, weight[1] / 2]
    } else {
      high = tried
      weight = [weight[0] / 2, 1]
    }
  }
}
