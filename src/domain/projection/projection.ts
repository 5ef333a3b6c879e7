/**
 * The result of a projection and how charts and tables read it. The result is plain data in typed arrays: it
 * crosses to a worker and back without losing anything.
 */
import { addMonths, type Month } from '#domain/calendar/month.ts'
import type { InstanceKind } from '#domain/instances/types.ts'
import { type Row, rowIndex, rows } from './rows.ts'

export interface ProjectedInstance {
  readonly id: string
  readonly name: string
  readonly kind: InstanceKind
  /** Of a loan: the property that secures it, by id; null where none does. */
  readonly securedOn: string | null
}

export interface Projection {
  readonly startMonth: Month
  /** Number of years N; every series has N + 1 points, point 0 being the beginning. */
  readonly years: number
  /** Prices at each point relative to the beginning. */
  readonly priceLevels: Float64Array
  /** The active instances, in the order they were given; archived ones take no part. */
  readonly instances: readonly ProjectedInstance[]
  /** row-major, `rows` × points */
  readonly totals: Float64Array
  /** What belongs to no instance: the household account with its interest, and unallocated tax. */
  readonly household: Float64Array
  /** instance-major, instances × `rows` × points */
  readonly perInstance: Float64Array
}

export interface ProjectionWithFlows extends Projection {
  /**
   * After tax, positive into the household account: instances × months + 1. Flow *t* happens between month *t* − 1 and
   * month *t*, counted from 0.
   */
  readonly monthlyFlows: Float64Array
}

/** The last month of a projection year; for year 0 the month before the first. */
export function endMonthOf(projection: Pick<Projection, 'startMonth'>, year: number): Month {
  return addMonths(projection.startMonth, 12 * year - 1)
}

/** A row of the totals, one number a point. A view, not a copy. */
export function totalSeries(projection: Projection, row: Row): Float64Array {
  const points = projection.years + 1
  return projection.totals.subarray(rowIndex(row) * points, (rowIndex(row) + 1) * points)
}

/** A row of the household account and whatever belongs to no instance. A view. */
export function householdSeries(projection: Projection, row: Row): Float64Array {
  const points = projection.years + 1
  return projection.household.subarray(rowIndex(row) * points, (rowIndex(row) + 1) * points)
}

/** A row of one instance; all zero when the instance takes no part (archived, or not in the plan). A view. */
export function instanceSeries(projection: Projection, instanceId: string, row: Row): Float64Array {
  const position = projection.instances.findIndex((instance) => instance.id === instanceId)
  return position < 0 ? new Float64Array(projection.years + 1) : seriesAtPosition(projection, position, row)
}

/** A row of the instance that stands there among the active ones: for whoever reads them all in turn. A view. */
export function seriesAtPosition(projection: Projection, position: number, row: Row): Float64Array {
  const points = projection.years + 1
  const start = (position * rows.length + rowIndex(row)) * points
  return projection.perInstance.subarray(start, start + points)
}

/** One number of the totals. */
export function totalAt(projection: Projection, row: Row, year: number): number {
  return totalSeries(projection, row)[year] ?? Number.NaN
}
