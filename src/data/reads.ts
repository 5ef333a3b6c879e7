/**
 * A replica answers what only reads, and is behind by what is written at the moment (its lag). So whoever wrote reads from
 * the primary until a replica must have it; that nobody decides on what is old is kept by versions and fingerprints in any case.
 */
import { env } from '#lib/env.ts'
import { tellConsole } from '#lib/tell-console.ts'
import { isRead, operationOf } from './telemetry/operation.ts'

/** Twice as long as a replica lets its own readers hold up what it has to take over (`max_standby_streaming_delay`). */
export const replicaHasItWithin = 60_000

/** Where the tabs of a browser tell each other until when to read from the primary. */
const key = 'scenarios:primary-until'
let primaryUntil = 0

function readFromPrimary() {
  primaryUntil = Date.now() + replicaHasItWithin
}

function noteWrite() {
  readFromPrimary()
  try {
    localStorage.setItem(key, String(primaryUntil))
  } catch {
    // Then this tab alone knows.
  }
}

function mayReadFromReplica(): boolean {
  let until = primaryUntil
  try {
    until = Math.max(until, Number(localStorage.getItem(key)))
  } catch {}
  return Date.now() >= until
}

/** `fetch` for the project: reads go to `VITE_SUPABASE_READ_URL` where there is one, everything else to the primary. */
export const fetchFromProject: typeof fetch = async (input, init) => {
  const { readUrl, supabaseUrl } = env
  const address = String(input)
  const method = init?.method ?? 'GET'
  if (!readUrl) return fetch(input, init)
  if (method !== 'GET') {
    if (isRead(operationOf(address, method) ?? '')) return fetch(input, init)
    // Before, since it may be done and its answer lost; and after, since only now it is known to be done.
    noteWrite()
    return fetch(input, init).finally(noteWrite)
  }
  if (!address.startsWith(`${supabaseUrl}/rest/`) || !mayReadFromReplica()) return fetch(input, init)
  const answer = await fetch(readUrl + address.slice(supabaseUrl.length), init).catch((error) => {
    if (init?.signal?.aborted) throw error
    return null
  })
  // Hosts of pages answer whatever they are asked, with a page.
  const works = answer && answer.status < 500 && answer.headers.get('content-type')?.includes('json')
  if (works && answer.ok) return answer
  // What it does not have may be on its way to it; what it does not do at all is not tried again at once.
  if (!works) readFromPrimary()
  const own = await fetch(input, init)
  if (!works)
    tellConsole(new Error(`${readUrl} (VITE_SUPABASE_READ_URL) does not answer reads; ${supabaseUrl} does.`))
  return own
}

/**
 * How a function that only reads is to be called: by GET, which a replica answers, where all that is said are ids, and not too
 * many for an address. Anything else goes in a body: addresses end up in logs, and say no array with an empty text.
 */
export function readsBy(values: Record<string, unknown>): { get: boolean } {
  const given = Object.values(values).flat()
  const isOfIds = given.every((value) => typeof value === 'string' && /^[\w-]+$/.test(value))
  return { get: isOfIds && String(given).length < 3_000 }
}
