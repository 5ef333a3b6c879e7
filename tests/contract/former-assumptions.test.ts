/**
 * Files of before said a surplus and other income in assumptions: what is imported of them has the figures that it had, to the
 * cent. Those in the fixture were projected when assumptions still said so.
 */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Client } from '#data/client-type.ts'
import { listInstances } from '#data/instances/instances.api.ts'
import { getProfile, saveAssumptions } from '#data/profiles/profiles.api.ts'
import { listScenarioInstances } from '#data/scenario-instances/scenario-instances.api.ts'
import { importScenario, previewImportScenario } from '#data/scenarios/scenarios.api.ts'
import { toMonth } from '#domain/calendar/month.ts'
import { checkDocument } from '#domain/documents/check-document.ts'
import type { Params } from '#domain/instances/types.ts'
import { scenarioOutcome } from '#domain/merge/carry-out.ts'
import { stressTestsOf } from '#domain/projection/analysis/stress.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import { totalSeries } from '#domain/projection/projection.ts'
import type { Row } from '#domain/projection/rows.ts'
import { sure } from '../../scripts/sure.ts'
import former from '../fixtures/former-scenarios.json' with { type: 'json' }
import { apply } from '../support/apply.ts'
import { refusalOf } from '../support/refusal.ts'
import { signUp } from '../support/stack.ts'

/** The scenario of a document, as its page would project it. */
async function planOf(client: Client, document: unknown, startMonth = '2026-11'): Promise<Plan> {
  const { scenario } = await importScenario(client, { document, requestId: randomUUID() })
  const reality = await listInstances(client)
  const copies = await listScenarioInstances(client, scenario.id)
  return {
    instances: scenarioOutcome(reality, copies).holdings,
    assumptions: { ...(await getProfile(client))?.assumptions, ...scenario.assumptions },
    startMonth: toMonth(startMonth),
  }
}

function expectToTheCent(found: ArrayLike<number>, expected: readonly number[], what: string) {
  expect(found.length).toBe(expected.length)
  expected.forEach((value, year) => {
    expect(Math.abs(Number(found[year]) - value), `${what} of year ${year}`).toBeLessThan(0.005)
  })
}

it.each(former)(
  'keeps every figure of $what',
  async ({ document, profile, startMonth, figures, stressed }) => {
    const { client } = await signUp()
    await saveAssumptions(client, null, profile as Params)
    const plan = await planOf(client, document, startMonth)
    const projection = project(plan)
    for (const [row, expected] of Object.entries(figures))
      expectToTheCent(totalSeries(projection, row as Row), expected, row)
    const tests = stressTestsOf(plan).filter(({ own }) => own)
    expect(tests.map(({ name }) => name)).toEqual(Object.keys(stressed))
    for (const { name, shocks } of tests)
      expectToTheCent(
        totalSeries(project({ ...plan, shocks }), 'household'),
        sure((stressed as Record<string, number[]>)[name]),
        name,
      )
  },
)

const document = (assumptions: Params, instances: readonly object[] = []) => ({
  format: 'scenarios/scenario',
  version: 2,
  scenario: { name: 'Former', assumptions },
  instances,
})
const savings = { kind: 'cash', name: 'Savings', params: { value: 1_000, interest_rate: 3 } }
const flowsOf = ({ instances }: Plan) =>
  instances.filter(({ kind }) => kind === 'cash_flow').map(({ name, params }) => ({ name, params }))

it('says in a flow each what was said, and in none what was nothing', async () => {
  const { client } = await signUp()
  const said = { household_monthly_surplus: -120.5, other_income: 100_000, household_as_of_month: '2025-04' }
  const plan = await planOf(client, document(said, [savings]))
  expect(flowsOf(plan)).toEqual([
    {
      name: 'Left over each month',
      params: { direction: 'expense', amount: 120.5, tax_treatment: 'untaxed', as_of_month: '2025-04' },
    },
    {
      name: 'Other income',
      params: {
        direction: 'income',
        amount: 100_000 / 12,
        tax_treatment: 'rate_only',
        as_of_month: '2025-04',
      },
    },
  ])
  expect(plan.assumptions).not.toHaveProperty('other_income')
  expect(flowsOf(await planOf(client, document({ household_monthly_surplus: 0, other_income: 0 })))).toEqual(
    [],
  )
})

