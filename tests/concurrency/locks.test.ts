/**
 * What is waited for, how long, and by how many: writes of one user, the flags, and transactions that somebody left open. On a
 * stack of its own, since flags are switched and bounds are changed.
 */
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getInstance } from '#data/instances/instances.api.ts'
import { bulkEditScenarioInstances } from '#data/scenario-instances/scenario-instances.api.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { instancesDocument } from '../contract/refusal-world.ts'
import { directSession } from '../support/direct.ts'
import { newInstance, type Sandbox, sandbox, type Two } from '../support/factories.ts'
import {
  holdFlags,
  occupyUser,
  openSession,
  persistently,
  type Session,
  untilWaiting,
  waitingForAdvisory,
} from '../support/locks.ts'
import type { waitedForSchema } from '../support/operations-answers.ts'
import { ownStack } from '../support/own-stack.ts'
import { refusalOf } from '../support/refusal.ts'
import { signUp, type TestUser } from '../support/stack.ts'

let stack: Stack
let sql: postgres.Sql
let user: TestUser
let other: TestUser
let box: Sandbox<Two>
const sessions: Session[] = []
const bounded = new Map<string, string>()

beforeAll(async () => {
  stack = await ownStack()
  sql = postgres(stack.dbUrl, { max: 4, onnotice: () => {} })
})
afterAll(async () => {
  await sql?.end({ timeout: 5 })
  await stack?.stop()
})
beforeEach(async () => {
  await sql`update public.feature_flags set enabled = true, rollout_percentage = 100`
  ;[user, other] = [await signUp(stack), await signUp(stack)]
  box = await sandbox(user.client, [newInstance(), newInstance({ name: 'Second' })])
})
afterEach(async () => {
  for (const [name, was] of bounded) await sql.unsafe(`alter function ${name} set lock_timeout = '${was}'`)
  bounded.clear()
  await Promise.all(sessions.splice(0).map((session) => session.end()))
})

/** Another bound of a function until the test is over. */
async function bound(name: string, time: string) {
  const row = await sole(sql`
    select replace(setting, 'lock_timeout=', '') as was from pg_proc cross join unnest(proconfig) as setting
    where oid = ${name}::regprocedure and setting like 'lock_timeout=%'`)
  bounded.set(name, row.was)
  await sql.unsafe(`alter function ${name} set lock_timeout = '${time}'`)
}

async function open(application?: string): Promise<Session> {
  const session = await openSession(stack.serverUrl, application)
  sessions.push(session)
  return session
}

async function as(person: TestUser) {
  const session = await open()
  return { ...session, user: await directSession(session.sql, person.id) }
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it was carried out'),
    (error: postgres.PostgresError) => error,
  )

const createScenario = (person: TestUser) =>
  person.client.rpc('create_scenario', { p_request_id: randomUUID(), p_name: 'Meanwhile' })

