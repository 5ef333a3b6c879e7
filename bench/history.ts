/**
 * What a write costs in an account whose history is full, beside the same write in one whose history is empty, in the same run: an edit of
 * reality, and an apply of one holding. Every measurement runs in a transaction that is rolled back. Once in some thousand writes what is
 * past a limit is removed, a twentieth at once: that one comes before, and is shown apart.
 */
import postgres, { type Sql } from 'postgres'
import { startStack } from '../scripts/stack/stack.ts'
import { sure } from '../scripts/sure.ts'

const rounds = 31
const bar = 1.5

interface Account {
  id: string
  instanceId: string
  scenarioId: string
}

class Rollback extends Error {}

async function asUser<Result>(sql: Sql, id: string, work: (one: postgres.TransactionSql) => Promise<Result>) {
  return sql.begin(async (transaction) => {
    await transaction`select set_config('request.jwt.claim.sub', ${id}, true), set_config('role', 'authenticated', true)`
    return work(transaction)
  }) as Promise<Result>
}

async function account(sql: Sql): Promise<Account> {
  const id = crypto.randomUUID()
  await sql`insert into auth.users (id, email) values (${id}, ${`${id}@example.com`})`
  return asUser(sql, id, async (one) => {
    const [instance] = await one`
      insert into public.instances (name, kind, params) values ('Deposit', 'cash', '{"value": 1}') returning id`
    const [scenario] = await one`
      select public.create_scenario(gen_random_uuid(), 'Plan', null, array[${sure(instance).id}::uuid]) #>> '{scenario,id}' as id`
    await one`update public.scenario_instances set params = '{"value": 2}'`
    return { id, instanceId: sure(instance).id, scenarioId: sure(scenario).id }
  })
}

/** Edits, requests and items, each as many as an account may have: edits of one item, applies of the others. */
async function fill(sql: Sql, { id, instanceId }: Account): Promise<void> {
  await sql.begin(async (one) => {
    await one`set local session_replication_role = replica`
    await one`
      with entry as (
        insert into public.scenario_applications (user_id, scenario_name, operation, request_id, status, items_total, items_applied, created_at)
        select ${id}, case when is_edit then null else 'Plan' end, case when is_edit then 'edit' else 'apply' end,
          case when is_edit then null else gen_random_uuid() end, 'success', 1, 1, now() - n * interval '1 minute'
        from (select n, n <= private.limit_of('max_history_edits') as is_edit
          from generate_series(1, private.limit_of('max_history_edits') + private.limit_of('max_history_entries') - 10) as n) as numbered
        returning id, is_edit, created_at
      )
      insert into public.scenario_application_items (user_id, application_id, instance_id, kind, action, before, after,
        before_version, after_version, created_at)
      select ${id}, entry.id, ${instanceId}, 'cash', 'update', content, content, 1, 2, entry.created_at
      from entry cross join generate_series(1, case when is_edit then 1 else 10 end)
      cross join jsonb_build_object('name', 'Deposit', 'status', 'active', 'params', '{"value": 1}'::jsonb) as content
      limit private.limit_of('max_history_items')`
    await one`delete from private.history_room where user_id = ${id}`
  })
  await sql.unsafe('vacuum analyze public.scenario_applications, public.scenario_application_items')
}

const operations: Record<string, (account: Account) => string> = {
  edit: ({ instanceId }) => `update public.instances set params = '{"value": 3}' where id = '${instanceId}'`,
  apply: ({ scenarioId }) =>
    `select public.apply_scenario('${scenarioId}', gen_random_uuid(), public.preview_apply('${scenarioId}') ->> 'fingerprint')`,
}

async function timed(sql: Sql, one: Account, statement: string): Promise<number> {
  let elapsed = 0
  await asUser(sql, one.id, async (transaction) => {
    const start = performance.now()
    await transaction.unsafe(statement).simple()
    await transaction.unsafe('set constraints all immediate')
    elapsed = performance.now() - start
    throw new Rollback()
  }).catch((error: unknown) => {
    if (!(error instanceof Rollback)) throw error
  })
  return elapsed
}

const median = (values: number[]) => sure(values.sort((a, b) => a - b)[Math.floor(values.length / 2)])

export async function run(): Promise<void> {
  const stack = await startStack()
  const sql = postgres(stack.dbUrl, { max: 1, onnotice: () => {}, max_lifetime: null })
  try {
    const [empty, full] = [await account(sql), await account(sql)]
    await fill(sql, full)
    const removing = []
    for (let time = 1; time <= 2; time++) {
      const start = performance.now()
      await asUser(
        sql,
        full.id,
        (one) => one`update public.instances set params = ${one.json({ value: time === 1 ? 11 : 1 })}`,
      )
      removing.push(performance.now() - start)
    }
    console.log(
      `The edit that removes a twentieth: ${removing[0]?.toFixed(0)} ms; the next: ${removing[1]?.toFixed(1)} ms.`,
    )
    // Room is counted once and noted: an apply that is kept does it, and there is something to apply again.
    for (const one of [empty, full])
      await asUser(sql, one.id, async (transaction) => {
        const [answer] = await transaction.unsafe(`${sure(operations.apply)(one)} as answer`)
        if (sure(answer).answer.status !== 'success') throw new Error(JSON.stringify(sure(answer).answer))
        await transaction`update public.scenario_instances set params = '{"value": 4}' where scenario_id = ${one.scenarioId}`
      })
    const results = []
    for (const [operation, statement] of Object.entries(operations)) {
      const times: Record<'empty' | 'full', number[]> = { empty: [], full: [] }
      for (let round = -3; round < rounds; round++)
        for (const [name, one] of round % 2
          ? ([
              ['empty', empty],
              ['full', full],
            ] as const)
          : ([
              ['full', full],
              ['empty', empty],
            ] as const)) {
          const elapsed = await timed(sql, one, statement(one))
          // The first rounds warm caches and plans.
          if (round >= 0) times[name].push(elapsed)
        }
      const [emptyMs, fullMs] = [median(times.empty), median(times.full)]
      results.push({ operation, emptyMs, fullMs, ratio: fullMs / emptyMs, bar })
    }
    console.table(results)
    console.log(JSON.stringify({ results }))
  } finally {
    await sql.end()
    await stack.stop()
  }
}
