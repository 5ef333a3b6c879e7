/**
 * What operators ask of a product in use, with 90 days of events and a year of history: every view, the judging of a phase, and verification, as a member
 * of ops through row level security and as the service role. Medians of five after one that warms the caches; one process
 * each, whose CPU time is what counts on a machine that does other work.
 *
 * `npm run bench -- operations [--small]`
 */
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import postgres, { type Sql } from 'postgres'
import { startStack } from '../scripts/stack/stack.ts'
import { sole, sure } from '../scripts/sure.ts'
import { type OperationsSize, seedOperations } from './operations-fixtures.ts'

const sizes = {
  full: { users: 20_000, events: 1_000_000, applications: 1_000_000 },
  small: { users: 2_000, events: 50_000, applications: 50_000 },
} satisfies Record<string, OperationsSize>

/** In milliseconds; views are to be below a second. */
const bar = 1_000

/** CPU time of the server process so far, in milliseconds: what other work on the machine does not lengthen. */
function cpuTime(pid: number): number {
  const fields = sure(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

interface Took {
  wall: number
  cpu: number
}

async function ask(sql: Sql, role: string, user: string | null, statement: string): Promise<Took> {
  return sql.begin(async (transaction) => {
    await transaction`select set_config('request.jwt.claims', ${JSON.stringify({ role, sub: user })}, true)`
    await transaction`select set_config('request.jwt.claim.sub', ${user ?? ''}, true), set_config('role', ${role}, true)`
    const backend = await sole(transaction`select pg_backend_pid() as pid`)
    const [start, cpu] = [performance.now(), cpuTime(backend.pid)]
    await transaction.unsafe(statement)
    return { wall: performance.now() - start, cpu: cpuTime(backend.pid) - cpu }
  })
}

export async function run(args: string[]): Promise<void> {
  const size = args.includes('--small') ? sizes.small : sizes.full
  const stack = await startStack()
  const sql = postgres(stack.dbUrl, { max: 1, onnotice: () => {}, max_lifetime: null })
  try {
    await sql`set max_parallel_workers_per_gather = 0`
    const operator = await seedOperations(sql, size)
    const views = await sql<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v' order by 1`
    const rows: object[] = []
    const tooSlow: string[] = []
    const measure = async (what: string, statement: string, mayTake = Infinity) => {
      const row: Record<string, string | number> = { what }
      for (const [who, role, user] of [
        ['ops', 'authenticated', operator],
        ['service role', 'service_role', null],
      ] as const) {
        const took: Took[] = []
        for (let round = 0; round < 6; round++) took.push(await ask(sql, role, user, statement))
        const median = (of: keyof Took) =>
          sure(
            took
              .slice(1)
              .map((each) => each[of])
              .sort((a, b) => a - b)[2],
          )
        row[`${who}: first ms`] = Math.round(sure(took[0]).wall)
        row[`${who}: median ms`] = Math.round(median('wall'))
        row[`${who}: CPU ms`] = median('cpu')
        if (median('cpu') > mayTake) tooSlow.push(`${what} as ${who}`)
      }
      rows.push(row)
    }
    console.log(`Over ${JSON.stringify(size)}; load ${sure(loadavg()[0]).toFixed(1)}`)
    const first = await ask(sql, 'service_role', null, 'select evaluate_rollout_gates()')
    console.log(`The first evaluation: ${Math.round(first.wall)} ms, ${first.cpu} ms of CPU`)
    const answer =
      await sql`select value ->> 'gate' as gate, value ->> 'verdict' as verdict, value ->> 'sentence' as sentence
      from json_array_elements(public.evaluate_rollout_gates())`
    for (const { gate, verdict, sentence } of answer) console.log(`${gate}: ${verdict}: ${sentence}`)
    for (const { name } of views) await measure(name, `select * from ${name}`, bar)
    await measure('evaluate_rollout_gates, verified lately', 'select evaluate_rollout_gates()')
    await measure('act_on_rollout, nothing to do', 'select act_on_rollout()')
    const verified = await ask(sql, 'service_role', null, 'select verify_integrity()')
    console.log(`verify_integrity: ${Math.round(verified.wall)} ms, ${verified.cpu} ms of CPU`)
    console.table(rows)
    console.log(`load ${sure(loadavg()[0]).toFixed(1)}`)
    if (tooSlow.length > 0) throw new Error(`Above ${bar} ms: ${tooSlow.join(', ')}.`)
  } finally {
    await sql.end()
    await stack.stop()
  }
}
