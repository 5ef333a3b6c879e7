import { expect, it } from 'vitest'
import { wordRefusal } from './problem-words.ts'
import { readDocument } from './read-document.ts'

const lines = (...text: string[]) => text.join('\n')
const file = lines(
  '{',
  '  "format": "scenarios/scenario",',
  '  "version": 2,',
  '  "scenario": {"name": "Sell", "assumptions": {"horizon_years": 900}, "tags": ["a", ""]},',
  '  "instances": [',
  '    {"kind": "property", "name": "Flat in Coburg", "params": {',
  '      "value": 500000,',
  '      "loan_balance": -1,',
  '      "loan_balance": "much",',
  '      "weekly_rent": 1e400,',
  '      "colour": "red"',
  '    }},',
  '    {"kind": "loan", "name": "Car loan", "params": {}}',
  '  ],',
  '  "note": 1',
  '}',
)

const said = (text: string) =>
  readDocument(text, 'scenario').problems?.map(
    ({ place, position, message }) => `${position?.line}:${position?.column} ${place}: ${message}`,
  )

it('names every place in words and by line and column, in the order of the file', () => {
  expect(said(file)).toEqual([
    '4:48 The scenario, Look ahead: Look ahead must be between 1 and 60.',
    '4:85 The scenario, tag 2: A tag cannot be empty.',
    '9:7 Investment 1 “Flat in Coburg”, Loan balance: “loan_balance” stands here a second time; the first is in line 8.',
    '9:7 Investment 1 “Flat in Coburg”, Loan balance: Loan balance must be a number.',
    '10:7 Investment 1 “Flat in Coburg”, Rent: 1e400 is too large to be kept.',
    '11:7 Investment 1 “Flat in Coburg”, “colour”: There is no such field. Take it out, or write it under its present name.',
    '13:42 Debt 2 “Car loan”, Balance owed: Balance owed is needed.',
    '15:3 The file, “note”: There is no such field. Take it out, or write it under its present name.',
  ])
})

it('says where a text ceases to be JSON, and nothing more', () => {
  expect(said(file.replace('"value": 500000,', '"value": 500000'))).toEqual([
    '8:7 The file: A comma is missing here.',
  ])
})

it('says what the database refuses in the same words and places', () => {
  const good = lines(
    '{"format": "scenarios/scenario", "version": 2, "scenario": {"name": "Sell"}, "instances": [',
    '{"kind": "cash", "name": "Deposit", "params": {"value": 1}}]}',
  )
  const read = readDocument(good, 'scenario')
  if (read.problems !== null) throw new Error('is fine')
  expect(
    [
      { path: 'instances[0].params.value', problem: 'out_of_range', min: 5, max: 9 },
      { path: 'instances[0].base.params.value', problem: 'required' },
      { path: 'instances[0].source_instance_id', problem: 'duplicate' },
      { path: '', problem: 'unheard_of' },
    ].map((refusal) => read.inFile(wordRefusal(refusal))),
  ).toEqual([
    {
      place: 'Investment 1 “Deposit”, Balance',
      position: { line: 2, column: 48 },
      message: 'This is out of range. It must be between 5 and 9.',
    },
    {
      place: 'Investment 1 “Deposit”, Balance when copied',
      position: { line: 2, column: 1 },
      message: 'This is needed.',
    },
    {
      place: 'Investment 1 “Deposit”, id of its source',
      position: { line: 2, column: 1 },
      message: 'The file holds this once already.',
    },
    { place: 'The file', position: null, message: 'The database refuses this.' },
  ])
})

it('says of what a former name can mean no more where it stands and what it may be', () => {
  const former = (tax_preset: string) => `{
  "format": "scenarios/scenario", "version": 2,
  "scenario": { "name": "Old", "assumptions": { "tax_preset": "${tax_preset}" } },
  "instances": []
}`
  expect(said(former('flat'))).toBeUndefined()
  expect(said(former('au_2025_26_resident'))).toEqual([
    '3:32 The scenario, Income tax: Income tax must be one of: No tax, One flat rate, Australia, resident, My own brackets.',
  ])
})

it.each([
  [
    'property',
    'Flat in Coburg',
    'loan_',
    '{"value": 500000, "loan_balance": 300000, "loan_term_months": 300,',
  ],
  ['loan', 'Car loan', '', '{"balance": 9000, "term_months": 90,'],
] as const)(
  'two refinancings cannot be stated of a %s: the second is refused with its place',
  (kind, name, prefix, params) => {
    const two = lines(
      '{"format": "scenarios/scenario", "version": 2, "scenario": {"name": "Twice"}, "instances": [',
      `{"kind": "${kind}", "name": "${name}", "params": ${params}`,
      `  "${prefix}refinance_month": "2031-01", "${prefix}refinance_rate": 5,`,
      `  "${prefix}refinance_month": "2035-01"`,
      '}}]}',
    )
    expect(said(two)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^4:3 .*${name}.*: “${prefix}refinance_month” stands here a second time; the first is in line 3\\.$`,
        ),
      ),
    ])
  },
)
