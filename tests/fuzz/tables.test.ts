/**
 * A user with a valid session who sends whatever they like to the tables themselves: forged owners, versions, lineages,
 * bases and times, ids of others, absurd JSON. Whatever the answer is, nothing of anybody else changes, their own
 * bookkeeping stays true, history stays as it was written; and a refusal is one that the app can word. Under the grants
 * of the migrations, and under those of the embedded API, where policies and triggers hold alone.
 */
import fc from 'fast-check'
import postgres from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { sole, sure } from '../../scripts/sure.ts'
import { apply } from '../support/apply.ts'
import { newInstance, propose, sandbox } from '../support/factories.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'
import { odd } from './odd.ts'

const sql = adminConnection()
// PostgreSQL itself takes no value for what is generated.
const tables = await sql<{ name: string; columns: string[] }[]>`
  select relname as name, array_agg(attname::text order by attnum) as columns
  from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') group by relname order by relname`

let hostile: TestUser
let victim: TestUser
/** By table, rows as JSON: the hostile user's own, the victim's, and those of nobody. */
let rows: Map<string, Record<string, unknown>[]>

async function live(user: TestUser) {
  const box = await sandbox(user.client, [newInstance(), newInstance({ name: 'Second' }), newInstance()])
  await propose(user.client, box.copies[0], { params: { value: 2_000 } })
  await apply(user.client, box.scenario.id)
  await propose(user.client, box.copies[1], { params: { value: 3_000 } })
  await user.client.from('instances').update({ deleted_at: '2026-01-01' }).eq('id', box.instances[2].id)
  await sql`insert into public.user_feature_flags (user_id, flag_name, enabled) values (${user.id}, 'feature:scenarios', true)`
}

beforeAll(async () => {
  ;[hostile, victim] = [await signUp(), await signUp()]
  await Promise.all([live(hostile), live(victim)])
  await sql`insert into public.user_roles (user_id, role) values (${victim.id}, 'admin')`
  const users = [hostile.id, victim.id]
  rows = new Map(
    await Promise.all(
      tables.map(async ({ name, columns }) => {
        const mine = columns.includes('user_id') && name !== 'feature_flag_audit'
        const found = await sql`
          select to_jsonb(t) as row from ${sql(`public.${name}`)} t
          where ${mine ? sql`user_id = any (${users})` : sql`true`} order by id limit 40`
        return [name, found.map(({ row }) => row)] as const
      }),
    ),
  )
})

/** On each table under each of the grants. */
const attempts = 40

interface Attempt {
  verb: 'insert' | 'upsert' | 'update' | 'delete'
  /** Which row it starts from, and which it is aimed at: one of these, or all (null). */
  from: number
  at: number | null
  /** Columns that are replaced, by one of another row or by something odd. */
  changes: [number, { other: number } | { json: string }][]
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  verb: fc.constantFrom('insert', 'upsert', 'update', 'update', 'update', 'delete'),
  from: fc.nat(100),
  at: fc.option(fc.nat(100), { freq: 3 }),
  changes: fc.array(
    fc.tuple(
      fc.nat(30),
      fc.oneof(
        fc.record({ other: fc.nat(100) }),
        fc.record({ json: fc.constantFrom('99', '"2001-01-01T00:00:00Z"', '{"value": -1}', '"active"') }),
        fc.record({ json: odd }),
      ),
    ),
    { minLength: 1, maxLength: 4 },
  ),
})

/** What PostgREST makes of a request: only the columns that the body names, read from its text by PostgreSQL. */
function statement(table: (typeof tables)[number], { verb, from, at, changes }: Attempt) {
  const known = sure(rows.get(table.name))
  const pick = (index: number) => known[index % Math.max(1, known.length)] ?? {}
  const base = verb === 'update' ? {} : pick(from)
  const body = new Map(
    Object.entries(base).flatMap(([key, value]) =>
      table.columns.includes(key) ? [[key, JSON.stringify(value)] as const] : [],
    ),
  )
  for (const [which, change] of changes) {
    const column = sure(table.columns[which % table.columns.length])
    body.set(column, 'json' in change ? change.json : JSON.stringify(pick(change.other)[column] ?? null))
  }
  const text = `{${[...body].map(([key, json]) => `"${key}": ${json}`).join(', ')}}`
  const columns = [...body.keys()].map((column) => `"${column}"`).join(', ')
  const target = at === null ? 'true' : `id = '${pick(at).id ?? hostile.id}'`
  const given = `json_populate_record(null::public.${table.name}, $1::text::json)`
  const insert = `insert into public.${table.name} (${columns}) select ${columns} from ${given}`
  const update = [...body.keys()].map((column) => `"${column}" = excluded."${column}"`).join(', ')
  return {
    text,
    query: {
      insert,
      upsert: `${insert} on conflict (id) do update set ${update}`,
      update: `update public.${table.name} set (${columns}) = row (${[...body.keys()].map((column) => `given."${column}"`).join(', ')}) from ${given} as given where ${table.name}.${target === 'true' ? 'id is not null' : target}`,
      delete: `delete from public.${table.name} where ${target}`,
    }[verb],
  }
}

