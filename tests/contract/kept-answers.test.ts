/**
 * What a request leaves, and what a repeated one is answered with: the same as the first, though nothing is kept of it
 * that the history, the rows or a plan can tell.
 */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ApplicationAnswer } from '#data/shapes/plan.ts'
import { scenarioDocument } from '#domain/documents/write-document.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { type Direct, direct, type StoredCopy } from '../support/direct.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, signUp } from '../support/stack.ts'

const sql = adminConnection()
let user: Direct

/** As many as a scenario can hold; three of each copy's fields proposed, the same three otherwise in reality. */
const rows = 2_000
interface World {
  ids: string[]
  scenarioId: string
  copies: StoredCopy[]
}

const cash = (index: number, value = 1_000) => ({
  kind: 'cash' as const,
  name: `Deposit ${index}`,
  status: 'active' as const,
  params: { value, interest_rate: 4, monthly_contribution: 10 },
})

async function clashing(count = rows): Promise<World> {
  const ids = await user.insertInstances(Array.from({ length: count }, (_, index) => cash(index)))
  const scenarioId = await user.createScenario(ids)
  const change = (table: string, by: number) =>
    user.as(
      (transaction) => transaction`
      update public.${transaction(table)} set params = jsonb_build_object('value', ${1_000 + by}::int, 'interest_rate', 5 + ${by}::int,
        'monthly_contribution', 20 + ${by}::int) where ${transaction(table === 'instances' ? 'id' : 'source_instance_id')} = any (${ids})`,
    )
  await change('scenario_instances', 1)
  await change('instances', 2)
  return { ids, scenarioId, copies: await user.copies(scenarioId) }
}

/** Every row of the user's own in every table, in bytes. */
async function kept(of = user.userId): Promise<number> {
  const row = await sole(sql`
    select (select coalesce(sum(pg_column_size(t)), 0) from public.instances as t where user_id = ${of})
      + (select coalesce(sum(pg_column_size(t)), 0) from public.scenarios as t where user_id = ${of})
      + (select coalesce(sum(pg_column_size(t)), 0) from public.scenario_instances as t where user_id = ${of})
      + (select coalesce(sum(pg_column_size(t)), 0) from public.scenario_applications as t where user_id = ${of})
      + (select coalesce(sum(pg_column_size(t)), 0) from public.scenario_application_items as t where user_id = ${of})
      + (select coalesce(sum(pg_column_size(t)), 0) from private.request_answers as t
          join public.scenario_applications as a on a.id = application_id where a.user_id = ${of}) as bytes`)
  return Number(row.bytes)
}

type Values = Record<string, unknown>
const request = () => ({ p_request_id: randomUUID() })

