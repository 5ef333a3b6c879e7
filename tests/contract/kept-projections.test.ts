/** Projections of reality that are kept: once a month and once an apply, never changed, each for its owner alone. */
import { beforeAll, expect, it } from 'vitest'
import {
  getKeptInstances,
  keepProjection,
  listKeptProjections,
} from '#data/kept-projections/kept-projections.api.ts'
import { getProfile, saveAssumptions } from '#data/profiles/profiles.api.ts'
import { addMonths, currentMonth } from '#domain/calendar/month.ts'
import { engineVersion, type KeptProjection, projectionToKeep } from '#domain/projection/kept-projection.ts'
import { sure } from '../../scripts/sure.ts'
import { apply } from '../support/apply.ts'
import { newInstance, propose, sandbox } from '../support/factories.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'

const sql = adminConnection()
const month = currentMonth(new Date())
let user: TestUser
beforeAll(async () => {
  user = await signUp()
})

const kept = (netWorth: number, id?: string): KeptProjection => ({
  startMonth: month,
  months: [0, 1, 12],
  netWorth: [netWorth, netWorth + 1, netWorth + 12],
  instances: id ? { [id]: [netWorth, netWorth + 1, netWorth + 12] } : {},
})

const applied = async () => {
  const { scenario, instances, copies } = await sandbox(user.client, [newInstance({ name: 'Savings' })])
  await propose(user.client, sure(copies[0]), { params: { value: 5_000 } })
  const { application_id } = await apply(user.client, scenario.id)
  return { applicationId: application_id, name: scenario.name, instanceId: sure(instances[0]).id }
}

it('keeps one a month and one an apply, leaves what is kept already, and takes none of another month', async () => {
  const { applicationId, name, instanceId } = await applied()
  await keepProjection(user.client, kept(100), null)
  await keepProjection(user.client, kept(200), null)
  await keepProjection(user.client, { ...kept(200), startMonth: addMonths(month, 3) }, null)
  await keepProjection(user.client, kept(300, instanceId), applicationId)
  await keepProjection(user.client, kept(400), applicationId)
  const rows = await listKeptProjections(user.client)
  expect(rows).toMatchObject([
    { application_id: applicationId, scenario_name: name, net_worth: [300, 301, 312], start_month: month },
    { application_id: null, scenario_name: null, net_worth: [100, 101, 112], months: [0, 1, 12] },
  ])
  expect(rows[0]).toMatchObject({ engine_version: engineVersion })
  expect(await getKeptInstances(user.client, sure(rows[0]).id)).toEqual({ [instanceId]: [300, 301, 312] })
})

it('takes what the app computes', async () => {
  const { client } = await signUp()
  const plan = {
    instances: [
      {
        id: crypto.randomUUID(),
        lineageId: crypto.randomUUID(),
        name: 'Home',
        kind: 'property' as const,
        status: 'active' as const,
        params: { value: 750_000, loan_balance: 400_000 },
      },
    ],
    assumptions: {},
    startMonth: month,
  }
  const projection = projectionToKeep(plan)
  await keepProjection(client, projection, null)
  const [row] = await listKeptProjections(client)
  expect(row).toMatchObject({ months: projection.months, net_worth: projection.netWorth })
  expect(await getKeptInstances(client, sure(row).id)).toEqual(projection.instances)
})

it('takes what the app computes of the largest account', async () => {
  const { client } = await signUp()
  const instances = Array.from({ length: 2_000 }, (_, index) => ({
    ...{
      id: crypto.randomUUID(),
      lineageId: crypto.randomUUID(),
      name: 'Deposit',
      status: 'active' as const,
    },
    kind: 'cash' as const,
    params: { value: 100_000 + index, interest_rate: 4 },
  }))
  const projection = projectionToKeep({ instances, assumptions: {}, startMonth: month })
  await keepProjection(client, projection, null)
  const [row] = await listKeptProjections(client)
  expect(row?.net_worth).toEqual(projection.netWorth)
  expect(Object.keys(await getKeptInstances(client, sure(row).id))).toHaveLength(300)
})

it('takes a few in one request: nobody has more to keep at once', async () => {
  const rows = Array.from({ length: 11 }, () => ({
    ...{ start_month: month, engine_version: 1, months: [0], net_worth: [1], instances: {} },
  }))
  const { error } = await user.client.from('kept_projections').insert(rows as never)
  expect(error).toMatchObject({
    code: 'PT422',
    details: expect.stringContaining('max_projections_a_request'),
  })
})

it('knows by itself under which assumptions, when and whose', async () => {
  const { client, id } = await signUp()
  await keepProjection(client, kept(1), null)
  await saveAssumptions(client, await getProfile(client), { inflation_rate: 4 })
  const [first] = await listKeptProjections(client)
  expect(first?.assumptions_digest).toMatch(/^[0-9a-f]{64}$/)
  expect(Math.abs(Date.now() - Number(first?.created_at))).toBeLessThan(60_000)
  await sql.begin(async (transaction) => {
    await transaction`set local session_replication_role = replica`
    await transaction`update public.kept_projections set start_month = '1999-01' where user_id = ${id}`
  })
  await keepProjection(client, kept(1), null)
  const [now, before] = await listKeptProjections(client)
  expect(now?.assumptions_digest).not.toBe(before?.assumptions_digest)
})

