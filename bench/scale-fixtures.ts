/**
 * Many users, as the product itself leaves them: ten templates do through the API what people do, and their rows are written
 * again for everybody else, in set-based SQL with triggers off and indexes built at the end. Every id becomes another one,
 * times spread over a year (telemetry: over 91 days, so that a day of it is due to be purged). What a template wrote in one
 * request lies together; between two requests of a user lie those of all the others, as in life.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import postgres, { type Sql } from 'postgres'
import type { Client } from '#data/client-type.ts'
import type { Database } from '#data/database.types.ts'
import { createInstances, deleteInstance } from '#data/instances/instances.api.ts'
import { getProfile, saveAssumptions } from '#data/profiles/profiles.api.ts'
import {
  listScenarioInstances,
  updateScenarioInstance,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { createScenario, deleteScenario } from '#data/scenarios/scenarios.api.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { sampleAssumptions, samplePortfolio } from '#domain/instances/sample-portfolio.ts'
import type { Params } from '#domain/instances/types.ts'
import type { Stack } from '../scripts/stack/stack.ts'
import { sole, sure } from '../scripts/sure.ts'

/** Of a template, or of somebody made from it. */
export interface Person {
  id: string
  /** A scenario that proposes a change of each of the ten instances, not applied yet. */
  plannedId: string
  /** One that was applied twice, reverted once and goes on. */
  usedId: string
}

const templates = 10
const holdings = 10
/** Of 60 events that the app sent, in six visits. */
const visits = 6

const wished: Record<string, Params> = {
  property: { growth_rate: 5.25 },
  portfolio: { expected_return: 6.8 },
  cash: { interest_rate: 3.9 },
  loan: { rate: 6.4 },
  cash_flow: { amount: 4_000 },
}

async function proposeAll(
  client: Client,
  scenarioId: string,
  changes: Record<string, Params>,
): Promise<void> {
  for (const { id, version, name, status, params, kind } of await listScenarioInstances(client, scenarioId)) {
    if (!changes[kind]) continue
    const content = { name, status, params: { ...params, ...changes[kind] } }
    await updateScenarioInstance(client, { id, version, content })
  }
}

interface Answer {
  fingerprint: string
  status: string
  application_id: string
}

/** Previews and carries out. Asked past the app's own functions, which need its settings to know where to read. */
async function carryOut(client: Client, what: 'apply' | 'revert', id: string): Promise<string> {
  const [preview, act, argument] =
    what === 'apply'
      ? (['preview_apply', 'apply_scenario', 'p_scenario_id'] as const)
      : (['preview_revert', 'revert_application', 'p_application_id'] as const)
  const call = async (name: string, args: Record<string, string>) => {
    const { data, error } = await client.rpc(name as never, args as never)
    if (error) throw error
    return data as Answer
  }
  const { fingerprint } = await call(preview, { [argument]: id })
  const answer = await call(act, { [argument]: id, p_fingerprint: fingerprint, p_request_id: randomUUID() })
  if (answer.status !== 'success') throw new Error(`A template met ${answer.status}.`)
  return answer.application_id
}

/** What the app sends after a visit. */
export function visitEvents(): object[] {
  const sessionId = randomUUID()
  const event = (name: string, attributes: object, value?: number) => ({
    session_id: sessionId,
    name,
    attributes,
    occurred_at: new Date().toISOString(),
    ...(value === undefined ? {} : { value, unit: 'ms' }),
  })
  return [
    ...['lcp', 'inp', 'ttfb', 'fcp'].map((metric) =>
      event('page_load', { metric, route: '/scenarios/:scenarioId' }, 420),
    ),
    ...['instances', 'scenarios', 'preview_apply', 'history'].map((operation) =>
      event('api_request', { operation, status: 200 }, 85),
    ),
    event('apply', { outcome: 'success' }, 130),
    event('feature', { feature: 'scenario_applied' }),
  ]
}