/** Requests that change nothing, by the function; a function that is not here changes something or raises. */
const idle: Record<string, (world: World) => Promise<[string, Values][]>> = {
  update_instances: async ({ ids }) => {
    const all = (params: object) => ({
      p_changes: Object.fromEntries(ids.map((id) => [id, { version: 2, params }])),
      ...request(),
    })
    return [
      ['to what is there', all({ value: 1_002 })],
      ['to what no row may hold', all({ interest_rate: 1e9 })],
    ]
  },
  apply_scenario: async ({ scenarioId }) => [
    ['stale', { p_scenario_id: scenarioId, ...request(), p_fingerprint: 'old' }],
    [
      'in conflict',
      {
        p_scenario_id: scenarioId,
        ...request(),
        p_fingerprint: (await user.preview(scenarioId)).fingerprint,
      },
    ],
  ],
  refresh_scenario_instances: async ({ scenarioId }) => [
    ['with conflicts alone', { p_scenario_id: scenarioId, ...request() }],
  ],
  bulk_edit_scenario_instances: async ({ scenarioId }) => [
    ['to what is there', bulk(scenarioId, { 'params.value': { set: 1_001 } })],
    [
      'of fields that the kind lacks',
      bulk(scenarioId, { 'params.weekly_rent': { add: 1 }, 'params.rate': { add: 1 } }),
    ],
    ['to what no row may hold', bulk(scenarioId, { 'params.interest_rate': { set: 1e9 } })],
  ],
  copy_instances_to_scenario: async ({ scenarioId, ids }) => [
    ['that are there already', { p_scenario_id: scenarioId, p_instance_ids: ids }],
  ],
  set_primary_scenario: async ({ scenarioId }) => {
    await user.call('set_primary_scenario', { p_scenario_id: scenarioId })
    return [['that is the one already', { p_scenario_id: scenarioId }]]
  },
  revert_application: async ({ scenarioId, copies }) => {
    const resolutions = Object.fromEntries(
      copies.map(({ id }) => [
        id,
        Object.fromEntries(
          ['value', 'interest_rate', 'monthly_contribution'].map((key) => [
            `params.${key}`,
            { take: 'proposed' as const },
          ]),
        ),
      ]),
    )
    const { fingerprint } = await user.preview(scenarioId)
    const applied = await user.apply({ scenarioId, fingerprint, resolutions })
    expect(applied.status).toBe('success')
    await user.as(
      (transaction) => transaction`
        update public.instances set params = params || '{"value": 7, "interest_rate": 8, "monthly_contribution": 9}' where true`,
    )
    const p_application_id = applied.application_id
    const preview = await user.previewRevert(p_application_id)
    return [
      ['stale', { p_application_id, ...request(), p_fingerprint: 'old' }],
      ['in conflict', { p_application_id, ...request(), p_fingerprint: preview.fingerprint }],
    ]
  },
}

const bulk = (p_scenario_id: string, p_changes: object) => ({
  p_scenario_id,
  p_scenario_instance_ids: null,
  p_changes,
  ...request(),
})

/** Functions of users that write always, or raise and leave nothing. */
const alwaysWrites = [
  'create_scenario',
  'delete_account',
  'duplicate_scenario',
  'import_instances',
  'import_scenario',
]
/** Counted and bounded by themselves: limits an hour and a day. */
const ofOthers = ['record_telemetry']

describe('a request that changes nothing', () => {
  let world: World
  beforeAll(async () => {
    user = direct(sql, (await signUp()).id)
    world = await clashing()
  }, 60_000)

  it('is in this table, for every function that a user can write by', async () => {
    const functions = await sql`
      select proname from pg_proc where pronamespace = 'public'::regnamespace and provolatile = 'v' and prokind = 'f'
        and prorettype <> 'event_trigger'::regtype and has_function_privilege('authenticated', oid, 'execute')
        and pg_get_functiondef(oid) not like '%statement_timeout%' or proname = 'delete_account'`
    const known = [...Object.keys(idle), ...alwaysWrites, ...ofOthers, ...ofOperators]
    expect(functions.map(({ proname }) => proname as string).filter((name) => !known.includes(name))).toEqual(
      [],
    )
  })

  it.each(Object.keys(idle))(
    'leaves at most 200 kB at 2,000 rows, and its repetition nothing: %s',
    async (name) => {
      for (const [what, values] of await sure(idle[name])(world)) {
        const before = await kept()
        const first = await user.call(name, values)
        const after = await kept()
        expect(after - before, `${name} ${what}`).toBeLessThanOrEqual(200_000)
        if (!('p_request_id' in values)) continue
        const again = (await user.call(name, values)) as object
        expect(again).toEqual({ ...(first as object), replayed: true })
        expect(await kept()).toBe(after)
      }
    },
    120_000,
  )
})

/** Administrators and operators: what they write is theirs to bound. */
const ofOperators = ['acknowledge_alert', 'set_feature_flag_for_emails', 'sign_off']