describe('writes of one user', () => {
  it('wait a few at a time; of a hundred the rest is busy at once, and each is carried out once when sent again', async () => {
    await bound('private.wait_for_user(uuid)', '1min')
    const holder = await open()
    await holder.sql`begin`
    await holder.sql`select private.lock_user(${user.id})`
    const requests = Array.from({ length: 100 }, () => ({
      scenarioId: box.scenario.id,
      scenarioInstanceIds: null,
      changes: { 'params.value': { add: 1 } } as const,
      requestId: randomUUID(),
    }))
    const busy: typeof requests = []
    const sent = requests.map((request) =>
      bulkEditScenarioInstances(user.client, request).catch((error) => {
        expect(error).toMatchObject({ code: 'busy', detail: { reason: 'busy', lock: 'user' } })
        busy.push(request)
      }),
    )
    await expect.poll(() => busy.length, { timeout: 50_000 }).toBe(96)
    expect(await waitingForAdvisory(sql)).toBe(4)
    // Nobody else waits, and the user's reads go on.
    expect((await createScenario(other)).error).toBeNull()
    expect(await getInstance(user.client, box.instances[0].id)).toMatchObject({ version: 1 })
    await holder.sql`rollback`
    await Promise.all(sent)
    expect(busy).toHaveLength(96)
    for (const request of busy)
      expect(await bulkEditScenarioInstances(user.client, request)).toMatchObject({ status: 'success' })
    const copies = await sql`
      select version, params ->> 'value' as value from public.scenario_instances where user_id = ${user.id}`
    expect([...copies]).toEqual(Array(2).fill({ version: 101, value: '1100' }))
  }, 120_000)

  it('wait no longer than two seconds', async () => {
    const holder = await open()
    await holder.sql`begin`
    await holder.sql`select private.lock_user(${user.id})`
    const { error, status } = await user.client
      .from('instances')
      .update({ name: 'Later' })
      .eq('id', box.instances[0].id)
    expect(status).toBe(503)
    expect(refusalOf(error)).toEqual({ reason: 'busy', lock: 'user' })
  })

  it('leave lock_timeout as it was, after a wait and after one in vain', async () => {
    const holder = await open()
    const { sql: own, pid, user: session } = await as(user)
    const setting = async () => sure((await own`select current_setting('lock_timeout') as value`)[0]).value
    for (const before of ['0', '7s']) {
      await own`select set_config('lock_timeout', ${before}, false)`
      await holder.sql`begin`
      await holder.sql`select private.lock_user(${user.id})`
      await own`begin`
      const writing = session.createScenario([])
      await untilWaiting(sql, pid)
      await holder.sql`rollback`
      await writing
      expect(await setting()).toBe(before)
      await own`commit`
      await occupyUser(holder, user.id)
      await own`begin`
      await own`savepoint before`
      expect(await refusal(session.createScenario([]))).toMatchObject({ code: 'PT503' })
      await own`rollback to savepoint before`
      expect(await setting()).toBe(before)
      await own`rollback`
      await holder.sql`rollback`
    }
  })

  it('end as busy when an operator keeps their rows locked, and nothing is changed', async () => {
    await bound('public.bulk_edit_scenario_instances(uuid, uuid[], jsonb, uuid)', '100ms')
    const operator = await open()
    await operator.sql`begin`
    await operator.sql`select from public.scenario_instances where id = ${box.copies[0].id} for update`
    const request = {
      scenarioId: box.scenario.id,
      scenarioInstanceIds: null,
      changes: { 'params.value': { add: 1 } } as const,
      requestId: randomUUID(),
    }
    await expect(bulkEditScenarioInstances(user.client, request)).rejects.toMatchObject({
      message: 'The server is busy right now. Nothing has been changed.',
      detail: { reason: 'busy', lock: 'rows' },
    })
    await operator.sql`rollback`
    expect(await bulkEditScenarioInstances(user.client, request)).toMatchObject({
      status: 'success',
      replayed: false,
    })
  })
})