async function makeTemplate(stack: Stack, number: number): Promise<Person> {
  const client: Client = createClient<Database>(stack.apiUrl, stack.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  })
  const signedUp = await client.auth.signUp({
    email: `template-${number}@example.com`,
    password: randomUUID(),
  })
  if (signedUp.error) throw signedUp.error
  await saveAssumptions(client, await getProfile(client), sampleAssumptions(currentMonth(new Date())))
  const sample = samplePortfolio(currentMonth(new Date()))
  const rows = Array.from({ length: holdings }, (_, index) => {
    const { name, ...rest } = sure(sample[index % sample.length])
    return { ...rest, name: `${name} ${number * holdings + index}` }
  })
  const instanceIds = (await createInstances(client, rows)).map(({ id }) => id)
  const create = async (name: string) =>
    (await createScenario(client, { requestId: randomUUID(), name, instanceIds })).scenario.id
  const usedId = await create('Rent and savings')
  await proposeAll(client, usedId, { property: { weekly_rent: 615 }, cash: { monthly_contribution: 550 } })
  await carryOut(client, 'apply', usedId)
  await proposeAll(client, usedId, { portfolio: { monthly_contribution: 1_200 } })
  const applicationId = await carryOut(client, 'apply', usedId)
  await carryOut(client, 'revert', applicationId)
  const plannedId = await create('More careful')
  await proposeAll(client, plannedId, wished)
  for (let visit = 0; visit < visits; visit++) {
    const { error } = await client.rpc('record_telemetry', { p_events: visitEvents() as never })
    if (error) throw error
  }
  if (number === 0) {
    const [another] = await createInstances(client, [sure(rows[0])])
    await deleteInstance(client, sure(another).id)
    await deleteScenario(client, await create('Thrown away'))
  }
  return { id: sure(signedUp.data.user).id, plannedId, usedId }
}

/** The templates, and beside their rows a schema `bench` that holds them as they are to be multiplied. */
export async function makeTemplates(stack: Stack, sql: Sql): Promise<Person[]> {
  const people: Person[] = []
  for (let number = 0; number < templates; number++) people.push(await makeTemplate(stack, number))
  await sql.unsafe(`create schema bench; create table bench.person (number integer, user_id uuid)`).simple()
  await sql`insert into bench.person select * from unnest(${people.map((_, number) => number)}::integer[], ${people.map(({ id }) => id)}::uuid[])`
  for (const { name, owner } of await ownedTables(sql))
    await sql.unsafe(`
      create table bench.${kept(name)} as
      select person.number as bench_template, dense_rank() over (partition by person.number order by ${
        (await columnsOf(sql, name)).some((column) => column.name === 'created_at')
          ? `date_bin('10 ms', row.created_at, 'epoch')`
          : 'row.ctid'
      }) as bench_batch, row.*
      from ${name} as row ${owner} join bench.person on person.user_id = owner.id`)
  return people
}

