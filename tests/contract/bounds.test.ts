/**
 * What is sent is bounded before it costs: every argument of every function, and every column that a user writes, is
 * refused in words that name the limit while a patient server would still be at work on it.
 */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { sure } from '../../scripts/sure.ts'
import { asUser } from '../support/as-user.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, signUp } from '../support/stack.ts'

const sql = adminConnection()
let userId: string
beforeAll(async () => {
  userId = (await signUp()).id
})

/** By type, what is far too much of it: 400,000 times one id, 5 MB of text, 18 MB of json. */
const tooMuch: Record<string, string> = {
  text: `repeat('x', 5000000)`,
  'uuid[]': `array_fill('${randomUUID()}'::uuid, array[400000])`,
  'text[]': `array_fill('somebody@example.com'::text, array[400000])`,
  jsonb: `to_jsonb(repeat('[1]', 6000000))`,
}

/** What a function that is patient with it would need longer than. */
const refusedAt = async (statement: string) => {
  const error = await asUser(sql, userId, async (transaction) => {
    await transaction`select set_config('statement_timeout', '4s', true)`
    await transaction.unsafe(statement)
  }).then(
    () => expect.fail(`taken: ${statement}`),
    (reason) => reason,
  )
  return refusalOf(error, statement)
}

interface Argument {
  function: string
  name: string
  type: string
  others: string[]
}

class Rollback extends Error {}

const isBounded = ({ type }: { type: string }) => type in tooMuch

describe('functions', () => {
  let found: Argument[]
  beforeAll(async () => {
    const rows = await sql`
      select p.proname as function, name, format_type(type, null) as type,
        array(select other || ' => null' from unnest(p.proargnames) as other where other <> name) as others
      from pg_proc as p cross join unnest(p.proargnames, p.proargtypes::oid[]) as argument (name, type)
      where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
        and has_function_privilege('authenticated', p.oid, 'execute')
      order by 1, 2`
    found = rows as unknown as Argument[]
  })

  it('take nothing whose size is not known: each argument is of a type that is small, or bounded here', () => {
    const small = ['uuid', 'boolean', 'interval', 'timestamp with time zone']
    expect(found.filter(({ type }) => !small.includes(type) && !(type in tooMuch))).toEqual([])
    expect(found.filter(isBounded).length).toBeGreaterThan(25)
  })

  it('refuse what is too much, whatever else is sent', async () => {
    for (const { function: name, name: argument, type, others } of found.filter(isBounded)) {
      const values = [`${argument} => ${tooMuch[type]}`, ...others].join(', ')
      const refusal = await refusedAt(`select public.${name}(${values})`)
      expect(refusal, `${name} ${argument}`).toMatchObject({
        reason: 'limit',
        limit: expect.stringMatching(/^max_/),
      })
    }
  }, 120_000)

  it('take one id as often as an account can have instances, and copy it once', async () => {
    const [copied] = await asUser(sql, userId, async (transaction) => {
      await transaction`select set_config('statement_timeout', '5s', true)`
      const [row] =
        await transaction`insert into public.instances (name, kind, params) values ('One', 'cash', '{"value": 1}') returning id`
      return transaction`
        select json_array_length(public.create_scenario(gen_random_uuid(), 'Once', null,
          array_fill(${sure(row).id}::uuid, array[2000])) -> 'copied') as number`
    })
    expect(copied).toEqual({ number: 1 })
  })
})

