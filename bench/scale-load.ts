/** Many clients at once, through the API or straight to PostgreSQL, and who takes how much of the machine. */
import { type ChildProcess, fork } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { cpus } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { parse } from 'smol-toml'
import { freePort } from '../scripts/stack/ports.ts'
import type { Stack } from '../scripts/stack/stack.ts'
import { sole, sure } from '../scripts/sure.ts'
import type { Person } from './scale-fixtures.ts'
import type { Ask } from './scale-requests.ts'

export const clients = 64

export interface Way {
  name: string
  ask: Ask
  /** Of the API server; null where there is none. */
  apiPid: number | null
  stop(): Promise<void>
}

/** As PostgREST does it: a transaction, the claims, the statement. */
export function direct(dbUrl: string): Way {
  const sql = postgres(dbUrl, { max: clients, onnotice: () => {}, max_lifetime: null })
  return {
    name: 'direct SQL',
    apiPid: null,
    async ask(person, call) {
      return sql.begin(async (transaction) => {
        await transaction`select set_config('role', 'authenticated', true), set_config('request.jwt.claim.sub', ${person.id}, true)`
        const row = await sole(transaction.unsafe(call.sql, call.values, { prepare: true }))
        return row.answer
      })
    },
    stop: () => sql.end(),
  }
}

const config = parse(readFileSync(path.resolve(import.meta.dirname, '../supabase/config.toml'), 'utf8')) as {
  auth: { jwt_secret: string }
}

function tokenOf(person: Person): string {
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const now = Math.floor(Date.now() / 1_000)
  const claims = { sub: person.id, aud: 'authenticated', role: 'authenticated', iat: now, exp: now + 3_600 }
  const head = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}`
  return `${head}.${createHmac('sha256', config.auth.jwt_secret).update(head).digest('base64url')}`
}

export async function throughApi(stack: Stack): Promise<Way> {
  const port = await freePort()
  const server = fork(path.join(import.meta.dirname, 'scale-api.ts'), [stack.server.url, String(port)])
  await once(server, 'message')
  // At its first request the API grants all to its roles, which no two requests may do at once.
  for (const address of ['', 'feature_flags?limit=0'])
    await fetch(`http://127.0.0.1:${port}/rest/v1/${address}`, { headers: { apikey: stack.secretKey } })
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  return {
    name: 'API',
    apiPid: sure(server.pid),
    ask: (person, { method, path: address, body }) =>
      new Promise((resolve, reject) => {
        const sent = request(
          {
            agent,
            port,
            method,
            host: '127.0.0.1',
            path: `/rest/v1/${address}`,
            headers: {
              apikey: stack.publishableKey,
              authorization: `Bearer ${tokenOf(person)}`,
              'content-type': 'application/json',
              prefer: 'return=representation',
            },
          },
          (answer) => {
            const parts: Buffer[] = []
            answer.on('data', (part: Buffer) => parts.push(part))
            answer.on('error', reject)
            answer.on('end', () => {
              const text = Buffer.concat(parts).toString()
              if (sure(answer.statusCode) >= 300)
                reject(new Error(`${method} ${address}: ${answer.statusCode} ${text}`))
              else resolve(text === '' ? null : JSON.parse(text))
            })
          },
        )
        sent.on('error', reject)
        sent.end(body ? JSON.stringify(body) : undefined)
      }),
    stop: () => ended(server, agent),
  }
}

async function ended(server: ChildProcess, agent: Agent): Promise<void> {
  agent.destroy()
  const gone = once(server, 'exit')
  server.disconnect()
  await gone
}

/** In seconds of CPU time so far. */
interface Taken {
  database: number
  api: number
  clients: number
  machine: number
}

function taken(stack: Stack, way: Way): Taken {
  const stat = (pid: number | string) =>
    sure(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]).split(' ')
  const own = (fields: string[]) => (Number(fields[11]) + Number(fields[12])) / 100
  const server = Number(
    readFileSync(path.join(stack.server.directory, 'data/postmaster.pid'), 'utf8').split('\n')[0],
  )
  // Those of its processes that are gone, and those that are there.
  const ended = stat(server)
  let database = own(ended) + (Number(ended[13]) + Number(ended[14])) / 100
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = stat(pid)
      if (Number(fields[1]) === server) database += own(fields)
    } catch {
      // It ended meanwhile.
    }
  }
  const { user, system } = process.cpuUsage()
  const busy = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0)
  return {
    database,
    api: way.apiPid === null ? 0 : own(stat(way.apiPid)),
    clients: (user + system) / 1e6,
    machine: busy / 1_000,
  }
}

export interface Load {
  way: string
  what: string
  seconds: number
  done: number
  /** Milliseconds of each request, by its name. */
  times: Map<string, number[]>
  cpu: Taken
}

/** `work` again and again by every client until the time is over or `work` answers false. */
export async function drive(
  stack: Stack,
  way: Way,
  what: string,
  seconds: number,
  work: (ask: Ask) => Promise<boolean>,
): Promise<Load> {
  const times = new Map<string, number[]>()
  const ask: Ask = async (person, call) => {
    const start = performance.now()
    const answer = await way.ask(person, call)
    const list = times.get(call.name) ?? []
    list.push(performance.now() - start)
    times.set(call.name, list)
    return answer
  }
  let done = 0
  const before = taken(stack, way)
  const start = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() - start < seconds * 1_000 && (await work(ask))) done++
    }),
  )
  const elapsed = (performance.now() - start) / 1_000
  const after = taken(stack, way)
  const spent = (of: keyof Taken) => after[of] - before[of]
  return {
    way: way.name,
    what,
    seconds: elapsed,
    done,
    times,
    cpu: {
      database: spent('database'),
      api: spent('api'),
      clients: spent('clients'),
      machine: spent('machine'),
    },
  }
}

export const at = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN
