/**
 * What an operator does by plain SQL, with triggers and without: no value of a user is lost, an apply writes the fields of
 * its plan and no other, and whatever is refused is refused by a code that is documented.
 */
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applyScenario, previewApply } from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import { deleteInstance, getInstance, updateInstance } from '#data/instances/instances.api.ts'
import {
  getScenarioInstance,
  listScenarioInstances,
  refreshScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { createScenario, duplicateScenario } from '#data/scenarios/scenarios.api.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { apply, revert } from '../support/apply.ts'
import { contentOf, newInstance, propose, type Sandbox, sandbox } from '../support/factories.ts'
import { integritySchema } from '../support/operations-answers.ts'
import { ownStack } from '../support/own-stack.ts'
import { refusalOf } from '../support/refusal.ts'
import { serviceRole, signUp, type TestUser } from '../support/stack.ts'

/** A stack of its own: what is damaged here would be found by every other file that asks for integrity. */
let stack: Stack
let sql: postgres.Sql
let user: TestUser
let client: Client
let box: Sandbox
let id: string
let copyId: string

beforeAll(async () => {
  stack = await ownStack()
  sql = postgres(stack.dbUrl, { max: 4, onnotice: () => {} })
  user = await signUp(stack)
  client = user.client
}, 120_000)
afterAll(async () => {
  await sql?.end({ timeout: 5 })
  await stack?.stop()
})

/** Reality 1,000 at 4 %, and a proposal of 2,000. */
beforeEach(async () => {
  box = await sandbox(client, [newInstance({ params: { value: 1_000, interest_rate: 4 } })])
  id = box.instances[0].id
  await propose(client, box.copies[0], { params: { value: 2_000 } })
  copyId = box.copies[0].id
})

const params = async () => (await getInstance(client, id)).params

/** As a repair or a restore does it: no trigger runs, so versions and bookkeeping stay as they are. */
const untriggered = (work: (sql: postgres.TransactionSql) => Promise<unknown>) =>
  sql.begin(async (transaction) => {
    await transaction`set local session_replication_role = replica`
    await work(transaction)
  })

const putBack = (version: number, values: object, lineage: string | null = null) => sql`
  insert into public.instances (id, user_id, lineage_id, name, kind, params, version)
  values (${id}, ${user.id}, ${lineage ?? randomUUID()}, 'Deposit', 'cash', ${sql.json(values as never)}, ${version})`
const remove = () => sql`delete from public.instances where id = ${id}`

describe('an apply writes what its plan lists, and keeps every other field of reality', () => {
  it.each([
    [
      'changed without its version',
      () =>
        untriggered(
          (sql) =>
            sql`update public.instances set params = '{"value": 1000, "interest_rate": 9}' where id = ${id}`,
        ),
    ],
    [
      'changed and given the version that copies know',
      async () => {
        await sql`update public.instances set params = '{"value": 1000, "interest_rate": 9}' where id = ${id}`
        await untriggered((sql) => sql`update public.instances set version = 1 where id = ${id}`)
      },
    ],
    [
      'deleted for good and put back at the version that copies know',
      async () => {
        await remove()
        await putBack(1, { value: 1_000, interest_rate: 9 })
      },
    ],
    [
      'deleted for good and put back with nothing having noticed',
      () =>
        untriggered(async (sql) => {
          await sql`delete from public.instances where id = ${id}`
          await sql`
            insert into public.instances (id, user_id, lineage_id, name, kind, params)
            values (${id}, ${user.id}, ${box.instances[0].lineage_id}, 'Deposit', 'cash', '{"value": 1000, "interest_rate": 9}')`
        }),
    ],
    [
      'set back below the version that copies know',
      async () => {
        await untriggered(
          (sql) => sql`
            update public.instances set version = 1, params = '{"value": 1000, "interest_rate": 9}' where id = ${id}`,
        )
        await untriggered(
          (sql) => sql`update public.scenario_instances set base_version = 7 where id = ${copyId}`,
        )
      },
    ],
  ])('where it was %s', async (_what, act) => {
    await act()
    const answer = await apply(client, box.scenario.id)
    expect(answer).toMatchObject({ status: 'success' })
    expect(sure(answer.items[0]).fields.filter(({ outcome }) => outcome === 'proposed_only')).toMatchObject([
      { field: 'params.value', current: 1_000, result: 2_000 },
    ])
    expect(await params()).toEqual({ value: 2_000, interest_rate: 9 })
    await revert(client, answer.application_id)
    expect(await params()).toEqual({ value: 1_000, interest_rate: 9 })
  })

  it('and asks where what was changed without its version is proposed otherwise', async () => {
    await untriggered((sql) => sql`update public.instances set params = '{"value": 1500}' where id = ${id}`)
    expect(await apply(client, box.scenario.id)).toMatchObject({
      status: 'conflict',
      conflicts: [{ field: 'params.value' }],
    })
    expect(await params()).toEqual({ value: 1_500 })
  })

  it('and is stale where that happened after the preview', async () => {
    const { fingerprint } = await previewApply(client, { scenarioId: box.scenario.id })
    await untriggered(
      (sql) =>
        sql`update public.instances set params = '{"value": 1000, "interest_rate": 9}' where id = ${id}`,
    )
    const answer = await applyScenario(client, {
      scenarioId: box.scenario.id,
      requestId: randomUUID(),
      fingerprint,
    })
    expect(answer).toMatchObject({ status: 'conflict', stale: true })
  })

  it('and lists what a copy proposes though its bookkeeping does not say so', async () => {
    await untriggered(
      (sql) =>
        sql`update public.scenario_instances set params = '{"value": 2000, "interest_rate": 8}' where id = ${copyId}`,
    )
    const answer = await apply(client, box.scenario.id)
    expect(sure(answer.items[0]).fields.map(({ field }) => field)).toEqual([
      'params.interest_rate',
      'params.value',
    ])
    expect(await params()).toEqual({ value: 2_000, interest_rate: 8 })
  })
})

it('takes what was changed without its version into a scenario, and leaves what is proposed', async () => {
  await untriggered(
    (sql) => sql`update public.instances set params = '{"value": 1000, "interest_rate": 9}' where id = ${id}`,
  )
  await refreshScenarioInstances(client, { scenarioId: box.scenario.id, requestId: randomUUID() })
  expect(await getScenarioInstance(client, copyId)).toMatchObject({
    params: { value: 2_000, interest_rate: 9 },
    base: { params: { value: 1_000, interest_rate: 9 } },
  })
})

describe('a row that is put back', () => {
  it('has the lineage it had, and a version above every one that was seen', async () => {
    await sql`update public.instances set params = '{"value": 1200}' where id = ${id}`
    await remove()
    await putBack(1, { value: 1_000 })
    expect(await getInstance(client, id)).toMatchObject({
      lineage_id: box.instances[0].lineage_id,
      version: 3,
    })
    await apply(client, box.scenario.id)
    const { data } = await serviceRole(stack).rpc('verify_integrity')
    const mine = integritySchema.parse(data).filter(({ sample_ids }) => sample_ids.includes(id))
    expect(mine).toEqual([])
  })

  it('for somebody else is theirs: what is proposed comes back under another id', async () => {
    const other = await signUp(stack)
    await remove()
    await sql`insert into public.instances (id, user_id, name, kind, params) values (${id}, ${other.id}, 'Theirs', 'cash', '{"value": 7}')`
    const { conflicts } = await previewApply(client, { scenarioId: box.scenario.id })
    expect(conflicts).toMatchObject([{ field: '*' }])
    const answer = await apply(client, box.scenario.id, {
      resolutions: { [copyId]: { '*': { take: 'proposed' } } },
    })
    expect(answer).toMatchObject({
      status: 'success',
      items: [{ action: 'recreate', after: { params: { value: 2_000 } } }],
    })
    const back = sure(answer.items[0]?.instance_id)
    expect(back).not.toBe(id)
    expect((await getInstance(client, back)).params.value).toBe(2_000)
    expect((await getInstance(other.client, id)).params).toEqual({ value: 7 })
  })
})

describe('purging leaves for the next time what somebody holds', () => {
  const purge = () =>
    sql.begin(async (transaction) => {
      await transaction`select set_config('lock_timeout', '1s', true)`
      const row = await sole(transaction`select public.purge_deleted('30 days') as removed`)
      return row.removed as object
    })
  const there = async () => {
    const [row] = await sql`select
      (select count(*)::int from public.instances where id = ${id}) as instances,
      (select count(*)::int from public.scenarios where id = ${box.scenario.id}) as scenarios,
      (select count(*)::int from public.scenario_instances where id = ${copyId}) as copies`
    return row
  }

  const instanceStays = { instances: 1, scenarios: 0, copies: 0 }
  const scenarioStays = { instances: 0, scenarios: 1, copies: 1 }

  it.each([
    ['an instance', () => sql`public.instances where id = ${id}`, instanceStays],
    ['a copy', () => sql`public.scenario_instances where id = ${copyId}`, scenarioStays],
    ['a scenario', () => sql`public.scenarios where id = ${box.scenario.id}`, scenarioStays],
    [
      'an entry of its history',
      () => sql`public.scenario_applications where scenario_id = ${box.scenario.id}`,
      scenarioStays,
    ],
    ['its user', () => sql`auth.users where id = ${user.id}`, instanceStays],
  ])('%s', async (_what, held, left) => {
    await sql`update public.instances set deleted_at = now() - interval '31 days' where id = ${id}`
    await sql`update public.scenarios set deleted_at = now() - interval '31 days' where id = ${box.scenario.id}`
    const holder = await sql.reserve()
    try {
      await holder`begin`
      await holder`select from ${held()} for update`
      await purge()
      expect(await there()).toEqual(left)
    } finally {
      await holder`rollback`
      holder.release()
    }
    await purge()
    expect(await there()).toEqual({ instances: 0, scenarios: 0, copies: 0 })
  })
})

describe('a version that nothing could be counted on from', () => {
  it.each([
    ['instances', 'version', () => sql`update public.instances set version = 2147483647 where id = ${id}`],
    [
      'scenario_instances',
      'base_version',
      () => sql`update public.scenario_instances set base_version = 2147483647 where id = ${copyId}`,
    ],
    [
      'scenarios',
      'version',
      () => sql`insert into public.scenarios (user_id, name, version) values (${user.id}, 'Odd', 2147483647)`,
    ],
  ])('of %s is refused', async (table, field, act) => {
    const refusal = await act().catch((error: unknown) => error)
    expect(refusalOf(refusal as never)).toMatchObject({
      reason: 'invalid_content',
      table,
      field,
      problem: 'out_of_range',
    })
  })
})

describe('the greatest version that an operator may set', () => {
  const greatest = 1_000_000_000
  beforeEach(async () => {
    await sql`update public.instances set version = ${greatest} where id = ${id}`
  })

  const versions = async () => {
    const [row] = await sql`
      select instance.version, copy.base_version from public.instances as instance
      join public.scenario_instances as copy on copy.source_instance_id = instance.id and copy.id = ${copyId}
      where instance.id = ${id}`
    return row
  }
  const edit = async () => {
    const { version } = await getInstance(client, id)
    const content = { ...contentOf(box.instances[0]), params: { value: 1_000, interest_rate: 9 } }
    await updateInstance(client, { id, version, content })
  }
  const refresh = () =>
    refreshScenarioInstances(client, { scenarioId: box.scenario.id, requestId: randomUUID() })

  it('goes on rising, through every operation that knows of it', async () => {
    await edit()
    await createScenario(client, { requestId: randomUUID(), name: 'Copied', instanceIds: [id] })
    await refresh()
    expect(await versions()).toEqual({ version: greatest + 1, base_version: greatest + 1 })
    const { scenario } = await duplicateScenario(client, {
      scenarioId: box.scenario.id,
      requestId: randomUUID(),
      name: 'Again',
    })
    expect(await listScenarioInstances(client, scenario.id)).toMatchObject([{ base_version: greatest + 1 }])
    const answer = await apply(client, box.scenario.id)
    expect(answer).toMatchObject({ status: 'success' })
    expect(await versions()).toEqual({ version: greatest + 2, base_version: greatest + 2 })
    await revert(client, answer.application_id)
    expect(await versions()).toMatchObject({ version: greatest + 3 })
  })

  it('goes on rising where what was deleted comes back by an apply', async () => {
    await edit()
    await deleteInstance(client, id)
    const resolutions = { [copyId]: { '*': { take: 'proposed' } } } as const
    await apply(client, box.scenario.id, { resolutions })
    expect(await versions()).toEqual({ version: greatest + 2, base_version: greatest + 2 })
    await remove()
    await propose(client, await getScenarioInstance(client, copyId), { params: { value: 3_000 } })
    await apply(client, box.scenario.id, { resolutions })
    expect(await versions()).toEqual({ version: greatest + 3, base_version: greatest + 3 })
  })

  it('is no hindrance to what an operator writes beside it', async () => {
    await edit()
    await refresh()
    await sql`update public.instances set name = 'Renamed' where id = ${id}`
    await sql`update public.scenario_instances set name = 'Renamed' where id = ${copyId}`
    expect(await versions()).toEqual({ version: greatest + 2, base_version: greatest + 1 })
    await remove()
    await putBack(1, { value: 1_000 })
    expect(await versions()).toMatchObject({ version: greatest + 3 })
  })

  it.each([
    [
      'instances',
      'version',
      () => sql`update public.instances set version = ${greatest + 1} where id = ${id}`,
    ],
    ['instances', 'version', () => remove().then(() => putBack(greatest + 1, { value: 1_000 }))],
    [
      'scenario_instances',
      'base_version',
      () => sql`update public.scenario_instances set base_version = ${greatest + 1} where id = ${copyId}`,
    ],
  ])('of %s is the last one that is taken as %s', async (table, field, act) => {
    const refusal = await act().catch((error: unknown) => error)
    expect(refusalOf(refusal as never)).toMatchObject({
      table,
      field,
      problem: 'out_of_range',
      max: greatest,
    })
  })
})
