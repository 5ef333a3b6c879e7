/** What the rows take on disk, and what has to be done with them now and then. */
import type { Sql } from 'postgres'
import { sole } from '../scripts/sure.ts'
import type { Person } from './scale-fixtures.ts'
import { asPerson } from './scale-flat.ts'
import { at } from './scale-load.ts'

export async function seconds(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1_000
}

export async function bytesAUser(sql: Sql, tables: string[], users: number) {
  const sizes = await sql<{ table: string; rows: number; heap: number; toast: number; indexes: number }[]>`
    select format('%s.%s', relnamespace::regnamespace, relname) as table, reltuples as rows, pg_relation_size(oid)::float8 as heap, pg_indexes_size(oid)::float8 as indexes,
      coalesce(pg_total_relation_size(nullif(reltoastrelid, 0)), 0)::float8 as toast
    from pg_class where oid = any (${tables}::regclass[]) order by pg_total_relation_size(oid) desc`
  const row = (table: string, rows: number, heap: number, indexes: number, toast: number) => ({
    table,
    'rows a user': (rows / users).toFixed(1),
    'table B': Math.round(heap / users),
    'indexes B': Math.round(indexes / users),
    'toast B': Math.round(toast / users),
    'all B': Math.round((heap + indexes + toast) / users),
  })
  const sum = (of: 'rows' | 'heap' | 'indexes' | 'toast') =>
    sizes.reduce((total, size) => total + size[of], 0)
  return [
    ...sizes.map(({ table, rows, heap, indexes, toast }) => row(table, rows, heap, indexes, toast)),
    row('all', sum('rows'), sum('heap'), sum('indexes'), sum('toast')),
  ]
}

/** Of the three largest: vacuuming when a fiftieth of the rows is gone, and an index more, with and without holding writers up. */
export async function measureTables(sql: Sql, tables: string[]): Promise<object[]> {
  const results: object[] = []
  for (const table of tables.slice(0, 3)) {
    const indexed = 'created_at, user_id'
    const plain = await seconds(() => sql.unsafe(`create index bench_plain on ${table} (${indexed})`))
    const concurrently = await seconds(() =>
      sql.unsafe(`create index concurrently bench_concurrently on ${table} (${indexed})`),
    )
    const schema = table.split('.')[0]
    await sql.unsafe(`drop index ${schema}.bench_plain; drop index ${schema}.bench_concurrently`).simple()
    await sql.unsafe('set session_replication_role = replica')
    await sql.unsafe(`delete from ${table} where hashtext(id::text) % 50 = 0`)
    await sql.unsafe('set session_replication_role = origin')
    results.push({
      table,
      'index s': plain.toFixed(1),
      'index concurrently s': concurrently.toFixed(1),
      'vacuum s': (await seconds(() => sql.unsafe(`vacuum ${table}`))).toFixed(1),
      'analyze s': (await seconds(() => sql.unsafe(`analyze ${table}`))).toFixed(1),
    })
  }
  return results
}

/** Taken back, each. */
export async function measureDeletion(sql: Sql, people: Person[]): Promise<string> {
  const times: number[] = []
  for (const person of people)
    times.push(
      await asPerson(sql, person, (transaction) =>
        seconds(() => transaction`select public.delete_account()`),
      ),
    )
  return `delete_account: median ${(1_000 * at(times, 0.5)).toFixed(0)} ms, at most ${(1_000 * Math.max(...times)).toFixed(0)} ms of ${people.length} accounts`
}

/** Ticks of two seconds until nothing is left that is due: a day's worth. */
export async function measurePurge(sql: Sql): Promise<string> {
  const ticks: number[] = []
  const removed: Record<string, number> = {}
  for (let isComplete = false; !isComplete; ) {
    const start = performance.now()
    const row = await sole(sql`select private.purge_old(clock_timestamp() + interval '2 seconds') as figures`)
    ticks.push(performance.now() - start)
    isComplete = row.figures.is_complete
    for (const [what, number] of Object.entries<number>(row.figures))
      if (what !== 'is_complete') removed[what] = (removed[what] ?? 0) + number
  }
  return `purge of a day: ${ticks.length} ticks, at most ${(Math.max(...ticks) / 1_000).toFixed(1)} s each, ${(ticks.reduce((a, b) => a + b, 0) / 1_000).toFixed(1)} s in all; removed ${JSON.stringify(removed)}`
}

/** Seconds of what operators and the tick ask, which reads the rows of everybody; a request may take five minutes. */
export async function measureOperators(sql: Sql): Promise<Record<string, string>> {
  const views = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v' order by 1`
  const asked = [
    ...views.map(({ name }) => [name, `select * from public.${name}`]),
    ['verify_integrity', `select private.run_operation('verify')`],
    ['evaluate_rollout_gates, verified lately', 'select public.evaluate_rollout_gates()'],
  ] as const
  const results: Record<string, string> = {}
  for (const [name, statement] of asked) {
    try {
      await sql.begin(async (transaction) => {
        await transaction`select set_config('statement_timeout', '5min', true)`
        results[name] = (await seconds(() => transaction.unsafe(statement))).toFixed(2)
      })
    } catch (error) {
      results[name] = error instanceof Error ? error.message : String(error)
    }
  }
  return results
}
