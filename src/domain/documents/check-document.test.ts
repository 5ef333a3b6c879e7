import { expect, it } from 'vitest'
import { checkDocument } from './check-document.ts'

const entry = (overrides: object = {}) => ({
  kind: 'cash',
  name: 'Deposit',
  status: 'active',
  params: { value: 1_000 },
  ...overrides,
})
const instances = (...entries: unknown[]) => ({
  format: 'scenarios/instances',
  version: 1,
  instances: entries,
})
const scenario = (described: object, ...entries: unknown[]) => ({
  format: 'scenarios/scenario',
  version: 2,
  scenario: described,
  instances: entries,
})
const base = { name: 'Deposit', status: 'active', params: { value: 900 } }
const id = '11111111-2222-4333-8444-555555555555'

const problems = (document: unknown, kind: 'instances' | 'scenario' = 'instances') =>
  checkDocument(document, kind).problems?.map(({ path, message }) => `${path} | ${message}`)
const paths = (document: unknown, kind: 'instances' | 'scenario' = 'scenario') =>
  checkDocument(document, kind)
    .problems?.map(({ path }) => path)
    .sort()

it('reads what was exported, leaving out what is null', () => {
  const document = instances(
    entry({ params: { value: 1_000, interest_rate: null } }),
    entry({ status: undefined }),
  )
  expect(checkDocument(document, 'instances')).toMatchObject({
    problems: null,
    document,
    instances: [
      { kind: 'cash', name: 'Deposit', status: 'active', params: { value: 1_000 } },
      { status: 'active' },
    ],
  })
})

it('names the place of an access before its beginning, and of what is sold before it', () => {
  const fund = { value: 1, tax_wrapper: 'super', access_month: '2040-07' }
  expect(
    problems(
      instances(
        entry({ kind: 'portfolio', params: { ...fund, as_of_month: '2041-01' } }),
        entry({ kind: 'portfolio', params: { ...fund, sale_month: '2040-06' } }),
      ),
    ),
  ).toEqual([
    'instances[0].params.access_month | Access comes before the holding begins or the month of its amounts. Leave it empty if you have access already.',
    'instances[1].params.sale_month | Nothing can be sold before the month of access.',
  ])
})

it('names every place that is wrong', () => {
  expect(
    problems(
      instances(
        entry({ params: { value: -1, interest_rate: 'much' } }),
        entry({ name: ' ', params: { value: 1, colour: 'red' } }),
        entry({ kind: 'yacht', name: 'Two\nlines', params: 5, extra: 1 }),
        7,
      ),
    ),
  ).toEqual([
    'instances[0].params.value | Balance must be between 0 and 1,000,000,000,000.',
    'instances[0].params.interest_rate | Interest rate must be a number.',
    'instances[1].name | A name is needed.',
    'instances[1].params.colour | There is no such field. Take it out, or write it under its present name.',
    'instances[2].kind | The kind must be property, portfolio, cash, loan or cash_flow.',
    'instances[2].name | The name cannot hold tabs, line breaks or other control characters.',
    'instances[2].params | Params must be an object of fields.',
    'instances[2].extra | There is no such field. Take it out, or write it under its present name.',
    'instances[3] | Each investment must be an object.',
  ])
})

it('says what a file is not', () => {
  expect(problems(scenario({ name: 'Sell' }))).toEqual([
    expect.stringMatching(/^format \| The file must say format “scenarios\/instances”/),
    'version | Only version 1 can be read.',
  ])
  expect(problems({ ...scenario({ name: 'Sell' }), version: 3 }, 'scenario')).toEqual([
    'version | Only the versions 1 and 2 can be read.',
  ])
  expect(problems([])).toEqual([' | The file must be an object with format, version and instances.'])
})

it('counts an emoji as one character, as the database does', () => {
  expect(problems(instances(entry({ name: '👍'.repeat(120) })))).toBeUndefined()
  expect(problems(instances(entry({ name: '👍'.repeat(121) })))).toEqual([
    'instances[0].name | The name must be at most 120 characters long.',
  ])
})

it('counts the characters of a name as it is stored, which can be more once it is composed', () => {
  expect(problems(instances(entry({ name: '\ufb2c'.repeat(40) })))).toBeUndefined()
  expect(problems(instances(entry({ name: '\ufb2c'.repeat(41) })))).toEqual([
    'instances[0].name | The name must be at most 120 characters long.',
  ])
})

