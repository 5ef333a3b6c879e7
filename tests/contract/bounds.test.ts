/**
 * What is sent is bounded before it costs: every argument of every function, and every column that a user writes, is
 * refused in words that name the limit while a patient server would still be at work on it.
 */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, asUser, signUp } from '../support/stack.ts'

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
          array_fill(${row!.id}::uuid, array[2000])) -> 'copied') as number`
    })
    expect(copied).toEqual({ number: 1 })
  })
})

describe('rows', () => {
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
      new Set(['feedback', 'instances', 'profiles', 'scenario_instances', 'scenarios', 'telemetry_events']),
    )
    const [scenario] = await asUser(
      sql,
      userId,
      (transaction) => transaction`insert into public.scenarios (name) values ('Mine') returning id`,
    )
    const required: Record<string, Record<string, string>> = {
      instances: { name: `'x'`, kind: `'cash'`, params: `'{"value": 1}'` },
      scenario_instances: {
        scenario_id: `'${scenario!.id}'`,
        name: `'x'`,
        kind: `'cash'`,
        params: `'{"value": 1}'`,
      },
      scenarios: { name: `'x'` },
      feedback: { score: '5' },
      telemetry_events: { session_id: 'gen_random_uuid()', name: `'feature'` },
    }
    for (const { table_name, column_name, data_type } of own) {
      const value = tooMuch[columnType[data_type]!]!
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
})
