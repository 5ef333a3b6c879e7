/** The search for the value of one figure from which on another is what it should be. */
import { entry } from '../entry.ts'
import type { Estimate } from '../simulation/standard-error.ts'
import { errorOfAnswer } from './error-of-answer.ts'
import { type Cell, narrow, type Point, stepsFrom } from './narrowing.ts'

/** How far the figure is above what it should be (below zero: short of it) at a value, and how surely. */
type Try = (value: number) => Promise<Estimate>

export interface Tries {
  /** What the answer stands on. */
  readonly full: Try
  /** Quicker and less sure, to see about where it crosses zero; missing where `full` is quick enough. */
  readonly rough?: Try
}

export interface SearchRange {
  readonly from: number
  readonly to: number
  /** The smallest step that can be entered: answers are whole steps from `from`. */
  readonly step: number
  /** The value as it is; of several answers the closest to it is given. */
  readonly now: number
  /** Where nothing is found, it is looked for as far as here, with ten times the step for each ten times as far. */
  readonly limits?: { readonly from: number; readonly to: number }
}

export type Answer =
  | {
      readonly is: 'found'
      /** The last value on the side where the figure is reached: entered, it is reached on the same futures. */
      readonly value: number
      /** In the unit of the value. Infinite where within the range it is not surely reached, or not surely missed. */
      readonly standardError: number
      /** Whether values above reach it too, or those below. */
      readonly reachedBy: 'more' | 'less'
      /** How many other values there are at which it begins or ceases to be reached. */
      readonly others: number
    }
  | {
      /** At every value that was tried, or at none. */
      readonly is: 'always' | 'never'
      readonly from: number
      readonly to: number
      /** Where the figure is highest, and how far above or short it is there. */
      readonly best: number
      readonly excess: number
    }

/** A value of the grid. */
interface GridPoint extends Point {
  /** Of answers beside it. */
  readonly step: number
  readonly isFull: boolean
}

/** Between the ends of the range in so many steps a crossing is looked for; two within one step are not seen. */
const cells = 12

/** Beyond the ends, at so many times as much: with the ends 1, 2, 5 and noughts. */
const onward = [2, 5, 10]

/**
 * Finds where the figure crosses what it should be: on a grid first, then within the cell with the crossing that is closest to the value
 * as it is, until one step is left. That there is none is said only of a grid that was tried in full.
 */
export async function findCrossing({ full, rough }: Tries, range: SearchRange): Promise<Answer> {
  const tried: Point[] = []
  const pointOf = (at: number, { value, standardError }: Estimate) => ({ at, excess: value, standardError })
  const tryAt = async (value: number): Promise<Point> => {
    const point = pointOf(value, await full(value))
    tried.push(point)
    return point
  }
  const inFull = async (at: number, step: number) => ({ ...(await tryAt(at)), step, isFull: true })
  const onGrid = async (at: number, step: number): Promise<GridPoint> =>
    rough ? { ...pointOf(at, await rough(at)), step, isFull: false } : inFull(at, step)

  let grid: readonly GridPoint[] = await inOrder(valuesOf(range), (at) => onGrid(at, range.step))
  for (;;) {
    const crossings = crossingsOf(grid)
    const [nearest] = crossings.toSorted((a, b) => distance(a, range.now) - distance(b, range.now))
    // Few futures may have seen a crossing in the cell beside its own, or none at all.
    const doubted = (nearest ?? grid).filter(({ isFull }) => !isFull)
    if (doubted.length > 0) {
      grid = await inOrder(grid, async (one) => (doubted.includes(one) ? inFull(one.at, one.step) : one))
      continue
    }
    const ends = { from: entry(grid, 0).at, to: entry(grid, grid.length - 1).at }
    if (nearest) {
      const step = Math.max(...nearest.map((end) => end.step))
      const [low, high] = await narrow(nearest, step, tryAt, ({ excess }) => excess)
      const reached = high.excess >= 0 ? high : low
      const reachedBy = reached === high ? 'more' : 'less'
      const standardError = await errorOfAnswer(reached, { reachedBy, ...ends, step, tried, tryAt })
      return { is: 'found', value: reached.at, standardError, reachedBy, others: crossings.length - 1 }
    }
    const further = furtherValues(range, ends)
    if (further.length === 0) {
      const best = grid.reduce((most, point) => (point.excess > most.excess ? point : most))
      return { is: best.excess >= 0 ? 'always' : 'never', ...ends, best: best.at, excess: best.excess }
    }
    const step = 10 * Math.max(...grid.map((point) => point.step))
    grid = [...grid, ...(await inOrder(further, (at) => onGrid(at, step)))].toSorted((a, b) => a.at - b.at)
  }
}

/** One after the other: each is played through on all cores. */
async function inOrder<From, To>(all: readonly From[], make: (one: From) => Promise<To>): Promise<To[]> {
  const made: To[] = []
  for (const one of all) made.push(await make(one))
  return made
}

function valuesOf({ from, to, step }: SearchRange): readonly number[] {
  const count = Math.round((to - from) / step)
  const indices = Array.from({ length: cells + 1 }, (_, cell) => Math.round((cell * count) / cells))
  return [...new Set(indices)].map((index) => stepsFrom(from, index, step))
}

/** What comes after the ends on both sides, as far as the limits. */
function furtherValues(
  { limits }: SearchRange,
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] {
  if (!limits) return []
  const beyond = (end: number, limit: number) =>
    end === 0 || end === limit
      ? []
      : onward.map((times) => (Math.abs(times * end) < Math.abs(limit) ? times * end : limit))
  return [...new Set([...beyond(from, limits.from), ...beyond(to, limits.to)])]
}

function crossingsOf(grid: readonly GridPoint[]): readonly Cell<GridPoint>[] {
  return grid.flatMap((low, at): Cell<GridPoint>[] => {
    const high = grid[at + 1]
    return high && low.excess >= 0 !== high.excess >= 0 ? [[low, high]] : []
  })
}

const distance = ([low, high]: Cell, now: number) => Math.abs((low.at + high.at) / 2 - now)
