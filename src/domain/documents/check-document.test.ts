import { expect, it } from 'vitest'
import { checkDocument } from './check-document.ts'

const entry = (overrides: object = {}) => ({
  kind: 'cash',
  name: 'Deposit',
  status: 'active',
  params: { value: 1_000 },
  ...overrides,
})
const instances = (...entries: unknown[]) =>
  JSON.stringify({ format: 'scenarios/instances', version: 1, instances: entries })
const scenario = (described: object, ...entries: unknown[]) =>
  JSON.stringify({ format: 'scenarios/scenario', version: 1, scenario: described, instances: entries })

const problems = (text: string, kind: 'instances' | 'scenario' = 'instances') =>
  checkDocument(text, kind).problems?.map(({ path, place, message }) => `${path} | ${place} | ${message}`)

it('reads what was exported, leaving out what is null', () => {
  const text = instances(
    entry({ params: { value: 1_000, interest_rate: null } }),
    entry({ status: undefined }),
  )
  expect(checkDocument(`\uFEFF${text}`, 'instances')).toMatchObject({
    problems: null,
    document: JSON.parse(text),
    instances: [
      { kind: 'cash', name: 'Deposit', status: 'active', params: { value: 1_000 }, sourceId: null },
      { status: 'active' },
    ],
  })
})

it('names every place that is wrong, in words and as it stands in the file', () => {
  expect(
    problems(
      instances(
        entry({ params: { value: -1, interest_rate: 'much' } }),
        entry({ name: ' ', params: { value: 1, colour: 'red' } }),
        entry({ kind: 'yacht' }),
        7,
      ),
    ),
  ).toEqual([
    'instances[0].params.value | Balance of “Deposit” | Balance must be between 0 and 1,000,000,000,000.',
    'instances[0].params.interest_rate | Interest rate of “Deposit” | Interest rate must be a number.',
    'instances[1].name | Name of instance 2 | A name is needed.',
    'instances[1].params.colour | colour of instance 2 | There is no such field.',
    'instances[2].kind | “Deposit” | The kind must be property, portfolio, cash or loan.',
    'instances[3] | instance 4 | Each instance must be an object.',
  ])
})

it('says what a file is not', () => {
  expect(problems('{"half":')).toEqual([' | The file | It is not JSON, as an export is.'])
  expect(problems(scenario({ name: 'Sell' }))).toEqual([
    expect.stringMatching(/^format \| The file \| The file must say format “scenarios\/instances”/),
  ])
  expect(problems('[]')).toHaveLength(1)
})

it('judges the scenario of a file, its assumptions and its copies', () => {
  const id = '11111111-2222-4333-8444-555555555555'
  expect(
    problems(
      scenario(
        { name: 'Sell', description: null, assumptions: { horizon_years: 900 } },
        entry({ source_instance_id: id }),
        entry({ source_instance_id: id.toUpperCase() }),
        entry({ source_instance_id: 'me' }),
      ),
      'scenario',
    ),
  ).toEqual([
    expect.stringMatching(
      /^scenario\.assumptions\.horizon_years \| .* of the scenario \| .*between 1 and 60\.$/,
    ),
    'instances[2].source_instance_id | “Deposit” | This is not the id of an instance.',
    'instances[1].source_instance_id | “Deposit” | The file holds another copy of the same instance.',
  ])
})