describe('switching a feature off', () => {
  const kill = async (session: Session, bound = '1min') => {
    await session.sql`select set_config('lock_timeout', ${bound}, false)`
    const row = await sole(session.sql`select public.kill_feature('feature:scenarios', 'Test') as answer`)
    return row.answer as object
  }

  it('waits for those who write scenarios; who comes later is busy until it is done, and reality is written', async () => {
    const writer = await as(other)
    await writer.sql`begin`
    const scenarioId = await writer.user.createScenario([])
    const operator = await open()
    const killing = kill(operator)
    await untilWaiting(sql, operator.pid)

    const { client } = user
    const [instance] = box.instances
    const ofReality = [
      () => client.from('instances').insert({ kind: 'cash', name: 'During', params: { value: 1 } }),
      () => client.from('instances').update({ name: 'During' }).eq('id', sure(instance).id),
      () =>
        client.rpc('import_instances', {
          p_document: instancesDocument() as never,
          p_request_id: randomUUID(),
        }),
      () => client.from('profiles').update({ theme: 'dark' }).eq('user_id', user.id),
      () => client.from('feedback').insert({ score: 5 } as never),
      () => client.rpc('record_telemetry', { p_events: [] }),
    ]
    for (const write of ofReality) expect((await write()).error).toBeNull()
    const ofScenarios = [
      () => createScenario(user),
      () => client.from('scenarios').insert({ name: 'During' }),
      () => client.from('scenario_instances').update({ name: 'x' }).eq('id', box.copies[0].id),
    ]
    for (const write of ofScenarios)
      expect(refusalOf(sure((await write()).error))).toEqual({ reason: 'busy', lock: 'flags' })

    await writer.sql`commit`
    expect(await killing).toMatchObject({ was_enabled: true })
    expect(await sql`select from public.scenarios where id = ${scenarioId}`).toHaveLength(1)
    for (const write of ofScenarios) expect((await write()).error).toMatchObject({ code: 'PT403' })
  })

  it('is not held up by those who wait for their own writes', async () => {
    // Reality, which no flag guards, in a transaction that is left open.
    const first = await as(user)
    await first.sql`begin`
    await first.user.insertInstances([newInstance()])
    await bound('private.wait_for_user(uuid)', '1min')
    const second = await as(user)
    const writing = refusal(second.user.createScenario([]))
    await untilWaiting(sql, second.pid)
    const operator = await open()
    await kill(operator, '1ms')
    await first.sql`commit`
    expect(await writing).toMatchObject({ code: 'PT403' })
  })

  it('says which sessions it waited for in vain, and how to end the one that all others wait for', async () => {
    const operator = await open('a console')
    await operator.sql`begin`
    await operator.sql`select from public.scenario_instances where id = ${box.copies[0].id} for update`
    const writer = await as(user)
    await writer.sql`begin`
    const named = { ...box.copies[0], name: 'Not for operators' }
    const waiting = Promise.resolve(writer.user.updateContent('scenario_instances', box.copies[0].id, named))
    await untilWaiting(sql, writer.pid)
    const killer = await open()
    const error = await refusal(kill(killer, '50ms'))
    expect(error.code).toBe('PT409')
    expect(error.detail).not.toMatch(/Not for operators/)
    const found = refusalOf(error) as { reason: string; waiting_for?: unknown }
    expect(found.reason).toBe('lock_timeout')
    expect(found.waiting_for).toEqual([
      {
        pid: operator.pid,
        is_writer: false,
        database_user: 'postgres',
        application: 'a console',
        state: 'idle in transaction',
        since: expect.any(String),
        waits_for: [],
      },
      {
        pid: writer.pid,
        is_writer: true,
        database_user: 'postgres',
        application: 'tests',
        state: 'active',
        since: expect.any(String),
        waits_for: [operator.pid],
      },
    ] satisfies (typeof waitedForSchema)['_output'][])
    expect(error.hint).toContain(`select pg_terminate_backend(${operator.pid});`)
    expect(error.hint).not.toContain(`${writer.pid}`)
    // Nothing was switched, and nobody waits for the attempt.
    expect((await createScenario(other)).error).toBeNull()

    await sql`select pg_terminate_backend(${operator.pid})`
    await waiting
    await writer.sql`commit`
    expect(await kill(killer)).toMatchObject({ was_enabled: true })
  })

  it('gives up by itself after ten seconds, through the API as well, with nobody kept from writing meanwhile', async () => {
    const admin = await signUp(stack)
    await sql`insert into public.user_roles (user_id, role) values (${admin.id}, 'admin')`
    const operator = await open('a console')
    await operator.sql`begin`
    await operator.sql`update public.feature_flags set description = 'Kept open' where flag_name = 'feature:scenarios'`
    const killing = admin.client.rpc('kill_feature', {
      p_flag_name: 'feature:scenarios',
      p_reason: 'Test',
    })
    const answered = killing.then((answer) => answer)
    const waits = async () =>
      (await sql`select from pg_locks where not granted and locktype = 'transactionid'`).length
    await expect.poll(waits, { timeout: 10_000 }).toBe(1)
    expect((await createScenario(user)).error).toBeNull()
    const { error, status } = await answered
    expect(status).toBe(409)
    expect(refusalOf(error)).toMatchObject({
      reason: 'lock_timeout',
      waiting_for: [{ pid: operator.pid, is_writer: false, application: 'a console' }],
    })
    expect(sure(error).hint).toContain(`pg_terminate_backend(${operator.pid})`)
  })

  it('keeps its promise whatever was sent to it before: nothing is written once it returned', async () => {
    const stuck = await open()
    await holdFlags(stuck)
    const operator = await open()
    expect(await refusal(kill(operator, '1ms'))).toMatchObject({ code: 'PT409' })
    const flagBefore =
      await sql`select enabled from public.feature_flags where flag_name = 'feature:scenarios'`
    expect(flagBefore[0]).toEqual({ enabled: true })
    await stuck.sql`rollback`
    await kill(operator)
    expect((await persistently(async () => (await createScenario(user)).error))?.code).toBe('PT403')
  })
})
