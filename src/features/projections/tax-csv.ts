/** The tax worksheet as a file for spreadsheets, beside that of the projection. */
import type { TaxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import { type CsvCell, type CsvDialect, csvText } from '#lib/csv.ts'
import { asWritten, type Sum } from './sum.ts'
import { taxSheets } from './tax-sums.ts'
import type { TaxWords } from './tax-words.ts'

/** How deep terms lie within terms, and the names of those columns. */
const levels = ['Sum', 'Row', 'Made of', 'In detail'] as const

function linesOf(sum: Sum, above: readonly string[]): CsvCell[][] {
  const path = [...above, sum.label]
  const labels = levels.map((_, level) => path[level] ?? '')
  return [
    ...(sum.terms ?? []).flatMap((term) => linesOf(term, path)),
    [...labels, sum.note ?? '', sum.amount + 0],
  ]
}

/** One line a row of every year and person, the terms of a sum before it; they add up to it to the cent. */
export function taxCsv(
  sides: readonly { readonly label: string; readonly worksheet: TaxWorksheet }[],
  words: Omit<TaxWords, 'rules'>,
  dialect: CsvDialect,
): string {
  const head: CsvCell[] = ['Tax worksheet', 'Tax year to', 'Paid in', 'Person', ...levels, 'How', 'Amount']
  const lines = sides.flatMap(({ label, worksheet: { years, ...rules } }) =>
    years.flatMap(({ endMonth, paidIn, persons }) =>
      taxSheets(persons, { ...words, rules }).flatMap(({ name, sums }) =>
        sums
          .flatMap((sum) => linesOf(asWritten(sum, 2), []))
          .map((line): CsvCell[] => [label, { month: endMonth }, { month: paidIn }, name, ...line]),
      ),
    ),
  )
  return csvText([head, ...lines], dialect)
}
