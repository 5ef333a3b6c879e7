/** Sessions that hold what others wait for, and when somebody waits: seen in the server's own views, never by the clock. */
import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { expect } from 'vitest'
import { isTurnedAway } from '#data/errors.ts'
import { sole } from '../../scripts/sure.ts'

export interface Session {
  sql: postgres.ReservedSql
  pid: number
  /** Undoes what is open and closes the connection. */
  end(): Promise<void>
}

/** A connection of its own, past any pooler, as the owner of everything; `application` is what it says that it is. */
export async function openSession(serverUrl: string, application = 'tests'): Promise<Session> {
  const pool = postgres(serverUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: application },
  })
  const sql = await pool.reserve()
  const row = await sole(sql`select pg_backend_pid() as pid`)
  return { sql, pid: row.pid as number, end: () => pool.end({ timeout: 0 }) }
}

/** Resolves once this session waits for a lock. */
export async function untilWaiting(admin: postgres.Sql, pid: number): Promise<void> {
  const state = async () => {
    const [row] = await admin`select wait_event_type from pg_stat_activity where pid = ${pid}`
    return row?.wait_event_type
  }
  await expect.poll(state, { timeout: 10_000, interval: 10 }).toBe('Lock')
}

/** How many sessions wait for an advisory lock, such as that of a user. */
export async function waitingForAdvisory(admin: postgres.Sql): Promise<number> {
  const row = await sole(admin`
    select count(*)::int as number from pg_locks where locktype = 'advisory' and not granted`)
  return row.number
}

/** Opens a transaction that holds the lock of a user, and all seats of those who may wait for it. */
export async function occupyUser({ sql }: Session, userId: string): Promise<void> {
  await sql`begin`
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${userId}, seat))
    from generate_series(0, private.limit_of('max_waiting_writes')) as seat`
}

/** Opens a transaction that holds what writers of the feature hold. */
export async function holdFlags({ sql }: Pick<Session, 'sql'>): Promise<void> {
  await sql`begin`
  await sql`select pg_advisory_xact_lock_shared(hashtext('scenarios'), hashtext('feature_flags'))`
}

/** Sends again what the server was too busy to begin, as the app does. */
export async function persistently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; ; attempt++)
    try {
      return await work()
    } catch (error) {
      const isBusy = isTurnedAway(error) || (error as { code?: string }).code === 'PT503'
      if (!isBusy || attempt === 200) throw error
      await delay(10 + 40 * Math.random())
    }
}
