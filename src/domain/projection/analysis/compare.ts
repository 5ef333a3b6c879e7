/** Scenarios beside reality: year by year, and on common random numbers. */
import { type BlockResult, pathRows } from '../engine/record.ts'
import type { Plan } from '../plan.ts'
import { bandProbabilities, quantileScratch, quantiles } from '../simulation/quantiles.ts'

/** Real net worth of one block: points × paths. */
export interface NetWorthBlock {
  readonly paths: number
  readonly points: number
  readonly netWorthReal: Float64Array
}

export interface DifferenceOutlook {
  readonly points: number
  /** Quantiles of real net worth of the scenario less that of reality on the same path: points × percentiles. */
  readonly bands: Float64Array
  /** Means of the same. */
  readonly means: Float64Array
  /** Share of the paths on which the scenario has more than reality. */
  readonly probabilityAhead: Float64Array
}

/** Reality's seed and number of paths for every plan: only then does path 7 of one meet the markets of path 7 of another. */
export function onCommonNumbers(reality: Plan, scenarios: readonly Plan[]): Plan[] {
  const { seed, paths } = reality.assumptions
  const common = { ...(seed === undefined ? {} : { seed }), ...(paths === undefined ? {} : { paths }) }
  return [reality, ...scenarios].map((plan) => {
    const { seed: _seed, paths: _paths, ...assumptions } = plan.assumptions
    return { ...plan, assumptions: { ...assumptions, ...common } }
  })
}

/** Real net worth of every path of a block. */
export function netWorthBlock(block: BlockResult, priceLevels: Float64Array): NetWorthBlock {
  const { points, paths, totals } = block
  const start = pathRows.indexOf('netWorth') * points * paths
  const netWorthReal = totals.slice(start, start + points * paths)
  for (let i = 0; i < netWorthReal.length; i++) netWorthReal[i]! /= priceLevels[Math.floor(i / paths)]!
  return { points, paths, netWorthReal }
}

/** The distribution of the difference, from the blocks of both in order. */
export function compareBlocks(
  reality: readonly NetWorthBlock[],
  scenario: readonly NetWorthBlock[],
): DifferenceOutlook {
  const points = Math.min(reality[0]!.points, scenario[0]!.points)
  const column = new Float64Array(reality.reduce((sum, block) => sum + block.paths, 0))
  const scratch = quantileScratch(column.length)
  const width = bandProbabilities.length
  const bands = new Float64Array(points * width)
  const means = new Float64Array(points)
  const probabilityAhead = new Float64Array(points)
  for (let point = 0; point < points; point++) {
    let at = 0
    let sum = 0
    let ahead = 0
    for (let b = 0; b < reality.length; b++) {
      const { paths, netWorthReal: real } = reality[b]!
      const other = scenario[b]!.netWorthReal
      for (let p = 0; p < paths; p++) {
        const difference = other[point * paths + p]! - real[point * paths + p]!
        column[at++] = difference
        sum += difference
        if (difference > 0) ahead++
      }
    }
    quantiles(column, bandProbabilities, scratch, bands, point * width)
    means[point] = sum / column.length
    probabilityAhead[point] = ahead / column.length
  }
  return { points, bands, means, probabilityAhead }
}