it('is of an apply of their own that was carried out', async () => {
  const { applicationId } = await applied()
  const other = await signUp()
  await expect(keepProjection(other.client, kept(1), applicationId)).rejects.toMatchObject({
    code: 'not_found',
  })
  const [create] = await sql`
    select id from public.scenario_applications where user_id = ${user.id} and operation = 'create' limit 1`
  await expect(keepProjection(user.client, kept(1), sure(create).id)).rejects.toMatchObject({
    code: 'not_found',
  })
})

it('is of an apply of today: nobody says afterwards what was expected when', async () => {
  const { applicationId } = await applied()
  await sql.begin(async (transaction) => {
    await transaction`set local session_replication_role = replica`
    await transaction`
      update public.scenario_applications set created_at = now() - interval '25 hours' where id = ${applicationId}`
  })
  await expect(keepProjection(user.client, kept(1), applicationId)).rejects.toMatchObject({
    code: 'not_found',
  })
})

it.each([
  ['no month', { start_month: '2027-13' }, 'start_month', 'wrong_form'],
  ['a version of no engine', { engine_version: 0 }, 'engine_version', 'out_of_range'],
  ['no points', { months: [] }, 'months', 'wrong_length'],
  ['points that fall', { months: [0, 2, 1] }, 'months', 'wrong_form'],
  ['points that do not begin', { months: [1, 2, 3] }, 'months', 'wrong_form'],
  ['points that are no months', { months: [0, 0.5, 1] }, 'months', 'wrong_form'],
  ['points that are no numbers', { months: [0, '1', 2] }, 'months', 'wrong_form'],
  ['too few amounts', { net_worth: [1, 2] }, 'net_worth', 'wrong_form'],
  ['amounts that nobody has', { net_worth: [1, 2, 1e31] }, 'net_worth', 'wrong_form'],
  ['amounts finer than a cent', { net_worth: [1, 2, 0.001] }, 'net_worth', 'wrong_form'],
  ['amounts of a thousand digits', { net_worth: [1, 2, 1e-300] }, 'net_worth', 'wrong_form'],
  [
    'a holding of amounts of a thousand digits',
    { instances: { [crypto.randomUUID()]: [1, 2, 1e-300] } },
    'instances',
    'wrong_form',
  ],
  ['points of a thousand digits', { months: [1e-300, 1, 2] }, 'months', 'wrong_form'],
  ['amounts that are none', { net_worth: { 0: 1 } }, 'net_worth', 'wrong_form'],
  ['holdings that are none', { instances: { x: [1, 2, 3] } }, 'instances', 'wrong_form'],
  [
    'more holdings than it keeps',
    { instances: Object.fromEntries(Array.from({ length: 301 }, () => [crypto.randomUUID(), [1, 2, 3]])) },
    'instances',
    'wrong_length',
  ],
  ['a holding of too few amounts', { instances: { [crypto.randomUUID()]: [1] } }, 'instances', 'wrong_form'],
] as const)('refuses %s', async (_, wrong, field, problem) => {
  const { error } = await user.client.from('kept_projections').insert({
    start_month: month,
    engine_version: 1,
    months: [0, 1, 12],
    net_worth: [1, 2, 3],
    instances: {},
    ...wrong,
  } as never)
  expect(refusalOf(error, 'kept_projections')).toMatchObject({ field, problem })
})

it('keeps the latest past the limit, of those after an apply and of months apart, and always what is new', async () => {
  const { id } = await signUp()
  const left = await sql.begin(async (transaction) => {
    await transaction`update private.limits set value = 2 where name = 'max_projections'`
    const applications = await transaction`
      insert into public.scenario_applications (user_id, scenario_name, request_id, operation, status)
      select ${id}, 'Plan', gen_random_uuid(), 'apply', 'success' from generate_series(1, 3) returning id`
    const keep = (start: string, applicationId: string | null) => transaction`
      insert into public.kept_projections (user_id, start_month, application_id, engine_version, months, net_worth)
      values (${id}, ${start}, ${applicationId}, 1, '[0]', '[1]')`
    for (const [index, start] of ['2001-01', '2001-02', '2001-03'].entries())
      await keep(start, sure(applications[index]).id)
    for (const start of ['2001-04', '2001-05', '2001-06']) await keep(start, null)
    const rows = await transaction`
      select start_month from public.kept_projections where user_id = ${id} order by start_month`
    await transaction`update private.limits set value = 240 where name = 'max_projections'`
    return rows.map(({ start_month }) => start_month)
  })
  expect(left).toEqual(['2001-02', '2001-03', '2001-05', '2001-06'])
})

it('goes with its account', async () => {
  const { client, id } = await signUp()
  await keepProjection(client, kept(1), null)
  await client.rpc('delete_account').throwOnError()
  expect(await sql`select from public.kept_projections where user_id = ${id}`).toHaveLength(0)
})