it('judges the scenario of a file and its assumptions', () => {
  const described = {
    name: 'Sell',
    description: null,
    assumptions: { horizon_years: 900 },
    tags: ['a', 'b\tc'],
  }
  expect(problems(scenario(described, entry()), 'scenario')).toEqual([
    'scenario.tags[1] | A tag cannot hold tabs, line breaks or other control characters.',
    expect.stringMatching(/^scenario\.assumptions\.horizon_years \| .*between 1 and 60\.$/),
  ])
})

it('judges what a copy was copied from as what it is, by the kind of the copy', () => {
  const wrong = { name: '', params: { weekly_rent: 500, value: -1 }, version: 4 }
  expect(
    problems(scenario({ name: 'x' }, entry({ source_instance_id: id, base: wrong })), 'scenario'),
  ).toEqual([
    'instances[0].base.name | A name is needed.',
    'instances[0].base.version | There is no such field. Take it out, or write it under its present name.',
    'instances[0].base.params.value | Balance must be between 0 and 1,000,000,000,000.',
    'instances[0].base.params.weekly_rent | There is no such field. Take it out, or write it under its present name.',
  ])
  expect(paths(scenario({ name: 'x' }, entry({ base })))).toEqual(['instances[0].source_instance_id'])
  expect(paths(scenario({ name: 'x' }, entry({ source_instance_id: id, base: [] })))).toEqual([
    'instances[0].base',
  ])
  const first = {
    ...scenario({ name: 'x' }, entry({ source_instance_id: id, base, lineage_id: id })),
    version: 1,
  }
  expect(paths(first)).toEqual(['instances[0].base', 'instances[0].lineage_id'])
})

it('takes each source once, and of each lineage one copy and one that is new', () => {
  const upper = id.toUpperCase()
  const other = id.replace('1', '2')
  expect(
    paths(
      scenario(
        { name: 'x' },
        entry({ source_instance_id: id, lineage_id: id, base }),
        entry({ source_instance_id: upper, lineage_id: other, base }),
        entry({ source_instance_id: 'me', lineage_id: 7 }),
        entry({ lineage_id: id }),
        entry({ lineage_id: upper }),
      ),
    ),
  ).toEqual([
    'instances[1].source_instance_id',
    'instances[2].lineage_id',
    'instances[2].source_instance_id',
    'instances[4].lineage_id',
  ])
})

it('reads a surplus and other income among assumptions of before as flows, and refuses what those cannot be', () => {
  const meant = (assumptions: object) => {
    const checked = checkDocument(scenario({ name: 'x', assumptions }), 'scenario')
    if (checked.problems !== null) return checked.problems.map(({ path }) => path)
    return [checked.scenario?.assumptions, ...checked.instances]
  }
  const flow = (name: string, params: object) => ({ kind: 'cash_flow', name, status: 'active', params })
  expect(meant({ other_income: 60_000, household_monthly_surplus: -250.5, horizon_years: 9 })).toEqual([
    { horizon_years: 9 },
    flow('Left over each month', { direction: 'expense', amount: 250.5, tax_treatment: 'untaxed' }),
    flow('Other income', { direction: 'income', amount: 5_000, tax_treatment: 'rate_only' }),
  ])
  expect(meant({ other_income: 0, household_monthly_surplus: null })).toEqual([{}])
  for (const said of [-1, 1e13, '5', true, {}])
    expect(meant({ other_income: said })).toEqual(['scenario.assumptions.other_income'])
})

it('reads what was exported before a field was called otherwise, and refuses what that cannot mean', () => {
  const home = (main_residence: unknown) => ({
    kind: 'property',
    name: 'Home',
    params: { value: 1, main_residence },
  })
  const meant = (said: unknown) => {
    const checked = checkDocument(instances(home(said)), 'instances')
    return checked.problems ?? checked.instances.map(({ params }) => params.use)
  }
  expect(meant(true)).toEqual(['main_residence'])
  expect(meant(false)).toEqual(['let'])
  expect(meant(null)).toEqual([undefined])
  expect(meant('yes')).toEqual([
    {
      path: 'instances[0].params.use',
      message: 'Use must be one of: Let, Main residence, Own use, such as a holiday home.',
    },
  ])
  const copy = { ...home(true), source_instance_id: id, base: { name: 'Home', params: home(false).params } }
  expect(paths(scenario({ name: 'x' }, copy))).toBeUndefined()
})
