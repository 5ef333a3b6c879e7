/**
 * PgBouncer in transaction mode before a PostgreSQL server, as Supabase's pooler on port 6543 is: a connection of the server
 * is a client's for one transaction, then anybody's. It comes from the system, not from npm.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sure } from '../sure.ts'
import { projectRoles } from './hosted-project.ts'
import { accepting, forwardLines, type PostgresServer } from './postgres.ts'
import { accountForPostgres } from './postgres-account.ts'

export const poolerHint =
  'PgBouncer is not installed: apt-get install pgbouncer (Debian, Ubuntu), brew install pgbouncer (macOS).'

/** Fewer than the clients of any test that is to show something, about as many as the pooler of a small project has. */
export const poolSize = 20

export interface Pooler {
  /** For drivers that read the parameter: no statement is prepared for longer than its transaction. */
  url: string
  stop(): Promise<void>
}

/** Where PgBouncer is; null when this machine has none. Debian puts it where only root looks. */
export function findPooler(): string | null {
  for (const program of ['pgbouncer', '/usr/sbin/pgbouncer', '/opt/homebrew/bin/pgbouncer'])
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' })
      return program
    } catch {}
  return null
}

/** Everything of it is in the server's directory, and ends with it however we end (`janitor.ts`). */
export async function startPooler(
  server: PostgresServer,
  port: number,
  log: (line: string) => void,
): Promise<Pooler> {
  const program = findPooler()
  if (!program) throw new Error(poolerHint)
  const account = accountForPostgres()
  const { hostname, port: serverPort, password } = new URL(server.url)
  const file = (name: string) => path.join(server.directory, name)
  const write = async (name: string, text: string) => {
    await writeFile(file(name), text, { mode: 0o600 })
    if (account.uid !== undefined) await chown(file(name), account.uid, sure(account.gid))
  }
  await write('pooler-users.txt', projectRoles.map((role) => `"${role}" "${password}"\n`).join(''))
  await write(
    'pooler.ini',
    `[databases]
* = host=${hostname} port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
pidfile = ${file('pooler.pid')}
auth_type = scram-sha-256
auth_file = ${file('pooler-users.txt')}
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 1000
log_connections = 0
log_disconnections = 0
log_stats = 0
`,
  )
  const pooler = spawn(program, ['--quiet', file('pooler.ini')], {
    ...account,
    cwd: server.directory,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  forwardLines(pooler, log)
  const url = new URL(server.url)
  url.port = String(port)
  url.searchParams.set('prepare', 'false')
  const stop = () => ended(pooler)
  try {
    await accepting(pooler, url.href, 'PgBouncer')
  } catch (error) {
    await stop()
    throw error
  }
  return { url: url.href, stop }
}

async function ended(pooler: ChildProcess): Promise<void> {
  if (pooler.exitCode !== null || pooler.signalCode !== null) return
  const exited = once(pooler, 'exit')
  pooler.kill('SIGTERM')
  await exited
}