/** What must never be: rows of anybody else, bookkeeping and history that differ from before. */
async function damage(transaction: postgres.TransactionSql): Promise<string[]> {
  const row = await sole(transaction<{ found: string[] }[]>`
    with found (what) as (
      select 'rows of somebody else' where (select digest from before_others) is distinct from (table others)
      union all
      select 'history' where (select digest from before_history) is distinct from (table own_history)
      union all
      select 'an instance' from before_instances as past
      full join (select * from public.instances where user_id = ${hostile.id}) as now using (id)
      where now.id is null
        or past.id is null and (now.version, now.created_at between now() and clock_timestamp(), now.deleted_at is null) is distinct from (1, true, true)
        or past.id is not null and (
          (now.lineage_id, now.kind, now.created_at, now.request_id) is distinct from (past.lineage_id, past.kind, past.created_at, past.request_id)
          or now.version <> past.version + ((now.name, now.status, now.params) is distinct from (past.name, past.status, past.params))::integer)
      union all
      select 'a scenario' from before_scenarios as past
      full join (select * from public.scenarios where user_id = ${hostile.id}) as now using (id)
      where now.id is null
        or past.id is null and (now.version, now.created_at between now() and clock_timestamp(), now.is_primary, now.deleted_at is null) is distinct from (1, true, false, true)
        or past.id is not null and (
          (now.is_primary, now.created_at) is distinct from (past.is_primary, past.created_at)
          or now.version <> past.version + ((now.name, now.description, now.status, now.tags, now.assumptions)
            is distinct from (past.name, past.description, past.status, past.tags, past.assumptions))::integer)
      union all
      select 'a scenario instance' from before_scenario_instances as past
      full join (select * from public.scenario_instances where user_id = ${hostile.id}) as now using (id)
      where now.id is null
        or past.id is null and ((now.version, now.created_at between now() and clock_timestamp(), now.deleted_at is null, now.base is null, now.base_version is null,
            now.source_instance_id is null, now.last_applied_at is null) is distinct from (1, true, true, true, true, true, true)
          or now.scenario_id not in (select id from before_scenarios))
        or past.id is not null and (
          (now.scenario_id, now.lineage_id, now.source_instance_id, now.base, now.base_version, now.kind, now.last_applied_at, now.created_at)
            is distinct from (past.scenario_id, past.lineage_id, past.source_instance_id, past.base, past.base_version, past.kind, past.last_applied_at, past.created_at)
          or now.version <> past.version + ((now.name, now.status, now.params) is distinct from (past.name, past.status, past.params))::integer)
      union all
      select 'a profile' from public.profiles as now join before_profiles as past on past.user_id = now.user_id
      where (now.id, now.created_at) is distinct from (past.id, past.created_at)
        or now.version <> past.version + ((now.country, now.currency, now.locale, now.theme, now.assumptions, now.shares_usage, now.stale_after_months)
          is distinct from (past.country, past.currency, past.locale, past.theme, past.assumptions, past.shares_usage, past.stale_after_months))::integer
      union all
      select 'content: ' || problem.field from private.content_problems(array(
        select (id, kind, name, status, params, null, null)::private.content_row from public.instances where user_id = ${hostile.id}
        union all
        select (id, kind, name, status, params, null, null)::private.content_row from public.scenario_instances where user_id = ${hostile.id})) as problem
    )
    select array(select what from found) as found`)
  return row.found
}

/** How things are, to compare with; in the transaction, where no other test is seen. */
async function remember(transaction: postgres.TransactionSql) {
  const digest = (owner: string, names: string[]) =>
    names
      .map(
        (name) =>
          `(select md5(string_agg(t::text, ' ' order by id)) from public.${name} as t where ${owner})`,
      )
      .join(', ')
  const owned = tables.filter(({ columns }) => columns.includes('user_id')).map(({ name }) => name)
  const history = owned.filter((name) => /application|role|user_feature/.test(name))
  // What a user writes into reality is recorded: that is no harm.
  const unlessEdit: Record<string, string> = {
    scenario_applications: `and not is_edit`,
    scenario_application_items: `and application_id in (select id from public.scenario_applications
      where not is_edit)`,
  }
  const historyOf = history.map((name) =>
    digest(`user_id = '${hostile.id}' ${unlessEdit[name] ?? ''}`, [name]),
  )
  const shared = tables.filter(({ columns }) => !columns.includes('user_id')).map(({ name }) => name)
  const theirs = owned.filter((name) => name !== 'feature_flag_audit')
  await transaction
    .unsafe(`
    create temp view others as select concat_ws(' ', ${digest(`user_id = '${victim.id}'`, theirs)}, ${digest('true', shared)},
      (select count(*) from public.feature_flag_audit)) as digest;
    create temp view own_history as select concat_ws(' ', ${historyOf.join(', ')}) as digest;
    create temp table before_others on commit drop as table others;
    create temp table before_history on commit drop as table own_history;
    ${['instances', 'scenarios', 'scenario_instances', 'profiles']
      .map(
        (name) =>
          `create temp table before_${name} on commit drop as select * from public.${name} where user_id = '${hostile.id}';`,
      )
      .join('\n')}`)
    .simple()
}