describe('a repeated request is answered as the first was, from what was written', () => {
  beforeAll(async () => {
    user = direct(sql, (await signUp()).id)
  })

  const twice = async (name: string, values: Values) => {
    const first = (await user.call(name, values)) as Values
    const before = await kept()
    expect(await user.call(name, values)).toEqual({ ...first, replayed: true })
    expect(await kept()).toBe(before)
    return first
  }

  it('create, copy and duplicate', async () => {
    const ids = await user.insertInstances([cash(1), cash(2), cash(3)])
    const p_instance_ids = [ids[2], ids[0], ids[1], ids[0]]
    const { scenario, copied } = await twice('create_scenario', {
      ...request(),
      p_name: 'What if',
      p_description: 'Words',
      p_instance_ids,
    })
    expect(copied).toMatchObject([ids[2], ids[0], ids[1]].map((instance_id) => ({ instance_id })))
    const { id } = scenario as { id: string }
    await twice('duplicate_scenario', { p_scenario_id: id, p_name: 'Again', ...request() })
  })

  it('an import, with what was compared with reality', async () => {
    const ids = await user.insertInstances([cash(1), cash(2)])
    const scenarioId = await user.createScenario(ids)
    const [scenario] = await sql`select * from public.scenarios where id = ${scenarioId}`
    const copies = await sql`select * from public.scenario_instances where scenario_id = ${scenarioId}`
    const document = scenarioDocument(scenario as never, copies as never)
    const entries = document.instances.map(({ base: _, ...entry }, index) =>
      index === 0 ? entry : sure(document.instances[index]),
    )
    const answer = await twice('import_scenario', {
      p_document: { ...document, instances: entries },
      ...request(),
    })
    expect(answer.compared_with_reality).toHaveLength(1)
    const instances = [cash(7), cash(8)]
    const imported = await twice('import_instances', {
      p_document: { format: 'scenarios/instances', version: 1, instances },
      ...request(),
    })
    expect(imported.imported).toHaveLength(2)
  })

  it('a bulk edit, with what it did not concern', async () => {
    const ids = await user.insertInstances([cash(1), cash(2)])
    const scenarioId = await user.createScenario(ids)
    const answer = await twice(
      'bulk_edit_scenario_instances',
      bulk(scenarioId, { 'params.value': { add: 1 }, 'params.weekly_rent': { add: 1 } }),
    )
    expect(answer).toMatchObject({ changed: [{ version: 2 }, { version: 2 }], error: null })
    expect(answer.not_concerned).toHaveLength(2)
    const refused = await twice(
      'bulk_edit_scenario_instances',
      bulk(scenarioId, { 'params.interest_rate': { set: 1e9 } }),
    )
    expect(refused).toMatchObject({
      status: 'failed',
      error: { code: 'PT422' },
      changed: [],
      not_concerned: [],
    })
  })

  it('a refresh that took some in and left some in conflict', async () => {
    const { scenarioId, ids } = await clashing(3)
    await user.updateContent('instances', sure(ids[1]), { ...cash(1), name: 'Renamed' })
    const answer = await twice('refresh_scenario_instances', { p_scenario_id: scenarioId, ...request() })
    expect((answer.items as unknown[]).length).toBe(3)
    expect((answer.conflicts as unknown[]).length).toBeGreaterThan(0)
  })

  it('an apply and its undo, with what was created, recreated and discarded', async () => {
    const ids = await user.insertInstances([cash(1), cash(2), cash(3)])
    const scenarioId = await user.createScenario(ids)
    const [changed, recreated] = await user.copies(scenarioId)
    await user.updateContent('scenario_instances', sure(changed).id, cash(1, 2_000))
    await user.updateContent('scenario_instances', sure(recreated).id, cash(2, 3_000))
    await user.as(
      (transaction) => transaction`
      insert into public.scenario_instances (scenario_id, kind, name, params) values (${scenarioId}, 'cash', 'New', '{"value": 5.0}')`,
    )
    await user.deleteRow('instances', sure(ids[1]))
    await user.deleteRow('instances', sure(ids[2]))
    const resolutions = { [sure(recreated).id]: { '*': { take: 'proposed' as const } } }
    const { fingerprint } = await user.preview(scenarioId, resolutions)
    const applied = (await twice('apply_scenario', {
      p_scenario_id: scenarioId,
      ...request(),
      p_fingerprint: fingerprint,
      p_resolutions: resolutions,
    })) as unknown as ApplicationAnswer
    expect(applied.items.map(({ action }) => action).sort()).toEqual([
      'create',
      'discard',
      'recreate',
      'update',
    ])
    const preview = await user.previewRevert(applied.application_id)
    const reverted = await twice('revert_application', {
      p_application_id: applied.application_id,
      ...request(),
      p_fingerprint: preview.fingerprint,
    })
    expect(reverted).toMatchObject({ status: 'success' })
  })
})

