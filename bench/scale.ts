/**
 * One database with very many users: whether what one of them asks stays as it was among few, what 64 clients get through
 * the API and straight from PostgreSQL, how many bytes somebody takes, and what upkeep takes. Users are made from ten that did
 * through the API what people do (scale-fixtures.ts). Every commit is written to disk before it is answered, as hosted.
 *
 * `npm run bench -- scale [users] [seconds of each load]`
 */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import postgres, { type Sql } from 'postgres'
import { addressAs } from '../scripts/stack/hosted-project.ts'
import { type Stack, startStack } from '../scripts/stack/stack.ts'
import { sure } from '../scripts/sure.ts'
import { makeTemplates, multiply, type Person, personOf } from './scale-fixtures.ts'
import { measureFlatness, type Sized } from './scale-flat.ts'
import { at, clients, direct, drive, type Load, throughApi, type Way } from './scale-load.ts'
import { applyScenario, callsAVisit, reads, visit } from './scale-requests.ts'
import {
  bytesAUser,
  measureDeletion,
  measureOperators,
  measurePurge,
  measureTables,
  seconds,
} from './scale-upkeep.ts'

const defaultUsers = 20_000

const settings = {
  // What a hosted instance of two cores has: a quarter of 8 GB.
  shared_buffers: '2GB',
  max_wal_size: '16GB',
  checkpoint_timeout: '30min',
  fsync: 'on',
  full_page_writes: 'on',
}

const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`)

/** The database with the templates, twice more beside it, filled to a hundredth, a tenth and the whole. */
async function fill(stack: Stack, users: number): Promise<Sized[]> {
  const urlOf = (database: string) =>
    Object.assign(new URL(stack.server.url), { pathname: `/${database}` }).href
  const sql = postgres(urlOf('template1'), { max: 1, onnotice: () => {} })
  for (const name of ['hundredth', 'tenth']) {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'`
    await sql.unsafe(`create database ${name} template postgres`)
  }
  await sql.end()
  return [
    { dbUrl: urlOf('hundredth'), users: Math.round(users / 100) },
    { dbUrl: urlOf('tenth'), users: Math.round(users / 10) },
    { dbUrl: stack.server.url, users },
  ]
}

/** Fingerprints of what these people have planned, so that an apply alone can be measured. */
async function previewed(sql: Sql, people: Person[]): Promise<{ person: Person; fingerprint: string }[]> {
  await sql.unsafe(`
    create or replace function bench.fingerprint(p_user_id uuid, p_scenario_id uuid) returns text language plpgsql as $$
    begin
      perform set_config('request.jwt.claim.sub', p_user_id::text, true);
      return public.preview_apply(p_scenario_id) ->> 'fingerprint';
    end $$`)
  const rows = await sql<{ fingerprint: string }[]>`
    select bench.fingerprint(id, planned) as fingerprint
    from unnest(${people.map(({ id }) => id)}::uuid[], ${people.map(({ plannedId }) => plannedId)}::uuid[])
      with ordinality as person (id, planned, place) order by place`
  return people.map((person, index) => ({ person, fingerprint: sure(rows[index]).fingerprint }))
}

type Work = Parameters<typeof drive>[4]

async function measureLoads(
  stack: Stack,
  sql: Sql,
  anybody: (turn: number) => Person,
  users: number,
  length: number,
) {
  const loads: Load[] = []
  let turn = 0
  const next = () => anybody(turn++)
  const measure = async (way: Way) => {
    const run = async (what: string, work: Work) => {
      const load = await drive(stack, way, what, length, work)
      loads.push(load)
      say(`${way.name}, ${what}: ${(load.done / load.seconds).toFixed(0)} a second`)
    }
    const read: Work = async (ask) => {
      const person = next()
      const calls = reads(person)
      await ask(person, sure(calls[Math.floor(Math.random() * calls.length)]))
      return true
    }
    await drive(stack, way, 'warming up', 2, read)
    await run('reads', read)
    const waiting = await previewed(
      sql,
      Array.from({ length: Math.min(500 * length, Math.floor(users / 3)) }, next),
    )
    await run('applies', async (ask) => {
      const prepared = waiting.pop()
      if (!prepared) return false
      const { person, fingerprint } = prepared
      const answer = (await ask(person, applyScenario(person.plannedId, fingerprint))) as { status: string }
      if (answer.status !== 'success') throw new Error(`An apply ended with ${answer.status}.`)
      return true
    })
    await run('visits', async (ask) => {
      await visit(ask, next())
      return true
    })
    await way.stop()
  }
  await measure(await throughApi(stack))
  await measure(direct(addressAs('authenticator', stack.server.url)))
  return loads
}

