import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type CsvDialect, csvDialectOf, csvDialects, csvFile, csvText } from './csv.ts'

const lines = [
  ['Projection', 'Höhe', { month: '2027-12' }],
  ['Flat; "by the sea", №2', -1234.5, 0],
] as const

it.each([
  ['en-AU', ',', '.'],
  ['en-US', ',', '.'],
  ['en-IN', ',', '.'],
  ['ja-JP', ',', '.'],
  ['de-DE', ';', ','],
  ['de', ';', ','],
  ['fr-FR', ';', ','],
  ['sv-SE', ';', ','],
  ['nl-NL', ';', ','],
  ['en-ZA', ';', ','],
  ['de-CH', ';', '.'],
  ['it-CH', ';', '.'],
  ['fr-CH', ';', ','],
  ['ar-EG', ';', '.'],
])('separates columns for %s by %j and writes decimals with %j', (locale, separator, decimal) => {
  expect(csvDialectOf(locale)).toEqual({ separator, decimal })
})

it.each([
  ['en-AU', 'Projection,Höhe,2027-12\r\n"Flat; ""by the sea"", №2",-1234.5,0'],
  ['de-DE', 'Projection;Höhe;2027-12\r\n"Flat; ""by the sea"", №2";-1234,5;0'],
  ['fr-FR', 'Projection;Höhe;2027-12\r\n"Flat; ""by the sea"", №2";-1234,5;0'],
  ['sv-SE', 'Projection;Höhe;2027-12\r\n"Flat; ""by the sea"", №2";-1234,5;0'],
  ['de-CH', 'Projection;Höhe;2027-12\r\n"Flat; ""by the sea"", №2";-1234.5;0'],
])('writes these bytes for %s', (locale, text) => {
  const bytes = new TextEncoder().encode(csvFile(csvText(lines, csvDialectOf(locale))))
  expect([...bytes]).toEqual([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)])
})

it.each([
  ['=1+1', "'=1+1"],
  ['+61 2', "'+61 2"],
  ['-Savings', "'-Savings"],
  ['@home', "'@home"],
  ['＝1', "'＝1"],
  ['\t=1', '"\'\t\'=1"'],
  ['\rx', '"\'\rx"'],
  ['  =1', "'  =1"],
  ['"=1', '"\'""=1"'],
  ['Flat;=1+1', '"Flat;\'=1+1"'],
  ['Flat, -5', '"Flat,\' -5"'],
  ['a|@b', '"a|\'@b"'],
  ['a\n+b', '"a\n\'+b"'],
  ['007', "'007"],
  ['1/2', "'1/2"],
  ['1e5', "'1e5"],
  ['2027-12', "'2027-12"],
  ['12 Smith Street', '12 Smith Street'],
  ['Rent - net', 'Rent - net'],
  ['50% of it', '50% of it'],
  ['', ''],
])('keeps %j text', (name, written) => {
  expect(csvText([[name]], csvDialects.english)).toBe(written)
})

/** Cells as a spreadsheet set to this separator reads them: quotes count at the beginning of a cell alone. */
function cellsOf(line: string, separator: string): string[] {
  const text = `${line}\r\n`
  const cells: string[] = []
  let [cell, isQuoted, isStart] = ['', false, true]
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!
    if (isQuoted && character === '"' && text[index + 1] === '"') {
      cell += '"'
      index++
    } else if (character === '"' && (isQuoted || isStart)) {
      isQuoted = !isQuoted
      isStart = false
    } else if (!isQuoted && (character === separator || character === '\n')) {
      cells.push(cell.replace(/\r$/, ''))
      ;[cell, isStart] = ['', true]
    } else {
      cell += character
      isStart = false
    }
  }
  return cells
}

const pieces = ['=', '+', '-', '@', ',', ';', '\t', '|', '"', "'", ' ', '\r', '\n', 'a', '1', 'é']
const name = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''))
const dialect = fc.constantFrom<CsvDialect>(...Object.values(csvDialects))

it('holds no formula, whatever separator the spreadsheet is set to', () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), dialect, (names, written) => {
      const text = csvText([[...names, -12.5], names], written)
      // A number is no formula, and part of one that was cut at its decimal sign is none.
      for (const separator of [',', ';', '\t', '|'])
        for (const cell of cellsOf(text, separator))
          if (!/^-?\d+([.,]\d+)?([,;].*)?$/s.test(cell)) expect(cell, text).not.toMatch(/^[\s"]*[=+\-@]/)
    }),
    { numRuns: 5_000 },
  )
})

it('says every name again, but for the marks, where the spreadsheet uses the same separator', () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), dialect, (names, written) => {
      const cells = cellsOf(csvText([names], written), written.separator)
      const plain = (text: string) => text.replace(/['\r]/g, '')
      expect(cells.map(plain)).toEqual(names.map(plain))
    }),
    { numRuns: 2_000 },
  )
})
