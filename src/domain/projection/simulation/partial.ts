/** Bands of net worth while a simulation is still running: cheap enough for the page's own thread. */
import type { BlockResult } from '../engine/record.ts'
import { bandProbabilities } from './quantiles.ts'
import { type BandPercentile, bandPercentiles } from './simulation.ts'
import { bandsOf } from './summarise.ts'

export interface PartialBands {
  /** Paths done so far. */
  readonly paths: number
  /** Nominal net worth: points × percentiles */
  readonly netWorth: Float64Array
}

/** A few thousand paths show the shape; more would only hold up the page. */
const MOST_BLOCKS = 8

/** Bands of net worth over the blocks that are done (of many, the first few). */
export function partialBands(done: readonly BlockResult[]): PartialBands {
  const blocks = done.slice(0, MOST_BLOCKS)
  const paths = blocks.reduce((sum, block) => sum + block.paths, 0)
  return { paths, netWorth: bandsOf(blocks, 'netWorth', blocks[0]!.points, new Float64Array(paths)) }
}

/** One percentile of partial bands, one number a point. */
export function partialSeries(partial: PartialBands, percentile: BandPercentile): Float64Array {
  const width = bandProbabilities.length
  const column = bandPercentiles.indexOf(percentile)
  return Float64Array.from(
    { length: partial.netWorth.length / width },
    (_, point) => partial.netWorth[point * width + column]!,
  )
}
