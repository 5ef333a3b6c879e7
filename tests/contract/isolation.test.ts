/**
 * Who may see and change what, judged by effect. Run twice: under the grants of the migrations, and under those that
 * the embedded API hands out, where row level security and triggers must hold alone.
 */
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createInstances } from '#data/instances/instances.api.ts'
import {
  getScenarioInstance,
  listScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { createScenario } from '#data/scenarios/scenarios.api.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { sure } from '../../scripts/sure.ts'
import { apply } from '../support/apply.ts'
import { contentOf, newInstance, propose, type Sandbox, sandbox, type Two } from '../support/factories.ts'
import { ownStack } from '../support/own-stack.ts'
import { fillWhatOperatorsRead } from '../support/rows-of-operators.ts'
import { signUp, stack, type TestUser } from '../support/stack.ts'
import { attemptsOn } from './foreign-rows.ts'

const settings = [
  { grants: 'the grants of the migrations', keepApiGrants: false },
  { grants: 'the grants of the embedded API', keepApiGrants: true },
]

describe.each(settings)('under $grants', ({ keepApiGrants }) => {
  let own: Stack | undefined
  let at = stack
  let sql: postgres.Sql
  let owner: TestUser
  let stranger: TestUser
  let box: Sandbox<Two>
  let applicationId: string
  let tables: string[]

  beforeAll(async () => {
    if (keepApiGrants) {
      own = await ownStack({ keepApiGrants })
      at = own
    }
    sql = postgres(at.dbUrl, { max: 2, onnotice: () => {} })
    ;[owner, stranger] = [await signUp(at), await signUp(at)]
    await sql`insert into public.user_roles (user_id, role) values (${owner.id}, 'ops')`
    await sql`
      insert into public.user_feature_flags (user_id, flag_name, enabled) values (${owner.id}, 'feature:scenarios', true)`
    box = await sandbox(owner.client, [newInstance(), newInstance({ name: 'Second' })])
    await propose(owner.client, box.copies[0], { params: { value: 2_000 } })
    applicationId = (await apply(owner.client, box.scenario.id)).application_id
    box.copies = [await getScenarioInstance(owner.client, box.copies[0].id), box.copies[1]]
    await propose(owner.client, box.copies[1], { params: { value: 3_000 } })
    await fillWhatOperatorsRead(sql, owner.id)
    const rows = await sql<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      order by relname`
    tables = rows.map(({ name }) => name)
  })
  afterAll(async () => {
    await sql.end({ timeout: 5 })
    await own?.stop()
  })

  /** Every row of the owner, and every row that belongs to nobody (flags, settings). */
  async function state() {
    const parts = await Promise.all(
      tables.map(async (table) => {
        const rows = await sql<
          { row: { user_id?: string } }[]
        >`select to_jsonb(t) as row from ${sql(table)} t order by id`
        return [
          table,
          rows.map(({ row }) => row).filter((row) => !('user_id' in row) || row.user_id === owner.id),
        ]
      }),
    )
    return Object.fromEntries(parts)
  }

  const request = (path: string, init: RequestInit & { token?: string }) =>
    fetch(`${at.apiUrl}/rest/v1/${path}`, {
      ...init,
      headers: {
        apikey: at.publishableKey,
        'content-type': 'application/json',
        prefer: 'return=representation',
        ...(init.token ? { authorization: `Bearer ${init.token}` } : {}),
      },
    })

  it.each(['anonymous', 'another user'])('keeps every row from %s, whatever the request', async (who) => {
    const before = await state()
    const token = who === 'anonymous' ? {} : { token: stranger.accessToken }
    const openToUsers = new Set(['feature_flags'])
    for (const table of tables) {
      const answer = await request(`${table}?select=*`, { method: 'GET', ...token })
      if (answer.ok && !(who === 'another user' && openToUsers.has(table))) {
        const rows = (await answer.json()) as { user_id?: string }[]
        expect(
          rows.filter((row) => row.user_id !== stranger.id),
          `${table} is read`,
        ).toEqual([])
      }
      const rows = before[table] as Record<string, unknown>[]
      expect(rows.length, table).toBeGreaterThan(0)
      for (const column of Object.keys(rows[0] ?? { id: '' })) {
        const body = JSON.stringify({ [column]: rows[0]?.[column] ?? null })
        await request(`${table}?id=not.is.null`, { method: 'PATCH', body, ...token })
      }
      for (const row of rows) await request(table, { method: 'POST', body: JSON.stringify(row), ...token })
      await request(`${table}?id=not.is.null`, { method: 'DELETE', ...token })
    }
    expect(await state()).toEqual(before)
  })

  it('refuses every function to anonymous visitors', async () => {
    const functions = await sql<{ name: string; arguments: string[] }[]>`
      select proname as name, coalesce(proargnames[1:pronargs], '{}') as arguments
      from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f' and prorettype <> 'event_trigger'::regtype order by proname`
    expect(functions.length).toBeGreaterThan(5)
    for (const { name, arguments: names } of functions) {
      const body = JSON.stringify(Object.fromEntries(names.map((argument) => [argument, null])))
      const answer = await request(`rpc/${name}`, { method: 'POST', body })
      expect(await answer.json(), name).toMatchObject({ code: '42501' })
    }
  })

  it('treats a row of another user exactly as one that does not exist', async () => {
    const { client } = stranger
    const mine = await createScenario(client, { requestId: randomUUID(), name: 'Mine' })
    const attempts = attemptsOn(client, mine.scenario.id, { ...box, applicationId })
    const before = await state()
    for (const [what, attempt, id] of attempts) {
      const account = async (given: string) => {
        const error = await attempt(given).then(
          () => expect.fail(`${what} succeeded`),
          (reason: { code: string; message: string; detail: unknown; hint: string }) => reason,
        )
        const { code, message, detail, hint } = error
        return JSON.stringify({ code, message, detail, hint }).replaceAll(given, 'the id')
      }
      const foreign = await account(id)
      expect(JSON.parse(foreign), what).toMatchObject({ code: 'not_found' })
      expect(foreign, what).toBe(await account(randomUUID()))
    }
    expect(await listScenarioInstances(client, box.scenario.id)).toEqual([])
    expect(await state()).toEqual(before)
  })

  it('cannot be told versions, owners, lineages or bookkeeping by their owner', async () => {
    const forged = {
      id: randomUUID(),
      user_id: stranger.id,
      lineage_id: randomUUID(),
      version: 99,
      created_at: '2001-01-01T00:00:00Z',
      updated_at: '2001-01-01T00:00:00Z',
    }
    const columns: Record<string, Record<string, unknown>> = {
      instances: forged,
      scenarios: { ...forged, lineage_id: undefined, is_primary: true },
      scenario_instances: {
        ...forged,
        scenario_id: randomUUID(),
        source_instance_id: box.instances[0].id,
        base: { name: 'Forged', status: 'active', params: {} },
        base_version: 99,
        last_applied_at: '2001-01-01T00:00:00Z',
      },
    }
    const before = await state()
    for (const [table, values] of Object.entries(columns)) {
      for (const [column, value] of Object.entries(values)) {
        if (value === undefined) continue
        const answer = await request(`${table}?id=not.is.null`, {
          method: 'PATCH',
          body: JSON.stringify({ [column]: value }),
          token: owner.accessToken,
        })
        expect(answer.status, `${table}.${column}`).toBeLessThan(500)
      }
    }
    expect(await state()).toEqual(before)

    const contents = {
      instances: newInstance(),
      scenario_instances: { ...newInstance(), scenario_id: box.scenario.id },
      scenarios: { name: 'New' },
    }
    for (const [table, content] of Object.entries(contents)) {
      const { scenario_id: _, ...values } = sure(columns[table])
      const answer = await request(table, {
        method: 'POST',
        body: JSON.stringify({ ...values, ...content }),
        token: owner.accessToken,
      })
      // The grants refuse what is forged; without them the triggers replace it.
      if (!keepApiGrants) {
        expect(await answer.json(), table).toMatchObject({ code: '42501' })
        continue
      }
      expect(answer.status, table).toBe(201)
      const [row] = (await answer.json()) as Record<string, unknown>[]
      expect(row, table).toMatchObject({ user_id: owner.id, version: 1 })
      for (const [column, value] of Object.entries(values))
        if (value !== undefined) expect(sure(row)[column], `${table}.${column}`).not.toEqual(value)
    }
  })

  it('keeps history as it was written, from its owner too', async () => {
    const history = ['scenario_applications', 'scenario_application_items', 'feature_flag_audit']
    const before = await state()
    for (const table of history) {
      const rows = before[table] as Record<string, unknown>[]
      const forged = { ...rows[0], id: randomUUID(), request_id: randomUUID() }
      await request(table, { method: 'POST', body: JSON.stringify(forged), token: owner.accessToken })
      await request(`${table}?id=not.is.null`, {
        method: 'PATCH',
        body: JSON.stringify(rows[0] ?? {}),
        token: owner.accessToken,
      })
      await request(`${table}?id=not.is.null`, { method: 'DELETE', token: owner.accessToken })
    }
    expect(await state()).toEqual(before)
  })

  it('leaves no way around soft deletion', async () => {
    const before = await state()
    for (const table of ['instances', 'scenarios', 'scenario_instances']) {
      await request(`${table}?id=not.is.null`, { method: 'DELETE', token: owner.accessToken })
    }
    expect(await state()).toEqual(before)
  })

  it('leaves another user to their own rows', async () => {
    const [instance] = await createInstances(stranger.client, [newInstance()])
    const { data } = await stranger.client.from('instances').select('id, user_id')
    expect(data).toContainEqual({ id: sure(instance).id, user_id: stranger.id })
    expect(sure(data).filter(({ user_id }) => user_id !== stranger.id)).toEqual([])
    expect(contentOf(sure(instance))).toEqual(contentOf(newInstance()))
  })
})