/** Makes the session the hostile user's, as the API does. */
const act = (transaction: postgres.TransactionSql) => transaction`
  select set_config('role', 'authenticated', true), set_config('request.jwt.claim.sub', ${hostile.id}, true),
    set_config('request.jwt.claim.role', 'authenticated', true),
    set_config('request.jwt.claims', ${JSON.stringify({ sub: hostile.id, role: 'authenticated' })}, true)`

/** Ends a transaction without a trace. */
class Enough extends Error {}

/** One transaction that is taken back, in which each attempt is taken back as well. */
async function attack(table: (typeof tables)[number], isOpen: boolean) {
  const codes: Record<string, number> = {}
  await sql
    .begin('isolation level repeatable read', async (transaction) => {
      if (isOpen) await transaction`grant all on all tables in schema public to anon, authenticated`
      await remember(transaction)
      await fc.assert(
        fc.asyncProperty(fc.noShrink(attempt), async (given) => {
          const { query, text } = statement(table, given)
          const context = `${query} ${text.slice(0, 300)}`
          const error = await transaction
            .savepoint(async (savepoint) => {
              await act(savepoint)
              await savepoint.unsafe(query, query.includes('$1') ? [text] : [])
              await savepoint`select set_config('role', 'none', true)`
              expect(await damage(savepoint), context).toEqual([])
              throw new Enough()
            })
            .catch((reason: unknown) => reason)
          if (error instanceof Enough) {
            codes.done = (codes.done ?? 0) + 1
            return
          }
          if (!(error instanceof postgres.PostgresError)) throw error
          codes[error.code] = (codes[error.code] ?? 0) + 1
          expect(`${error.code} ${error.message}`, context).toMatch(allowed)
          if (error.code.startsWith('PT')) refusalOf(error, context)
        }),
        { numRuns: attempts },
      )
      throw new Enough()
    })
    .catch((reason: unknown) => {
      if (!(reason instanceof Enough)) throw reason
    })
  return codes
}

const allowed = new RegExp(
  [
    '^(PT4(00|01|03|04|09|22)|42501|22...) ',
    // A second profile, or a row twice in one statement: no honest client does that.
    '^23505 .*"(profiles_user_id_key|\\w+_pkey)"',
    // PostgreSQL itself refuses arrays of more than six dimensions while it converts the argument.
    '^54000 .*array dimensions',
  ].join('|'),
)

it('damage would be noticed', async () => {
  const harm = async (write: string) => {
    let found: string[] = []
    await sql
      .begin(async (transaction) => {
        await remember(transaction)
        await transaction.unsafe(write)
        found = await damage(transaction)
        throw new Enough()
      })
      .catch((reason: unknown) => {
        if (!(reason instanceof Enough)) throw reason
      })
    return found
  }
  const own = `where user_id = '${hostile.id}'`
  expect(await harm('select 1')).toEqual([])
  expect(await harm(`update public.instances set name = 'x' where user_id = '${victim.id}'`)).toEqual([
    'rows of somebody else',
  ])
  expect(await harm(`insert into public.user_roles (user_id, role) values ('${hostile.id}', 'ops')`)).toEqual(
    ['history'],
  )
  expect(
    await harm(`update public.scenario_instances set last_applied_at = now() + interval '1 day' ${own}`),
  ).toContain('a scenario instance')
  expect(await harm(`update public.scenarios set is_primary = true ${own}`)).toEqual(['a scenario'])
  expect(await harm(`delete from public.scenario_instances ${own}`)).toContain('a scenario instance')
  expect(await harm(`delete from public.instances ${own}`)).toContain('an instance')
})

describe.each([
  { grants: 'the migrations', isOpen: false },
  { grants: 'the embedded API', isOpen: true },
])('under the grants of $grants', ({ isOpen }) => {
  it.each(tables)('$name cannot be harmed by its users', async (table) => {
    const codes = await attack(table, isOpen)
    expect(Object.values(codes).reduce((sum, count) => sum + count, 0)).toBe(attempts)
  })
})
