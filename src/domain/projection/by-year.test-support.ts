/** A projection year by year, as the tests read and record it. */
import type { Month } from '#domain/calendar/month.ts'
import { endMonthOf, householdSeries, instanceSeries, type Projection, totalSeries } from './projection.ts'
import { type Row, rows } from './rows.ts'

/** One year of a projection, or of one instance in it; `year` 0 is the beginning, where flows are 0. */
export type YearRow = { readonly year: number; readonly endMonth: Month } & Readonly<Record<Row, number>>

function yearTable(projection: Projection, series: (row: Row) => Float64Array): YearRow[] {
  const columns = rows.map((row) => [row, series(row)] as const)
  return Array.from({ length: projection.years + 1 }, (_, year) => ({
    year,
    endMonth: endMonthOf(projection, year),
    ...(Object.fromEntries(columns.map(([row, values]) => [row, values[year]!])) as Record<Row, number>),
  }))
}

/** The totals year by year, for charts and tables. */
export function totalsByYear(projection: Projection): YearRow[] {
  return yearTable(projection, (row) => totalSeries(projection, row))
}

/** One instance year by year. */
export function instanceByYear(projection: Projection, instanceId: string): YearRow[] {
  return yearTable(projection, (row) => instanceSeries(projection, instanceId, row))
}

/** The household account and whatever belongs to no instance, year by year. */
export function householdByYear(projection: Projection): YearRow[] {
  return yearTable(projection, (row) => householdSeries(projection, row))
}
