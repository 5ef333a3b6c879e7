/**
 * With `feature:scenarios` off for its caller: each way to write of the feature is refused, to whoever has a role as well, all that is
 * there can still be read, and what is no part of the feature goes on. A new table or function has to be given its side.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#data/database.types.ts'
import { createInstances, updateInstance } from '#data/instances/instances.api.ts'
import { sure } from '../../scripts/sure.ts'
import { contentOf, newInstance } from '../support/factories.ts'
import { adminConnection } from '../support/stack.ts'
import { good, prepare, refused, refusedIn, world } from './refusal-world.ts'

const sql = adminConnection()
type TableName = keyof Database['public']['Tables']

/** Functions that do what they do whether the feature is on or off. */
const outside = [
  'acknowledge_alert',
  'act_on_rollout',
  'advance_rollout',
  'delete_account',
  'evaluate_feature_flags',
  'evaluate_rollout_gates',
  'import_instances',
  'kill_feature',
  'operations_tick',
  'purge_deleted',
  'purge_telemetry',
  'record_telemetry',
  'rollback_rollout',
  'set_feature_flag_for_emails',
  'update_instances',
  'verify_integrity',
]
const ofFeature = Object.keys(good).filter((name) => !outside.includes(name))

/** Tables that users write of the feature; `history` is written by its functions alone. */
const tablesOfFeature = ['scenarios', 'scenario_instances'] as const
const history = ['scenario_applications', 'scenario_application_items'] as const

const off = { reason: 'feature_disabled', flag_name: 'feature:scenarios' }
const turnOff = () =>
  sql`insert into public.user_feature_flags (user_id, flag_name, enabled) values (${world.user.id}, 'feature:scenarios', false)`
const turnOn = () => sql`delete from public.user_feature_flags where user_id = ${world.user.id}`

beforeAll(() => prepare(sql))
afterAll(() => turnOn())

it('every function is known to belong to the feature or not', async () => {
  const rows = await sql`
    select distinct proname from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f' and prorettype <> 'event_trigger'::regtype`
  expect(rows.map(({ proname }) => proname).sort()).toEqual([...ofFeature, ...outside].sort())
})

it('every table of the feature is known', async () => {
  const rows = await sql`
    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname like 'scenario%'`
  expect(rows.map(({ relname }) => relname).sort()).toEqual([...tablesOfFeature, ...history].sort())
})

/** All that the user can read through the API, table by table. */
async function readable(): Promise<Record<string, unknown[]>> {
  const tables = await sql<{ name: TableName }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by name`
  const found: Record<string, unknown[]> = {}
  for (const { name } of tables) {
    // Flags are read by `evaluate_feature_flags`, and what operators read is not of this user.
    if (!/^(instances|scenario|profiles|feedback|kept)/.test(name)) continue
    const { data, error } = await world.user.client
      .from(name)
      .select()
      .eq('user_id' as never, world.user.id as never)
    expect(error, name).toBeNull()
    found[name] = (data as { id: string }[]).sort((a, b) => a.id.localeCompare(b.id))
  }
  return found
}

describe.each(['investor', 'ops', 'admin'])('for an owner who is %s', (role) => {
  let before: Record<string, unknown[]>
  beforeAll(async () => {
    if (role !== 'investor')
      await sql`insert into public.user_roles (user_id, role) values (${world.user.id}, ${role})`
    before = await readable()
    await turnOff()
  })
  afterAll(async () => {
    await turnOn()
    await sql`delete from public.user_roles where user_id = ${world.user.id}`
  })

  it.each(ofFeature)('%s is refused', (name) => refused(name, sure(good[name])(), 'PT403', off))

  it.each(tablesOfFeature)('rows of %s are neither added nor changed nor deleted', async (table) => {
    const { client } = world.user
    const row = {
      scenarios: { name: 'New' },
      scenario_instances: { ...newInstance(), scenario_id: world.box.scenario.id },
    }[table]
    const rows = () => client.from(table)
    await refusedIn(() => rows().insert(row as never), 'PT403', off)
    const where = { column: 'user_id', value: world.user.id }
    await refusedIn(() => rows().update({ name: 'Other' }).eq(where.column, where.value), 'PT403', off)
    await refusedIn(
      () => rows().update({ deleted_at: new Date().toISOString() }).eq(where.column, where.value),
      'PT403',
      off,
    )
    await refusedIn(() => rows().update({ deleted_at: null }).eq(where.column, where.value), 'PT403', off)
    const counted = async () => (await sql`select from ${sql(table)} where user_id = ${world.user.id}`).length
    const count = await counted()
    const deleted = await rows().delete().eq(where.column, where.value).select()
    expect(deleted.data ?? []).toEqual([])
    expect(await counted()).toBe(count)
  })

  it.each(history)('rows of %s are not written', async (table) => {
    const { client } = world.user
    const answers = [
      await client
        .from(table)
        .insert({ user_id: world.user.id } as never)
        .select(),
      await client
        .from(table)
        .update({ created_at: '1999-01-01' } as never)
        .eq('user_id', world.user.id)
        .select(),
      await client.from(table).delete().eq('user_id', world.user.id).select(),
    ]
    for (const { data } of answers) expect(data ?? []).toEqual([])
  })

  it('everything that was there can be read, to the last column', async () => {
    const after = await readable()
    expect(Object.keys(after).length).toBeGreaterThanOrEqual(7)
    for (const table of [...tablesOfFeature, ...history])
      expect(sure(before[table]).length).toBeGreaterThan(0)
    expect(after).toEqual(before)
  })

  it('investments, settings, telemetry and feedback go on', async () => {
    const { client, id } = world.user
    const [made] = await createInstances(client, [newInstance()])
    const content = { ...contentOf(sure(made)), name: 'Changed' }
    expect(
      await updateInstance(client, { id: sure(made).id, version: sure(made).version, content }),
    ).toMatchObject({
      name: 'Changed',
    })
    expect((await client.rpc('import_instances', sure(good.import_instances)() as never)).error).toBeNull()
    expect((await client.from('profiles').update({ theme: 'dark' }).eq('user_id', id)).error).toBeNull()
    expect((await client.from('feedback').insert({ score: 3 } as never)).error).toBeNull()
    const event = { session_id: randomUUID(), name: 'feature', attributes: { feature: 'undo' } }
    const told = await client.rpc('record_telemetry', { p_events: [event] as never })
    expect(told.data).toMatchObject({ accepted: 1 })
    const [exposure] = await sql`
      select enabled, reason from public.flag_exposures
      where user_id = ${id} and flag_name = 'feature:scenarios' and not enabled`
    expect(exposure).toEqual({ enabled: false, reason: 'override' })
  })
})