describe('a repeated request that had changed nothing', () => {
  it('is planned again: stale, with what is true by now', async () => {
    user = direct(sql, (await signUp()).id)
    const { scenarioId, ids } = await clashing(1)
    const values = {
      p_scenario_id: scenarioId,
      ...request(),
      p_fingerprint: (await user.preview(scenarioId)).fingerprint,
    }
    const first = (await user.call('apply_scenario', values)) as ApplicationAnswer
    expect(first).toMatchObject({ status: 'conflict', stale: false })
    await user.updateContent('instances', sure(ids[0]), cash(0))
    const now = await user.preview(scenarioId)
    expect(now.conflicts).toEqual([])
    expect(await user.call('apply_scenario', values)).toEqual({
      ...first,
      stale: true,
      replayed: true,
      fingerprint: now.fingerprint,
      items: now.items,
      conflicts: [],
    })
    const [reality] = await user.instances(ids)
    expect(sure(reality).params.value).toBe(1_000)
  })
})

describe('what was answered long ago', () => {
  const purge = (application_id: string) =>
    sql`delete from private.request_answers where application_id = ${application_id}`

  it('is not carried out again, and its repetition says that it was', async () => {
    user = direct(sql, (await signUp()).id)
    const values = { ...request(), p_name: 'Once' }
    const { application_id } = (await user.call('create_scenario', values)) as { application_id: string }
    await purge(application_id)
    const refusal = await user.call('create_scenario', values).catch((error: unknown) => error)
    expect(refusalOf(refusal as never)).toEqual({
      reason: 'answered_long_ago',
      request_id: values.p_request_id,
      application_id,
      status: 'success',
    })
    expect(String(refusal)).toContain('This was carried out long ago, and is not carried out again.')
    const scenarios = await sql`select from public.scenarios where user_id = ${user.userId}`
    expect(scenarios).toHaveLength(1)
  })

  it('is forgotten where it had changed nothing', async () => {
    user = direct(sql, (await signUp()).id)
    const { scenarioId } = await clashing(1)
    const values = { p_scenario_id: scenarioId, ...request(), p_fingerprint: 'old' }
    const first = (await user.call('apply_scenario', values)) as ApplicationAnswer
    await purge(first.application_id)
    const again = (await user.call('apply_scenario', values)) as ApplicationAnswer
    expect(again).toMatchObject({ status: 'conflict', replayed: false })
    expect(again.application_id).not.toBe(first.application_id)
  })
})