/** Who of ours takes how much of what all of ours take; and what the machine did besides. */
function sharesOf({ database, api, clients: asking, machine }: Load['cpu'], time: number) {
  const ours = database + api + asking
  const percent = (part: number) => Math.round((100 * part) / ours)
  return {
    'database %': percent(database),
    'API server %': percent(api),
    'clients %': percent(asking),
    'cores, ours': (ours / time).toFixed(2),
    'cores, others': Math.max(0, (machine - ours) / time).toFixed(2),
  }
}

function print(loads: Load[]): void {
  const one = (value: number) => value.toFixed(1)
  console.table(
    loads.map(({ way, what, seconds: time, done, cpu }) => ({
      way,
      what,
      'a second': Math.round(done / time),
      'database CPU ms each': ((1_000 * cpu.database) / done).toFixed(2),
      ...sharesOf(cpu, time),
    })),
  )
  console.table(
    loads.flatMap(({ way, what, times }) =>
      [...times].map(([request, list]) => ({
        way,
        what,
        request,
        times: list.length,
        'p50 ms': one(at(list, 0.5)),
        'p95 ms': one(at(list, 0.95)),
      })),
    ),
  )
}

const wholeReads = (sql: Sql, tables: string[]) => sql<{ name: string; scans: number }[]>`
  select relid::regclass::text as name, seq_scan::integer as scans from pg_stat_user_tables
  where relid = any (${tables}::regclass[]) order by 1`

export async function run(args: string[]): Promise<void> {
  const users = Number(args[0] ?? defaultUsers)
  const length = Number(args[1] ?? 10)
  const memory = Math.round(totalmem() / 2 ** 30)
  console.log(
    `${users.toLocaleString('en')} users; ${availableParallelism()} cores of ${sure(cpus()[0]).model}, ${memory} GB, load ${sure(loadavg()[0]).toFixed(1)}`,
  )
  const stack = await startStack({ settings })
  const sql = postgres(stack.server.url, { max: 1, onnotice: () => {}, max_lifetime: null })
  try {
    const templates = await makeTemplates(stack, sql)
    await sql.unsafe(`update rollout_phases set status = 'active', started_at = now() - interval '42 days' where name = 'quarter';
      update private.rollout_periods set started_at = now() - interval '42 days' where ended_at is null`)
    // Nothing may be connected to a database that is copied.
    await sql.end()
    await measureAll(stack, templates, users, length)
  } finally {
    await stack.stop()
  }
}

async function measureAll(stack: Stack, templates: Person[], users: number, length: number): Promise<void> {
  const databases = await fill(stack, users)
  let tables: string[] = []
  for (const { dbUrl, users: number } of databases) {
    const filled = postgres(dbUrl, { max: 1, onnotice: () => {} })
    const loading = await seconds(async () => {
      tables = await multiply(dbUrl, number)
    })
    const vacuuming = await seconds(() => filled.unsafe('vacuum (analyze)'))
    say(
      `${number.toLocaleString('en')} users written in ${loading.toFixed(0)} s, first vacuum ${vacuuming.toFixed(0)} s`,
    )
    await filled.unsafe('checkpoint')
    await filled.end()
  }
  const sql = postgres(stack.server.url, { max: 1, onnotice: () => {}, max_lifetime: null })
  try {
    const sizes = await bytesAUser(sql, tables, users)
    console.table(sizes)
    console.table(await measureFlatness(databases, sure(templates[0]), 100))

    // Every user once, in no order, before anyone comes again.
    const anybody = (turn: number) => personOf(templates, (turn * 7_919) % users)
    const before = await wholeReads(sql, tables)
    const loads = await measureLoads(stack, sql, anybody, users, length)
    print(loads)
    const after = await wholeReads(sql, tables)
    const scanned = after.filter(({ scans }, index) => scans > sure(before[index]).scans)
    console.log(
      `Tables of users that ${clients} clients had read from end to end: ${scanned.map(({ name }) => name).join(', ') || 'none'}`,
    )
    console.log(`A visit is ${callsAVisit} requests.`)

    console.log(
      await measureDeletion(
        sql,
        [1, 2, 3, 4, 5].map((turn) => anybody(users - turn)),
      ),
    )
    console.log(await measurePurge(sql))
    const asked: Record<string, Record<string, string>> = {}
    for (const { dbUrl, users: number } of databases) {
      const operator = postgres(dbUrl, { max: 1, onnotice: () => {}, max_lifetime: null })
      for (const [name, took] of Object.entries(await measureOperators(operator)))
        asked[name] = { ...asked[name], [`s, ${number.toLocaleString('en')} users`]: took }
      await operator.end()
    }
    console.table(asked)
    const largest = sizes.slice(0, 3).map(({ table }) => table)
    console.table(await measureTables(sql, largest))
    say(`done; load ${sure(loadavg()[0]).toFixed(1)}`)
  } finally {
    await sql.end()
  }
}
