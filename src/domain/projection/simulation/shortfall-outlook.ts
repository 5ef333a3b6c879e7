/** On how many paths the household account is overdrawn, since when, and how deep. */
import { type BlockResult, pathRows } from '../engine/record.ts'
import { quantileScratch, quantiles } from './quantiles.ts'
import { type Estimate, estimateChance, estimateQuantile } from './standard-error.ts'

/** One number a path. */
export interface PathShortfalls {
  /** The first month at whose end the account is overdrawn, counted from 1; 0 where it never is. */
  readonly first: Float64Array
  /** The largest overdraft of any month, in money of the first month by the prices at the end of its year. */
  readonly deepest: Float64Array
}

/** Of the paths on which the account is overdrawn by a cent or more at the end of a month. */
interface Failing {
  /** By this month, counted from 0, half of them are overdrawn for the first time, and a tenth of them. */
  readonly month: number
  readonly earlyMonth: number
  /** The largest overdraft of each, in money of the first month: in the middle, and the one that a tenth of them exceeds. */
  readonly size: Estimate
  readonly largeSize: Estimate
}

export interface ShortfallOutlook {
  /** Share of all paths. */
  readonly chance: Estimate
  /** Null where there are none. */
  readonly failing: Failing | null
}

/** What the paths of a block say of it; `priceLevels` at each point. */
export function shortfallsOf(block: BlockResult, priceLevels: Float64Array): PathShortfalls {
  const { points, paths, totals, firstDeficit } = block
  const deepest = new Float64Array(paths)
  for (let point = 1; point < points; point++) {
    const start = (pathRows.indexOf('deficit') * points + point) * paths
    const level = priceLevels[point]!
    for (let p = 0; p < paths; p++) {
      const real = totals[start + p]! / level
      if (real > deepest[p]!) deepest[p] = real
    }
  }
  return { first: firstDeficit, deepest }
}

/** The month by which so many of these months have come. */
function monthBy(months: Float64Array, probability: number): number {
  const out = new Float64Array(1)
  quantiles(months, [probability], quantileScratch(months.length), out, 0)
  return Math.ceil(out[0]!) - 1
}

/** The paths on which the account is overdrawn, by their place, from the smallest overdraft at its deepest to the largest. */
export function failingPaths({ first, deepest }: PathShortfalls): Float64Array {
  const failing = Float64Array.from(first.keys()).filter((path) => first[path]! > 0)
  return failing.sort((a, b) => deepest[a]! - deepest[b]! || a - b)
}

/** What all paths say of it, in any order. */
export function shortfallOutlook({ first, deepest }: PathShortfalls): ShortfallOutlook {
  const paths = first.length
  const months = first.filter((month) => month > 0)
  const chance = estimateChance(months.length / paths, paths)
  if (months.length === 0) return { chance, failing: null }
  const sizes = deepest.filter((_, path) => first[path]! > 0)
  return {
    chance,
    failing: {
      month: monthBy(months, 0.5),
      earlyMonth: monthBy(months, 0.1),
      size: estimateQuantile(sizes, 0.5),
      largeSize: estimateQuantile(sizes, 0.9),
    },
  }
}