describe('limits of what an account can hold', () => {
  class Rollback extends Error {}

  /** With a limit as small as said, taken back at the end. */
  async function within(
    name: string,
    value: number,
    work: (sql: postgres.TransactionSql, as: Direct) => Promise<void>,
  ) {
    const { id } = await signUp()
    await sql
      .begin(async (transaction) => {
        await transaction`update private.limits set value = ${value} where name = ${name}`
        await transaction`select set_config('request.jwt.claim.sub', ${id}, true), set_config('request.jwt.claims', ${JSON.stringify({ sub: id })}, true)`
        await work(transaction, direct({ begin: (run: never) => transaction.savepoint(run) } as never, id))
        throw new Rollback()
      })
      .catch((error: unknown) => {
        if (!(error instanceof Rollback)) throw error
      })
  }

  it('max_copies: all copies of an account, over its scenarios', () =>
    within('max_copies', 3, async (_sql, as) => {
      const ids = await as.insertInstances([cash(1), cash(2)])
      await as.createScenario(ids)
      const refusal = await as.createScenario(ids).catch((error: unknown) => error)
      expect(refusalOf(refusal as never)).toMatchObject({
        reason: 'limit',
        limit: 'max_copies',
        max: 3,
        count: 4,
      })
    }))

  it('max_history_entries: operations that changed something', () =>
    within('max_history_entries', 1, async (_sql, as) => {
      await as.createScenario([])
      const refusal = await as.createScenario([]).catch((error: unknown) => error)
      expect(refusalOf(refusal as never)).toMatchObject({ reason: 'limit', limit: 'max_history_entries' })
    }))

  it('max_attempts: of those that changed nothing the oldest are forgotten', () =>
    within('max_attempts', 2, async (transaction, as) => {
      const ids = await as.insertInstances([cash(1)])
      const scenarioId = await as.createScenario(ids)
      const attempts: string[] = []
      for (let attempt = 0; attempt < 4; attempt++)
        attempts.push((await as.apply({ scenarioId, fingerprint: 'old' })).application_id)
      const left = await transaction`
        select id from public.scenario_applications where user_id = ${as.userId} and status <> 'success'`
      expect(left).toHaveLength(2)
      await transaction`reset role`
      const answers = await transaction`
        select from private.request_answers where application_id = any (${attempts})`
      expect(answers).toHaveLength(2)
    }))

  it('max_history_items: the oldest go, those first that no undo needs, and the entry says so', () =>
    within('max_history_items', 3, async (transaction, as) => {
      const ids = await as.insertInstances([cash(1)])
      const requestId = randomUUID()
      const values = { p_request_id: requestId, p_name: 'First', p_instance_ids: ids }
      const { scenario } = (await as.call('create_scenario', values)) as { scenario: { id: string } }
      const scenarioId = scenario.id
      const [copy] = await as.copies(scenarioId)
      const applyValue = async (value: number) => {
        await as.updateContent('scenario_instances', sure(copy).id, cash(1, value))
        const { fingerprint } = await as.preview(scenarioId)
        return (await as.apply({ scenarioId, fingerprint })).application_id
      }
      const pruned = async () => {
        const rows = await transaction`
          select operation, items_pruned from public.scenario_applications where user_id = ${as.userId} order by operation, items_pruned desc`
        return rows.map(({ operation, items_pruned }) => [operation, items_pruned])
      }
      const first = await applyValue(2_000)
      expect(await pruned()).toEqual([
        ['add', false],
        ['apply', false],
        ['create', false],
      ])
      await applyValue(3_000)
      expect(await pruned()).toEqual([
        ['add', false],
        ['apply', false],
        ['apply', false],
        ['create', true],
      ])
      await applyValue(4_000)
      await applyValue(5_000)
      expect(await pruned()).toEqual([
        ['add', true],
        ['apply', true],
        ['apply', false],
        ['apply', false],
        ['apply', false],
        ['create', true],
      ])
      expect(
        await transaction`select from public.scenario_application_items where user_id = ${as.userId}`,
      ).toHaveLength(3)
      const undone = await sole(transaction`
        select id from public.scenario_applications where user_id = ${as.userId} and operation = 'apply' and items_pruned`)
      const undoing = await as.previewRevert(undone.id).catch((error: unknown) => error)
      expect(refusalOf(undoing as never)).toMatchObject({ reason: 'no_longer_kept' })
      const again = await as.call('create_scenario', values).catch((error: unknown) => error)
      expect(refusalOf(again as never)).toMatchObject({ reason: 'answered_long_ago', status: 'success' })
      expect(first).toBeDefined()
    }))
})
