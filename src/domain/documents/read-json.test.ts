import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readJson } from './read-json.ts'

/** Where and why a text is no JSON. */
function broken(text: string): string {
  const read = readJson(text)
  if (read.isJson) return 'JSON'
  const { position, message } = read.problem
  return `${position.line}:${position.column} ${message}`
}

/** What a reader of JSON would lose. */
function lost(text: string): string[] {
  const read = readJson(text)
  if (!read.isJson) return [broken(text)]
  return read.problems.map(
    ({ path, position, message }) => `${position.line}:${position.column} ${path} | ${message}`,
  )
}

it.each([
  ['', '1:1 The file is empty.'],
  [' \n ', '1:1 The file is empty.'],
  ['{\n  "a": 1,\n}', '3:1 A comma stands before this bracket for nothing.'],
  ['[1, 2, ]', '1:8 A comma stands before this bracket for nothing.'],
  ['{\r\n"a" 1}', '2:5 A colon is missing here.'],
  ['{"a": 1\r"b": 2}', '2:1 A comma is missing here.'],
  ['{"a": }', '1:7 A value or a name is missing here.'],
  ["{'a': 1}", '1:2 Names and texts stand in double quotes in JSON.'],
  ['{"a": NaN}', '1:7 “NaN” is not JSON. Names and texts stand in double quotes.'],
  ['{"a": [1, 2', '1:12 The file ends here, half-way.'],
  ['{"a": "half', '1:7 This text has no closing quote on its line. A line break in a text is written \\n.'],
  [
    '{"a": "two\nlines"}',
    '1:7 This text has no closing quote on its line. A line break in a text is written \\n.',
  ],
  ['{"a": "a tab\t"}', '1:13 A control character, such as a tab, stands here inside a text.'],
  ['{"a": "\\x"}', '1:7 This text has a backslash that JSON does not know.'],
  ['{"a": 1.}', '1:7 This number is not written as JSON writes numbers.'],
  ['{"a": 1} {"b": 2}', '1:10 The document is complete before this; nothing may follow it.'],
  ['{"a": 1} // done', '1:10 JSON has no comments.'],
])('says of %j where it ceases to be JSON', (text, problem) => {
  expect(broken(text)).toBe(problem)
})

it('says that a text is nested too deeply to be read', () => {
  expect(broken('['.repeat(100_000))).toBe('1:1 Too many lists and objects are inside each other.')
})

it('names keys given twice, with the place of both', () => {
  const text = '{\n "a": {"name": 1, "name": 1},\n "b": [{"x": 1,\n  "\\u0078": 2, "x": 3}]}'
  expect(lost(text).sort()).toEqual([
    '2:19 a.name | “name” stands here a second time; the first is in line 2.',
    '4:16 b[0].x | “x” stands here a second time; the first is in line 3.',
    '4:3 b[0].x | “x” stands here a second time; the first is in line 3.',
  ])
})

it.each([
  ['1e400', '1e400 is too large to be kept.'],
  ['-1e301', '-1e301 is too large to be kept.'],
  ['1e-400', '1e-400 is too close to 0 to be kept.'],
  [
    '12345678901234567890',
    '12345678901234567890 has more digits than can be kept; it would become 12345678901234567000.',
  ],
  ['0.10000000000000001', '0.10000000000000001 has more digits than can be kept; it would become 0.1.'],
  [`1.${'0'.repeat(50)}1`, `1.${'0'.repeat(38)}… has more digits than can be kept; it would become 1.`],
])('names the number %s, which would change', (number, problem) => {
  expect(lost(`{"a": ${number}}`)).toEqual([`1:2 a | ${problem}`])
})

it.each([
  '0',
  '-0',
  '0.0',
  '0e10',
  '1.50',
  '1.500000000000000000000',
  '1e3',
  '1E+3',
  '123456789012345680000',
  '5e-20',
])('takes the number %s, which says what a double says', (number) => {
  expect(lost(`{"a": ${number}}`)).toEqual([])
})

it('takes every double as a program writes it', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (value) => {
      if (value !== 0 && Math.abs(value) < 1e-300) return
      for (const text of [JSON.stringify(value), value.toExponential()]) expect(lost(`[${text}]`)).toEqual([])
    }),
  )
})

it('names characters that cannot be kept', () => {
  expect(lost('{"a": "x\\u0000y",\n "b": "\\ud800", "c": "\\ud83d\\ude00"}').sort()).toEqual([
    '1:2 a | The character NUL (\\u0000) cannot be kept.',
    '2:2 b | Half a character stands here (a lone surrogate, such as \\ud800).',
  ])
})

it('takes for JSON what JSON.parse takes, and reads it alike', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"a"',
    '"b\\n"',
    '1',
    '-0.5e3',
    '01',
    'null',
    'true',
    ' ',
    '\n',
    '"',
    "'",
  ]
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join('')),
      ),
      (text) => {
        let expected: unknown
        try {
          expected = JSON.parse(text)
        } catch {
          expect(readJson(text).isJson).toBe(false)
          return
        }
        expect(readJson(text)).toMatchObject({ isJson: true, value: expected })
      },
    ),
    { numRuns: 2_000 },
  )
})

it('finds the place of a path, or of what is around it', () => {
  const text = '{\n"instances": [\n{"params": {\n"a.b": 1,\n"c": [2,\n3]}}]}'
  const read = readJson(text)
  if (!read.isJson) throw new Error('is JSON')
  const line = (path: string) => read.locate(path).line
  expect(
    ['', 'instances', 'instances[0]', 'instances[0].params.a.b', 'instances[0].params.c[1]'].map(line),
  ).toEqual([1, 2, 3, 4, 6])
  expect(
    ['instances[0].name', 'instances[0].params.value', 'instances[7]', 'scenario.name'].map(line),
  ).toEqual([3, 3, 2, 1])
  const key = 'k'.repeat(5_000)
  const long = readJson(`{"a":\n{"${key}": 1}}`)
  expect(long.isJson && long.locate(`a.${key.slice(0, 100)}`).line).toBe(2)
})
