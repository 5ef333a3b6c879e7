/** The result of a simulation and how charts and tables read it. Plain data in typed arrays, like a projection. */
import type { Month } from '#domain/calendar/month.ts'
import { type PathRow, pathRows } from '../engine/record.ts'
import type { ProjectedInstance } from '../projection.ts'
import { bandProbabilities } from './quantiles.ts'
import type { ShortfallOutlook } from './shortfall-outlook.ts'

export type BandPercentile = 5 | 10 | 25 | 50 | 75 | 90 | 95

export const bandPercentiles: readonly BandPercentile[] = [5, 10, 25, 50, 75, 90, 95]

/** Rows with bands: those of every path, and real net worth, which is net worth in other money. */
export type BandRow = PathRow | 'netWorthReal'

export interface GoalOutlook {
  /** In money of the first month. */
  readonly amount: number
  /** The point at which it is judged: the last projection year that ends by the end of `goal_year`. */
  readonly year: number
  /** Share of the paths whose real net worth is at least the goal at that point. */
  readonly probability: number
  /** The same judged at every point. */
  readonly probabilityByYear: Float64Array
}

export interface DeficitOutlook extends ShortfallOutlook {
  /** Share of the paths on which the household account is overdrawn at the end of any month of each single year. */
  readonly probabilityByYear: Float64Array
  /** The paths that fail, counted from 0, by the size of their failure: the least first. */
  readonly failingPaths: Float64Array
}

export interface EndDistribution {
  /** Final real net worth at the 0th to the 100th percentile. */
  readonly percentiles: Float64Array
  /** Paths in equal steps between the 1st and the 99th percentile; what lies outside is in the outer steps. */
  readonly histogram: { readonly from: number; readonly step: number; readonly counts: Float64Array }
}

export interface Simulation {
  readonly startMonth: Month
  readonly years: number
  readonly paths: number
  readonly priceLevels: Float64Array
  readonly instances: readonly ProjectedInstance[]
  /** `pathRows` × points × percentiles */
  readonly bands: Float64Array
  /** Means over the paths: `pathRows` × points */
  readonly means: Float64Array
  /** Means over the paths: instances × `rows` × points */
  readonly perInstance: Float64Array
  /** Null when no goal is set. */
  readonly goal: GoalOutlook | null
  readonly deficit: DeficitOutlook
  readonly end: EndDistribution
}

export function pathRowOf(row: BandRow): number {
  return pathRows.indexOf(row === 'netWorthReal' ? 'netWorth' : row)
}

/** One percentile of a row of the totals, one number a point. A copy. */
export function bandSeries(simulation: Simulation, row: BandRow, percentile: BandPercentile): Float64Array {
  const points = simulation.years + 1
  const column = bandPercentiles.indexOf(percentile)
  const width = bandProbabilities.length
  const base = pathRowOf(row) * points
  return Float64Array.from({ length: points }, (_, point) => {
    const value = simulation.bands[(base + point) * width + column]!
    return row === 'netWorthReal' ? value / simulation.priceLevels[point]! : value
  })
}