it('says in what rises each year the rises that were defaults then, as the app reads it, and none where nothing says it is of before', async () => {
  const { client } = await signUp()
  const entries = [
    { kind: 'property', name: 'Flat', params: { value: 1, weekly_rent: 300, annual_expenses: null } },
    { kind: 'portfolio', name: 'Fund', params: { value: 1, monthly_withdrawal: 10 } },
    {
      kind: 'cash',
      name: 'Paid',
      params: { value: 1, monthly_contribution: 10, contribution_growth_rate: 2 },
    },
    savings,
  ]
  const read = (given: unknown) => {
    const checked = checkDocument(given, 'scenario')
    return checked.problems === null ? checked.instances.map(({ params }) => params) : checked.problems
  }
  const paramsOf = async (given: unknown) =>
    (await planOf(client, given)).instances.map(({ params }) => params)
  const before = document({ other_income: 0 }, entries)
  const expected = [
    { value: 1, weekly_rent: 300, rent_growth_rate: 3 },
    { value: 1, monthly_withdrawal: 10, contribution_growth_rate: 0 },
    { value: 1, monthly_contribution: 10, contribution_growth_rate: 2 },
    savings.params,
  ]
  expect(await paramsOf(before)).toEqual(expected)
  expect(read(before)).toEqual(expected)
  const now = await paramsOf(document({}, entries))
  expect(now.flatMap(Object.keys).filter((key) => key.endsWith('growth_rate'))).toEqual([
    'contribution_growth_rate',
  ])
})

it('replaces what reality has of them, as an assumption of one’s own did, and leaves what is not said', async () => {
  const { client } = await signUp()
  const first = document({ household_monthly_surplus: 1_000, other_income: 60_000 }, [savings])
  const { scenario } = await importScenario(client, { document: first, requestId: randomUUID() })
  await apply(client, scenario.id)
  const said = async (assumptions: Params) =>
    flowsOf(await planOf(client, document(assumptions))).map(({ params }) => [
      params.direction,
      params.amount,
    ])
  expect(await said({ household_monthly_surplus: -200 })).toEqual([
    ['expense', 200],
    ['income', 5_000],
  ])
  expect(await said({ household_monthly_surplus: 0 })).toEqual([
    ['income', 0],
    ['income', 5_000],
  ])
  expect(await said({})).toEqual([
    ['income', 1_000],
    ['income', 5_000],
  ])
  // A file that holds a copy of it itself has no second.
  const real = sure((await listInstances(client)).find(({ name }) => name === 'Left over each month'))
  const copy = { kind: 'cash_flow', name: real.name, params: real.params, source_instance_id: real.id }
  expect(flowsOf(await planOf(client, document({ household_monthly_surplus: 7 }, [copy])))).toHaveLength(3)
})

it('shows before an import the flows that it brings, as the app reads them', async () => {
  const { client } = await signUp()
  for (const { document: file } of former) {
    const checked = checkDocument(file, 'scenario')
    if (checked.problems) throw new Error(JSON.stringify(checked.problems))
    const entries = await previewImportScenario(client, file)
    expect(entries.map(({ becomes }) => becomes)).toEqual(checked.instances.map(() => 'new'))
    const { scenario } = await importScenario(client, { document: file, requestId: randomUUID() })
    const written = await listScenarioInstances(client, scenario.id)
    const plain = ({ kind, name, status, params }: (typeof checked.instances)[number]) => {
      const { as_of_month: _, ...rest } = params
      return { kind, name, status, params: rest }
    }
    const byName = (rows: typeof checked.instances) =>
      rows.map(plain).sort((a, b) => (a.name < b.name ? -1 : 1))
    expect(byName(written)).toEqual(byName(checked.instances))
    expect(scenario.assumptions).toEqual(checked.scenario?.assumptions)
  }
})

it.each([
  ['text', { other_income: '5' }, 'scenario.assumptions.other_income'],
  ['less than nothing of other income', { other_income: -1 }, 'scenario.assumptions.other_income'],
  ['too much', { household_monthly_surplus: 1e13 }, 'scenario.assumptions.household_monthly_surplus'],
])('refuses %s in its place, and everywhere else what was said so', async (_, assumptions, path) => {
  const { client } = await signUp()
  const file = document(assumptions as Params)
  const { error } = await client.rpc('import_scenario', {
    p_document: file as never,
    p_request_id: randomUUID(),
  })
  expect(refusalOf(error)).toMatchObject({ errors: [{ path, problem: 'unknown_field' }] })
  expect(checkDocument(file, 'scenario').problems?.map((problem) => problem.path)).toEqual([path])
  await expect(saveAssumptions(client, null, { other_income: 5 })).rejects.toMatchObject({
    detail: { errors: [{ field: 'assumptions.other_income', problem: 'unknown_field' }] },
  })
})
