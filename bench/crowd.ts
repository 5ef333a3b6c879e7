/**
 * What one user's flood costs another: a hundred bulk edits at once, again and again, through the API with the connections
 * that a hosted project's has, while somebody else reads and writes. Quiet and in the crowd, in one run; the crowd once as the
 * app sends (it comes again after a pause) and once as a hostile client does (again at once, for ever).
 *
 * `npm run bench -- crowd [copies] [rounds]`
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { createClient } from '@supabase/supabase-js'
import postgres, { type Sql } from 'postgres'
import { type Stack, startStack } from '../scripts/stack/stack.ts'
import { sole, sure } from '../scripts/sure.ts'

const atOnce = 100
/** The app's own: src/app/query-client.ts. */
const pauses = [300, 600, 1_200, 2_400]

type Answer = PromiseLike<{ error: { code?: string; message: string } | null }>

interface Person {
  id: string
  client: ReturnType<typeof connect>
}

function connect(stack: Stack) {
  return createClient(stack.apiUrl, stack.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
}

async function signUp(stack: Stack): Promise<Person> {
  const client = connect(stack)
  const { data, error } = await client.auth.signUp({
    email: `${randomUUID()}@example.com`,
    password: 'correct horse battery',
  })
  if (error) throw error
  return { id: sure(data.user).id, client }
}

/** Instances, and a scenario with a copy of each; answers its id and that of an instance. */
async function furnish({ client }: Person, instances: number) {
  const rows = Array.from({ length: instances }, (_, index) => ({
    kind: 'cash',
    name: `Deposit ${index}`,
    params: { value: 1_000, interest_rate: 4 },
  }))
  const inserted = await client.from('instances').insert(rows).select('id')
  if (inserted.error) throw inserted.error
  const created = await client.rpc('create_scenario', {
    p_request_id: randomUUID(),
    p_name: 'Crowd',
    p_instance_ids: inserted.data.map(({ id }) => id),
  })
  if (created.error) throw created.error
  return { instanceId: sure(inserted.data[0]).id as string, scenarioId: created.data.scenario.id as string }
}

const bulkEdit = ({ client }: Person, scenarioId: string, requestId = randomUUID()): Answer =>
  client.rpc('bulk_edit_scenario_instances', {
    p_scenario_id: scenarioId,
    p_scenario_instance_ids: null,
    p_changes: { 'params.value': { add: 1 } },
    p_request_id: requestId,
  })

interface Times {
  p50: number
  p95: number
  max: number
}

function summary(values: number[]): Times {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sure(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))])
  return { p50: at(0.5), p95: at(0.95), max: sure(sorted.at(-1)) }
}

/** One after the other, as a person at a screen does; milliseconds of each until its answer. */
async function live(requests: Record<string, () => Answer>, rounds: number) {
  const times = new Map<string, number[]>()
  for (let round = -3; round < rounds; round++)
    for (const [name, request] of Object.entries(requests)) {
      const start = performance.now()
      const { error } = await request()
      if (error) throw error
      // The first rounds warm connections and plans.
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), performance.now() - start])
    }
  return new Map([...times].map(([name, values]) => [name, summary(values)]))
}

interface Tally {
  sent: number
  done: number
  busy: number
  givenUp: number
  others: Record<string, number>
}

/** A hundred at once, and when all have ended a hundred more, until told to stop. */
function flood(person: Person, scenarioId: string, isHostile: boolean) {
  const tally: Tally = { sent: 0, done: 0, busy: 0, givenUp: 0, others: {} }
  let isOver = false
  const one = async () => {
    const requestId = randomUUID()
    for (let attempt = 0; !isOver; attempt++) {
      tally.sent++
      const { error } = await bulkEdit(person, scenarioId, requestId)
      if (!error) return void tally.done++
      const code = error.code ?? error.message
      if (code !== 'PT503') {
        tally.others[code] = (tally.others[code] ?? 0) + 1
        return
      }
      tally.busy++
      if (isHostile) continue
      const pause = pauses[attempt]
      if (pause === undefined) return void tally.givenUp++
      await delay(pause * (0.5 + Math.random()))
    }
  }
  const running = (async () => {
    while (!isOver) await Promise.all(Array.from({ length: atOnce }, one))
  })()
  return {
    tally,
    stop: () => {
      isOver = true
      return running
    },
  }
}

/** The most connections that waited for a lock at once, looked at each fiftieth of a second. */
function watch(sql: Sql) {
  let most = 0
  let isOver = false
  const running = (async () => {
    while (!isOver) {
      const row = await sole(sql`select count(*)::int as waiting from pg_locks where not granted`)
      most = Math.max(most, row.waiting)
      await delay(20)
    }
  })()
  return async () => {
    isOver = true
    await running
    return most
  }
}

const print = (quiet: Map<string, Times>, crowd: Map<string, Times>) =>
  console.table(
    [...crowd].map(([name, times]) => {
      const before = sure(quiet.get(name))
      const cell = ({ p50, p95, max }: Times) => [p50, p95, max].map((value) => value.toFixed(0)).join(' · ')
      return {
        request: name,
        'quiet, p50 · p95 · max ms': cell(before),
        'in the crowd': cell(times),
        'times, p50 · p95': `${(times.p50 / before.p50).toFixed(1)} · ${(times.p95 / before.p95).toFixed(1)}`,
      }
    }),
  )

export async function run(args: string[]): Promise<void> {
  const [copies = 1_000, rounds = 100] = args.map(Number)
  const refused = console.error
  // The API reports every refused request here, and most of a flood is refused.
  console.error = () => {}
  const stack = await startStack()
  const sql = postgres(stack.dbUrl, { max: 1, onnotice: () => {} })
  try {
    const [crowd, other] = [await signUp(stack), await signUp(stack)]
    const { scenarioId } = await furnish(crowd, copies)
    const own = await furnish(other, 50)
    const { client } = other
    let edits = 0
    const requests: Record<string, () => Answer> = {
      'read a list': () => client.from('instances').select('id, name, params').is('deleted_at', null),
      'change an instance': () =>
        client
          .from('instances')
          .update({ params: { value: ++edits } })
          .eq('id', own.instanceId),
      'bulk edit of 50': () => bulkEdit(other, own.scenarioId),
    }
    const quiet = await live(requests, rounds)
    const results = []
    for (const isHostile of [false, true]) {
      const { tally, stop } = flood(crowd, scenarioId, isHostile)
      const waited = watch(sql)
      const times = await live(requests, rounds)
      await stop()
      const waiting = await waited()
      console.log(
        `\n${isHostile ? 'Hostile, again at once' : 'As the app sends'}: ${tally.sent} requests, ${tally.done} carried out,` +
          ` ${tally.busy} busy, ${tally.givenUp} given up, other codes ${JSON.stringify(tally.others)};` +
          ` at most ${waiting} connections waiting for a lock.`,
      )
      print(quiet, times)
      results.push({ isHostile, tally, waiting, times: Object.fromEntries(times) })
    }
    console.log(JSON.stringify({ copies, rounds, quiet: Object.fromEntries(quiet), results }))
  } finally {
    console.error = refused
    await sql.end()
    await stack.stop()
  }
}