describe('rows', () => {
  /** By table, what a row of it needs. */
  let required: Record<string, Record<string, string>>
  beforeAll(async () => {
    const [scenario] = await asUser(
      sql,
      userId,
      (transaction) => transaction`insert into public.scenarios (name) values ('Mine') returning id`,
    )
    const cash = { name: `'x'`, kind: `'cash'`, params: `'{"value": 1}'` }
    required = {
      instances: cash,
      scenario_instances: { scenario_id: `'${sure(scenario).id}'`, ...cash },
      scenarios: { name: `'x'` },
      feedback: { score: '5' },
      kept_projections: {
        start_month: `to_char(now(), 'YYYY-MM')`,
        engine_version: '1',
        months: `'[0]'`,
        net_worth: `'[1]'`,
      },
      telemetry_events: { session_id: 'gen_random_uuid()', name: `'feature'` },
    }
  })

  /** Written by administrators and operators. */
  const ofOthers = /^(feature_flag|user_feature_flags|user_roles|support_tickets|rollout_|operation_)/
  const columnType: Record<string, string> = { text: 'text', jsonb: 'jsonb', ARRAY: 'text[]' }

  it('refuse what is too much in any column that a user writes', async () => {
    const columns = await sql`
      select c.table_name, c.column_name, c.data_type, min(p.privilege_type) as privilege
      from information_schema.columns as c join information_schema.column_privileges as p using (table_schema, table_name, column_name)
      where table_schema = 'public' and grantee = 'authenticated' and privilege_type in ('INSERT', 'UPDATE')
        and data_type in ('text', 'jsonb', 'ARRAY')
      group by 1, 2, 3 order by 1, 2`
    const own = columns.filter(({ table_name }) => !ofOthers.test(table_name))
    expect(new Set(own.map(({ table_name }) => table_name))).toEqual(
      new Set([
        'feedback',
        'instances',
        'kept_projections',
        'profiles',
        'scenario_instances',
        'scenarios',
        'telemetry_events',
      ]),
    )
    for (const { table_name, column_name, data_type } of own) {
      const value = sure(tooMuch[sure(columnType[data_type])])
      const row = { ...required[table_name], [column_name]: value }
      const statement = required[table_name]
        ? `insert into public.${table_name} (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
        : `update public.${table_name} set ${column_name} = ${value} where user_id = '${userId}'`
      expect(await refusedAt(statement), statement.slice(0, 200)).toMatchObject({
        reason: 'invalid_content',
        field: column_name,
        problem: 'wrong_length',
        limit: 'max_row_bytes',
      })
    }
  }, 60_000)

  /** As the user, where the limits are small; everything is taken back. */
  const withSmallLimits = (work: (transaction: postgres.TransactionSql) => Promise<void>) =>
    asUser(sql, userId, async (transaction) => {
      await transaction`set local role none`
      await transaction`create temp sequence looked_at`
      await transaction`grant usage on sequence looked_at to authenticated, service_role`
      await transaction`update private.limits set value = 10
        where name in ('max_instances', 'max_scenarios', 'max_rows_a_request', 'max_projections_a_request', 'max_telemetry_events_a_request', 'max_feedback_a_day')`
      await transaction`set local role authenticated`
      await work(transaction)
      throw new Rollback()
    }).catch((error: unknown) => {
      if (!(error instanceof Rollback)) throw error
    })

  const manyAtOnce: [table: string, limit: string, conflict?: string][] = [
    ['feedback', 'max_feedback_a_day'],
    ['instances', 'max_instances'],
    ['kept_projections', 'max_projections_a_request'],
    ['profiles', 'max_rows_a_request', 'on conflict do nothing'],
    ['scenario_instances', 'max_rows_a_request'],
    ['scenarios', 'max_scenarios'],
    ['telemetry_events', 'max_telemetry_events_a_request'],
  ]

  it('are of a table whose rows are counted while they come, wherever a user adds them', async () => {
    const tables = await sql`
      select distinct table_name from information_schema.column_privileges
      where table_schema = 'public' and grantee = 'authenticated' and privilege_type = 'INSERT' order by 1`
    const own = tables.map(({ table_name }) => table_name).filter((table) => !ofOthers.test(table))
    expect(own).toEqual(manyAtOnce.map(([table]) => table))
  })

  it.each(manyAtOnce)(
    'of %s are refused at the first one past the limit, and those behind it are not looked at',
    (table, limit, conflict = '') =>
      withSmallLimits(async (transaction) => {
        const row = required[table] ?? { theme: `'dark'` }
        const refusal = await transaction
          .savepoint((inner) =>
            inner.unsafe(`
              insert into public.${table} (${Object.keys(row).join(', ')})
              select ${Object.values(row).join(', ')} from generate_series(1, 1000)
              where nextval('pg_temp.looked_at') > 0 ${conflict}`),
          )
          .catch((error) => error)
        expect(refusalOf(refusal, table)).toMatchObject({ reason: 'limit', limit, max: 10, count: 11 })
        const [looked] = await transaction`select currval('pg_temp.looked_at')::int as at`
        expect(looked).toEqual({ at: 11 })
      }),
  )

  it('are counted anew in each statement, and not at all for our functions and the service role', () =>
    withSmallLimits(async (transaction) => {
      const add = (number: number) => transaction`
        insert into public.scenario_instances (scenario_id, name, kind, params)
        select id, 'x', 'cash', '{"value": 1}' from public.scenarios cross join generate_series(1, ${number}::int)
        where name = 'Mine'`
      await add(10)
      await add(10)
      const added = await transaction`
        insert into public.instances (name, kind, params)
        select 'x', 'cash', '{"value": 1}' from generate_series(1, 5) returning id`
      await transaction`set local role none`
      await transaction`update private.limits set value = 2 where name = 'max_rows_a_request'`
      await transaction`set local role authenticated`
      await transaction`select public.create_scenario(gen_random_uuid(), 'All', null, ${added.map(({ id }) => id)}::uuid[])`
      await transaction`set local role service_role`
      await transaction`
        insert into public.scenario_instances (user_id, scenario_id, name, kind, params)
        select user_id, id, 'x', 'cash', '{"value": 1}' from public.scenarios cross join generate_series(1, 3)
        where name = 'Mine' and user_id = ${userId}`
    }))
})
