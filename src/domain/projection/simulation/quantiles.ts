/** Exact quantiles of many numbers without sorting them all. */

const BUCKETS = 1024

/** The quantiles every band shows, as probabilities. */
export const bandProbabilities = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] as const

export interface QuantileScratch {
  readonly counts: Int32Array
  readonly buckets: Int32Array
  readonly gathered: Float64Array
}

/** Scratch for up to `length` numbers, to be reused from column to column. */
export function quantileScratch(length: number): QuantileScratch {
  return {
    counts: new Int32Array(BUCKETS),
    buckets: new Int32Array(length),
    gathered: new Float64Array(length),
  }
}

/**
 * Writes the quantiles of `values` to `out` from `outAt` on, in the order of `probabilities` (rising): linear
 * interpolation between order statistics, h = (n − 1)·p (definition 7 of Hyndman and Fan, 1996). Values are
 * counted into equal buckets, and only the buckets that hold a wanted order statistic are sorted.
 */
export function quantiles(
  values: Float64Array,
  probabilities: readonly number[],
  scratch: QuantileScratch,
  out: Float64Array,
  outAt: number,
): void {
  const n = values.length
  let low = values[0]!
  let high = low
  for (let i = 1; i < n; i++) {
    const value = values[i]!
    if (value < low) low = value
    if (value > high) high = value
  }
  const scale = (BUCKETS - 1) / (high - low)
  if (!(high > low) || !(scale < Number.MAX_VALUE)) {
    for (let q = 0; q < probabilities.length; q++) out[outAt + q] = low
    return
  }
  const { counts, buckets } = scratch
  counts.fill(0)
  for (let i = 0; i < n; i++) {
    const bucket = ((values[i]! - low) * scale) | 0
    buckets[i] = bucket
    counts[bucket]!++
  }
  const find = orderStatistics(values, scratch)
  for (let q = 0; q < probabilities.length; q++) {
    const h = (n - 1) * probabilities[q]!
    const rank = Math.floor(h)
    const below = find(rank)
    const part = h - rank
    out[outAt + q] = part > 0 ? below + part * (find(rank + 1) - below) : below
  }
}

/** Finds order statistics for ranks that never fall; sorts a bucket when it is first needed. */
function orderStatistics(values: Float64Array, scratch: QuantileScratch): (rank: number) => number {
  const { counts, buckets, gathered } = scratch
  const n = values.length
  const ends = new Int32Array(BUCKETS)
  let start = 0
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    ends[bucket] = start
    start += counts[bucket]!
  }
  for (let i = 0; i < n; i++) gathered[ends[buckets[i]!]!++] = values[i]!
  let bucket = 0
  let sortedBucket = -1
  return (rank) => {
    while (ends[bucket]! <= rank) bucket++
    if (sortedBucket !== bucket) {
      gathered.subarray(ends[bucket]! - counts[bucket]!, ends[bucket]!).sort()
      sortedBucket = bucket
    }
    return gathered[rank]!
  }
}
