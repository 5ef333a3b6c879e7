/** How far two plans are apart at the end of each year, path by path in the same markets. */
import { type BlockResult, pathRows } from '../engine/record.ts'
import { bandProbabilities, quantileScratch, quantiles } from '../simulation/quantiles.ts'
import { type BandPercentile, bandPercentiles } from '../simulation/simulation.ts'

/** Net worth of a block of paths at every point, in money of the first month. */
export interface NetWorthCourse {
  readonly paths: number
  /** points × paths */
  readonly netWorth: Float64Array
}

/** `priceLevels` at each point. */
export function netWorthCourse(
  { points, paths, totals }: BlockResult,
  priceLevels: Float64Array,
): NetWorthCourse {
  const start = pathRows.indexOf('netWorth') * points * paths
  const netWorth = totals
    .subarray(start, start + points * paths)
    .map((amount, at) => amount / (priceLevels[Math.floor(at / paths)] ?? Number.NaN))
  return { paths, netWorth }
}

/** Quantiles of the differences at each point, in money of the first month: a series of points for each percentile. */
export type DifferenceBands = Readonly<Record<BandPercentile, Float64Array>>

/** Of a plan less another, from all blocks of both in their order, on common numbers. */
export function differenceBands(
  blocks: readonly NetWorthCourse[],
  others: readonly NetWorthCourse[],
): DifferenceBands {
  const [first] = blocks
  const points = first ? first.netWorth.length / first.paths : 0
  const column = new Float64Array(blocks.reduce((sum, { paths }) => sum + paths, 0))
  const scratch = quantileScratch(column.length)
  const found = new Float64Array(bandProbabilities.length)
  const bands = bandPercentiles.map(() => new Float64Array(points))
  for (let point = 0; point < points; point++) {
    let path = 0
    blocks.forEach(({ paths, netWorth }, block) => {
      const other = others[block]?.netWorth
      for (let at = point * paths; at < (point + 1) * paths; at++)
        column[path++] = (netWorth[at] ?? Number.NaN) - (other?.[at] ?? Number.NaN)
    })
    quantiles(column, bandProbabilities, scratch, found, 0)
    bands.forEach((series, percentile) => {
      series[point] = found[percentile] ?? Number.NaN
    })
  }
  return Object.fromEntries(
    bandPercentiles.map((percentile, index) => [percentile, bands[index]]),
  ) as DifferenceBands
}
