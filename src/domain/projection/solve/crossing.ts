/** The search for the value of one figure from which on another is what it should be. */
import { entry } from '../entry.ts'
import type { Estimate } from '../simulation/standard-error.ts'

/**
 * How far the figure is above what it should be (below zero: short of it) at a value, and how surely. `rough` is wanted quickly, to see
 * about where it crosses zero; `full` is what the answer stands on.
 */
export type Try = (value: number, how: 'rough' | 'full') => Promise<Estimate>

export interface SearchRange {
  readonly from: number
  readonly to: number
  /** The smallest step that can be entered: answers are whole steps from `from`. */
  readonly step: number
  /** The value as it is; of several answers the closest to it is given. */
  readonly now: number
}

export type Answer =
  | {
      readonly is: 'found'
      /** The last value on the side where the figure is reached: entered, it is reached on the same futures. */
      readonly value: number
      /** In the unit of the value: the standard error of the figure over its slope there. */
      readonly standardError: number
      /** Whether values above reach it too, or those below. */
      readonly reachedBy: 'more' | 'less'
      /** How many other values there are at which it begins or ceases to be reached. */
      readonly others: number
    }
  /** At every value, or at none; `best` is where the figure is highest, and how far above or short it is there. */
  | { readonly is: 'always' | 'never'; readonly best: number; readonly excess: number }

/** Between the ends of the range in so many steps a crossing is looked for; two within one step are not seen. */
const cells = 12

/**
 * Finds where the figure crosses what it should be: on a grid first, then by halving and secants in the cell with the crossing that
 * is closest to the value as it is (Illinois algorithm; Dowell & Jarratt, *BIT* 11, 1971), until one step is left.
 */
export async function findCrossing(tryValue: Try, range: SearchRange): Promise<Answer> {
  const { from, to, step, now } = range
  const whole = (value: number) => Math.round((value - from) / step)
  const valueAt = (index: number) => Number((from + index * step).toPrecision(12))
  const count = whole(to)
  const indices = [
    ...new Set(Array.from({ length: cells + 1 }, (_, cell) => Math.round((cell * count) / cells))),
  ]
  const rough: number[] = []
  for (const index of indices) rough.push((await tryValue(valueAt(index), 'rough')).value)
  const crossings = indices.flatMap((low, at) => {
    const high = indices[at + 1]
    if (high === undefined) return []
    return entry(rough, at) >= 0 !== entry(rough, at + 1) >= 0 ? [{ low, high }] : []
  })
  const distance = ({ low, high }: { low: number; high: number }) => Math.abs((low + high) / 2 - whole(now))
  const [nearest] = [...crossings].sort((a, b) => distance(a) - distance(b))
  if (!nearest) return withoutCrossing(tryValue, indices.map(valueAt), rough)
  const full = async (index: number) => ({ index, ...(await tryValue(valueAt(index), 'full')) })
  let [low, high] = [await full(nearest.low), await full(nearest.high)]
  // Few futures may have seen it in the cell beside the one in which it is.
  for (let spread = nearest.high - nearest.low; low.value >= 0 === high.value >= 0; spread *= 2) {
    const next = [Math.max(0, low.index - spread), Math.min(count, high.index + spread)] as const
    if (next[0] === low.index && next[1] === high.index)
      return withoutCrossing(tryValue, indices.map(valueAt), rough)
    ;[low, high] = [await full(next[0]), await full(next[1])]
  }
  const slope = (high.value - low.value) / ((high.index - low.index) * step)
  let weight = [1, 1] as readonly [number, number]
  while (high.index - low.index > 1) {
    const [a, b] = [low.value * weight[0], high.value * weight[1]]
    const guess = Math.round(low.index + ((high.index - low.index) * a) / (a - b))
    const index = Math.min(high.index - 1, Math.max(low.index + 1, guess))
    const tried = await full(index)
    if (tried.value >= 0 === low.value >= 0) {
      low = tried
      weight = [1, weight[1] / 2]
    } else {
      high = tried
      weight = [weight[0] / 2, 1]
    }
  }
  const reached = high.value >= 0 ? high : low
  return {
    is: 'found',
    value: valueAt(reached.index),
    standardError: reached.standardError / Math.abs(slope),
    reachedBy: reached === high ? 'more' : 'less',
    others: crossings.length - 1,
  }
}

async function withoutCrossing(
  tryValue: Try,
  values: readonly number[],
  rough: readonly number[],
): Promise<Answer> {
  const best = entry(values, rough.indexOf(Math.max(...rough)))
  const { value: excess } = await tryValue(best, 'full')
  return { is: excess >= 0 ? 'always' : 'never', best, excess }
}
