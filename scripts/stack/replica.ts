/** A replica of a running server by streaming replication, as Supabase's read replicas are: it can be read, and is behind. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import postgres from 'postgres'
import { sole } from '../sure.ts'
import { type ApiServer, createApi } from './api.ts'
import { freePort } from './ports.ts'
import { endServer, type PostgresServer } from './postgres.ts'
import { accountForPostgres } from './postgres-account.ts'

export interface Replica {
  dbUrl: string
  /** An API before it, which answers what only reads. */
  apiUrl: string
  /** From now on it takes nothing over: whoever reads sees this moment. */
  pause(): Promise<void>
  /** Resolves when it has all that the primary has by now. */
  catchUp(): Promise<void>
  stop(): Promise<void>
}

const copy = `
cp -a "$1" "$2"
rm -rf "$2"/postmaster.* "$2"/pg_wal
mkdir -m 700 "$2"/pg_wal
touch "$2"/standby.signal
`

/** Settings of a server that a replica can be made of. */
export const replicated = { wal_level: 'replica', max_wal_senders: '4', wal_keep_size: '1GB' }

/** Of a server that was started with the settings `replicated`. */
export async function startReplica(server: PostgresServer): Promise<Replica> {
  const data = path.join(server.directory, 'replica')
  const { hostname, port: primaryPort, username, password } = new URL(server.url)
  const primary = postgres(server.url, { max: 1, onnotice: () => {} })
  await primary`select pg_backup_start('replica', true)`
  const run = (script: string, ...values: string[]) =>
    execFileSync('/bin/sh', ['-c', script, 'sh', ...values], {
      ...accountForPostgres(),
      cwd: server.directory,
    })
  run(copy, path.join(server.directory, 'data'), data)
  const backup = await sole(primary`select labelfile from pg_backup_stop(false)`)
  run('printf %s "$1" > "$2"', backup.labelfile, path.join(data, 'backup_label'))
  const port = await freePort()
  const replica = await server.startOn(data, port, {
    primary_conninfo: `host=${hostname} port=${primaryPort} user=${username} password=${password}`,
  })
  const url = new URL(server.url)
  url.port = String(port)
  const sql = postgres(url.href, { max: 1, onnotice: () => {} })
  const api = await startApi(url.href)
  return {
    dbUrl: url.href,
    apiUrl: api.url,
    async pause() {
      await sql`select pg_wal_replay_pause()`
      for (let state = ''; state !== 'paused'; )
        [{ state }] = (await sql`select pg_get_wal_replay_pause_state() as state`) as unknown as [
          { state: string },
        ]
    },
    async catchUp() {
      const now = await sole(primary`select pg_current_wal_lsn()::text as position`)
      await sql`select pg_wal_replay_resume()`
      for (let isThere = false; !isThere; )
        [{ isThere }] = (await sql`
          select pg_last_wal_replay_lsn() >= ${now.position}::pg_lsn as "isThere"`) as unknown as [
          { isThere: boolean },
        ]
    },
    async stop() {
      await api.stop()
      await sql.end({ timeout: 5 })
      await primary.end({ timeout: 5 })
      await endServer(replica)
    },
  }
}

async function startApi(dbUrl: string): Promise<ApiServer> {
  const api = await createApi({ dbUrl, port: await freePort(), log: () => {} })
  await api.listen()
  return api
}