/** The person that a template became; the same in every database. */
export function personOf(people: Person[], number: number): Person {
  const { id, plannedId, usedId } = sure(people[number % templates])
  const [user, planned, used] = [id, plannedId, usedId].map((each) =>
    createHash('md5')
      .update(`${each}-${number}`)
      .digest('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  )
  return { id: sure(user), plannedId: sure(planned), usedId: sure(used) }
}

const kept = (table: string) => table.replace('.', '_')

interface OwnedTable {
  name: string
  /** How its rows lead to `owner`, the user. */
  owner: string
}

/** Every table that grows with the users: those that refer to one, and those that refer to such a table alone. */
async function ownedTables(sql: Sql): Promise<OwnedTable[]> {
  const keys = await sql<{ table: string; column: string; to: string }[]>`
    select format('%s.%s', own.relnamespace::regnamespace, own.relname) as table, att.attname as column,
      format('%s.%s', other.relnamespace::regnamespace, other.relname) as to
    from pg_constraint as con
    join pg_class as own on own.oid = con.conrelid
    join pg_class as other on other.oid = con.confrelid
    join pg_attribute as att on att.attrelid = con.conrelid and att.attnum = con.conkey[1]
    where con.contype = 'f' and own.relnamespace in ('public'::regnamespace, 'private'::regnamespace)`
  const owned = keys.filter(({ to, column }) => to === 'auth.users' && column === 'user_id')
  const names = new Set(owned.map(({ table }) => table))
  const below = keys.filter(({ table, to }) => names.has(to) && !names.has(table))
  return [
    { name: 'auth.users', owner: 'join auth.users as owner on owner.id = row.id' },
    ...owned.map(({ table, column }) => ({
      name: table,
      owner: `join auth.users as owner on owner.id = row.${column}`,
    })),
    ...below.map(({ table, column, to }) => ({
      name: table,
      owner: `join ${to} as parent on parent.id = row.${column} join auth.users as owner on owner.id = parent.user_id`,
    })),
  ]
}

async function columnsOf(sql: Sql, table: string) {
  return sql<{ name: string; type: string }[]>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`
}

/** Of a year, and of the longest that telemetry and answers are kept with one day more, which is due to be purged. */
const daysOf = (table: string) => (/telemetry|exposures/.test(table) ? 91 : 365)
const isForgotten = (table: string) => table === 'private.request_answers'
const daysAgo = (table: string) =>
  `${daysOf(table)} * (1 - (row.bench_batch - 1 + n / $2::float8) / row.batches)`

function copied({ name, type }: { name: string; type: string }, table: string): string {
  const column = `row.${name}`
  if (type === 'uuid') return `md5(${column}::text || '-' || n)::uuid`
  if (name === 'email') return `n || '@people.example'`
  if (name === 'deleted_at')
    return `case when ${column} is not null then now() - interval '31 days' * (n % 997 / 997.0) end`
  if (type === 'timestamp with time zone')
    return `case when ${column} is not null then now() - interval '1 day' * ${daysAgo(table)} end`
  return column
}

/** Writes `users` people into a database that has the templates; two tables at a time. Answers the tables. */
export async function multiply(dbUrl: string, users: number): Promise<string[]> {
  const sql = postgres(dbUrl, {
    max: 2,
    onnotice: () => {},
    max_lifetime: null,
    connection: {
      session_replication_role: 'replica',
      maintenance_work_mem: '1GB',
      client_min_messages: 'warning',
    },
  })
  try {
    const tables: { name: string; rows: number }[] = []
    for (const { name } of await ownedTables(sql)) {
      const row = await sole(sql.unsafe(`select count(*)::integer as rows from bench.${kept(name)}`))
      if (row.rows > 0) tables.push({ name, rows: row.rows })
    }
    if (tables.length === 0) throw new Error('No table of users has rows of the templates.')
    tables.sort((a, b) => b.rows - a.rows)
    // An index that is not ready is passed over by inserts, until it is built anew.
    const names = tables.map(({ name }) => name)
    await sql`update pg_index set indisready = false, indisvalid = false where indrelid = any (${names}::regclass[])`
    const waiting = [...tables]
    await Promise.all(
      [1, 2].map(async () => {
        for (let table = waiting.shift(); table; table = waiting.shift())
          await multiplyTable(sql, table.name, users)
      }),
    )
    return names
  } finally {
    await sql.end()
  }
}

async function multiplyTable(sql: Sql, table: string, users: number): Promise<void> {
  const columns = await columnsOf(sql, table)
  const most = await sole(sql.unsafe(`select max(bench_batch)::integer as batches from bench.${kept(table)}`))
  for (let batch = 1; batch <= most.batches; batch++)
    await sql.unsafe(
      `insert into ${table} (${columns.map(({ name }) => name).join(', ')})
      select ${columns.map((column) => copied(column, table)).join(', ')}
      from generate_series(0, $2::integer - 1) as n
      join (select *, $3::integer as batches from bench.${kept(table)}) as row on row.bench_template = n % ${templates} and row.bench_batch = $1
      ${isForgotten(table) ? `where ${daysAgo(table)} < 31` : ''}`,
      [batch, users, most.batches],
    )
  await sql.unsafe(`reindex table ${table}`)
}
