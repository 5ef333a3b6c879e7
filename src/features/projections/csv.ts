/** Projections as a file for spreadsheets. */
import { roundPartsToCents, roundToCents } from '#domain/money/round.ts'
import { downloadFile } from '#lib/download.ts'
import { partsOf, type Side, sideTotals } from './breakdown.ts'
import type { ChartPoint } from './chart-lines.ts'
import { measureGroups } from './measures.ts'
import type { Money } from './series.ts'

/** A name that begins like a formula is marked as text, so that opening the file runs nothing. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * One line a side, row and holding, one column a year; numbers with a decimal point and without grouping. The holdings
 * and the household account add up to the line of all, to the cent.
 */
export function projectionCsv(
  sides: readonly { readonly label: string; readonly side: Side }[],
  points: readonly ChartPoint[],
  money: Money,
): string {
  const lines: (string | number)[][] = [
    ['Projection', 'Row', 'Holding', ...points.map((point) => (point.year === 0 ? 'Now' : point.endMonth))],
  ]
  for (const { label, side } of sides)
    for (const { row, label: measure } of measureGroups.flatMap((group) => group.measures)) {
      const totals = sideTotals(side, row, money)
      const parts = partsOf(side, row, money)
      const columns = Array.from(totals, (total, point) =>
        roundPartsToCents(
          parts.map(({ values }) => values[point]!),
          total,
        ),
      )
      lines.push([label, measure, 'All', ...Array.from(totals, (total) => roundToCents(total) + 0)])
      parts.forEach((part, place) => {
        lines.push([label, measure, part.label, ...columns.map((column) => column[place]! + 0)])
      })
    }
  return lines.map((line) => line.map(cell).join(',')).join('\r\n')
}

/** Hands a table to the browser as a file. */
export function downloadText(name: string, text: string) {
  // The mark at the beginning tells spreadsheets that the text is UTF-8.
  downloadFile(name, 'text/csv;charset=utf-8', `\uFEFF${text}`)
}
