/**
 * The end of an account at its limits, on native PostgreSQL: 2,000 instances, 500,000 copies in 250 scenarios and 510,000
 * items of history, with 100,000 rows of other users. Deleted by the user and by the auth server, and verified, each
 * beside the time it has on hosted Supabase. Every measurement is rolled back. CPU time is that of the server's process,
 * which other work on the machine lengthens less than it lengthens the wait.
 *
 * `npm run bench -- account [copies]`
 */
import { readFileSync } from 'node:fs'
import postgres, { type Sql } from 'postgres'
import { startStack } from '../scripts/stack/stack.ts'
import { sole, sure } from '../scripts/sure.ts'
import { propertyParams, seedOthers } from './apply-fixtures.ts'

const instances = 2_000

class Rollback extends Error {}

/** The account, as its own applications would have left it; triggers are off, as they are not measured. */
async function seedAccount(sql: Sql, copies: number): Promise<string> {
  const userId = crypto.randomUUID()
  const scenarios = copies / instances
  await sql`insert into auth.users (id, email) values (${userId}, ${`${userId}@example.com`})`
  await sql.unsafe('set session_replication_role = replica')
  await sql
    .unsafe(`
    insert into instances (user_id, name, kind, params)
      select '${userId}', 'Property ' || n, 'property', ${propertyParams} from generate_series(1, ${instances}) as n;
    insert into scenarios (user_id, name) select '${userId}', 'Scenario ' || n from generate_series(1, ${scenarios}) as n;
    insert into scenario_instances (user_id, scenario_id, lineage_id, source_instance_id, base, base_version, name, kind, params)
      select i.user_id, s.id, i.lineage_id, i.id, jsonb_build_object('name', i.name, 'status', i.status, 'params', i.params),
        i.version, i.name, i.kind, i.params
      from scenarios as s join instances as i using (user_id) where s.user_id = '${userId}';
    insert into scenario_applications (user_id, scenario_id, scenario_name, request_id, operation, status, items_total, items_applied)
      select user_id, id, name, gen_random_uuid(), 'copy', 'success', ${instances}, ${instances} from scenarios where user_id = '${userId}';
    insert into scenario_applications (user_id, scenario_id, scenario_name, request_id, operation, status, items_total, items_applied)
      select '${userId}', null, 'Gone', gen_random_uuid(), 'copy', 'success', 1, 1 from generate_series(1, ${copies / 50});
    insert into scenario_application_items (user_id, application_id, instance_id, lineage_id, kind, action, before, after, before_version, after_version)
      select a.user_id, a.id, i.id, i.lineage_id, i.kind, 'none',
        jsonb_build_object('name', i.name, 'status', i.status, 'params', i.params),
        jsonb_build_object('name', i.name, 'status', i.status, 'params', i.params), 1, 1
      from scenario_applications as a join instances as i using (user_id)
      where a.user_id = '${userId}' and (a.scenario_id is not null or i.name = 'Property 1');
    insert into private.request_answers (application_id, arguments_digest)
      select id, repeat('0', 64) from scenario_applications where user_id = '${userId}'`)
    .simple()
  await sql.unsafe('set session_replication_role = origin')
  return userId
}

interface Request {
  name: string
  rounds: number
  /** What a hosted project allows, in seconds. */
  limit: number
  userId?: string
  statement: string
}

/** Milliseconds of CPU time that a process has taken so far, by /proc: in steps of ten. */
function cpuOf(pid: number): number {
  const [user, system] = sure(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1])
    .split(' ')
    .slice(11, 13)
  return (Number(user) + Number(system)) * 10
}

/** Milliseconds until the answer. */
async function timed(sql: Sql, { userId, statement }: Request): Promise<{ wall: number; cpu: number }> {
  const row = await sole(sql`select pg_backend_pid() as pid`)
  const cpuBefore = cpuOf(row.pid)
  let wall = Number.NaN
  await sql
    .begin(async (transaction) => {
      if (userId)
        await transaction`
          select set_config('request.jwt.claim.sub', ${userId}, true), set_config('role', 'authenticated', true)`
      const start = performance.now()
      await transaction.unsafe(statement)
      wall = performance.now() - start
      throw new Rollback()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Rollback)) throw error
    })
  return { wall, cpu: cpuOf(row.pid) - cpuBefore }
}

export async function run(args: string[]): Promise<void> {
  const copies = Number(args[0] ?? 500_000)
  const stack = await startStack()
  const sql = postgres(stack.dbUrl, { max: 1, onnotice: () => {}, max_lifetime: null })
  try {
    await seedOthers(sql, 100_000)
    const userId = await seedAccount(sql, copies)
    await sql.unsafe('vacuum analyze')
    const requests: Request[] = [
      { name: 'delete_account()', rounds: 3, limit: 8, userId, statement: 'select delete_account()' },
      {
        name: 'the auth server deletes the user',
        rounds: 3,
        limit: 10,
        statement: `delete from auth.users where id = '${userId}'`,
      },
      { name: 'verify_integrity()', rounds: 1, limit: 300, statement: 'select verify_integrity()' },
    ]
    const results = []
    for (const request of requests) {
      const times: { wall: number; cpu: number }[] = []
      for (let round = 0; round < request.rounds; round++) times.push(await timed(sql, request))
      times.sort((a, b) => a.wall - b.wall)
      const median = sure(times[Math.floor(times.length / 2)])
      results.push({
        request: request.name,
        'median ms': Math.round(median.wall),
        'CPU ms': median.cpu,
        'worst ms': Math.round(sure(times.at(-1)).wall),
        'allowed ms': request.limit * 1_000,
      })
    }
    console.table(results)
    console.log(JSON.stringify({ copies, results }))
  } finally {
    await sql.end()
    await stack.stop()
  }
}
