/** Projections as a file for spreadsheets. */
import { roundParts, roundToCents } from '#domain/money/round.ts'
import { type CsvCell, type CsvDialect, csvText } from '#lib/csv.ts'
import { partsOf, type Side, sideTotals } from './breakdown.ts'
import type { ChartPoint } from './chart-lines.ts'
import { measureGroups } from './measures.ts'
import { at, type Money } from './series.ts'

/** A table that can be downloaded, written as a spreadsheet of some region reads it. */
export interface Download {
  readonly name: string
  readonly csvOf: (dialect: CsvDialect) => string
}

/**
 * One line a side, row and holding, one column a year; numbers without grouping. The holdings
 * and the household account add up to the line of all, to the cent.
 */
export function projectionCsv(
  sides: readonly { readonly label: string; readonly side: Side }[],
  points: readonly ChartPoint[],
  money: Money,
  dialect: CsvDialect,
): string {
  const lines: CsvCell[][] = [
    [
      'Projection if every year were average',
      'Row',
      'Holding',
      ...points.map((point) => (point.year === 0 ? 'Now' : { month: point.endMonth })),
    ],
  ]
  for (const { label, side } of sides)
    for (const { row, label: measure } of measureGroups.flatMap((group) => group.measures)) {
      const totals = sideTotals(side, row, money)
      const parts = partsOf(side, row, money)
      const columns = Array.from(totals, (total, point) =>
        roundParts(
          parts.map(({ values }) => at(values, point)),
          total,
        ),
      )
      lines.push([label, measure, 'All', ...Array.from(totals, (total) => roundToCents(total) + 0)])
      parts.forEach((part, place) => {
        lines.push([label, measure, part.label, ...columns.map((column) => at(column, place) + 0)])
      })
    }
  return csvText(lines, dialect)
}
