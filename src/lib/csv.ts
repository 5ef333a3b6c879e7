/**
 * Tables as text that a spreadsheet opens as what it is. There is no one CSV: a spreadsheet reads columns and decimals by the
 * region that it is set to, and takes whatever begins like a formula for one.
 */

export interface CsvDialect {
  readonly separator: ',' | ';'
  readonly decimal: '.' | ','
}

/** The ways in which spreadsheets of some region read a file. */
export const csvDialects = {
  english: { separator: ',', decimal: '.' },
  continental: { separator: ';', decimal: ',' },
  swiss: { separator: ';', decimal: '.' },
} as const satisfies Record<string, CsvDialect>

/** As spreadsheets of this locale read a file: a decimal comma takes the comma from the columns; Switzerland writes neither. */
export function csvDialectOf(locale: string): CsvDialect {
  const decimal = new Intl.NumberFormat(locale)
    .formatToParts(1.5)
    .find(({ type }) => type === 'decimal')?.value
  if (decimal === ',') return csvDialects.continental
  const region = new Intl.Locale(locale).maximize().region ?? ''
  return decimal === '.' && !['CH', 'LI'].includes(region) ? csvDialects.english : csvDialects.swiss
}

/** What a cell says. A month (`2027-12`) is left to the spreadsheet, which knows it as a date. */
export type CsvCell = string | number | { readonly month: string }

/** A table as text, its lines apart as RFC 4180 has them. */
export function csvText(lines: readonly (readonly CsvCell[])[], dialect: CsvDialect): string {
  const cell = (value: CsvCell) => {
    if (typeof value === 'number') return String(value).replace('.', dialect.decimal)
    return typeof value === 'string' ? textCell(value) : value.month
  }
  return lines.map((line) => line.map(cell).join(dialect.separator)).join('\r\n')
}

/** The text of the file: the mark at the beginning tells spreadsheets that it is UTF-8. */
export function csvFile(text: string): string {
  return `\uFEFF${text}`
}

/** What a formula begins with, in the width of either script; blanks and quotes before it may be dropped in reading. */
const formula = String.raw`[\s"']*[=+\-@＝＋－＠]`
const asFormula = new RegExp(`^(?:${formula}|[\\t\\r\\n])`)
/** A spreadsheet set to another separator cuts the cell in two here, quoted or not. */
const asFormulaInside = new RegExp(`([,;|\\t\\r\\n])(?=${formula})`, 'g')
/** What would be read as a number, a date or a time, and shown as another one. */
const asNumber = /^[\s\d.,:/%’'+-]*\d[\s\d.,:/%’'+-]*(?:e[+-]?\d+)?$/i

/** Text that stays text whatever separator the spreadsheet uses. */
function textCell(value: string): string {
  const text = value.replace(asFormulaInside, "$1'")
  const marked = asFormula.test(text) || asNumber.test(text) ? `'${text}` : text
  return /[",;|\t\r\n]/.test(marked) ? `"${marked.replaceAll('"', '""')}"` : marked
}
