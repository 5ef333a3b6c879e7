/**
 * The whole backend on native PostgreSQL, for tests, benchmarks and operators: server, migrations, seed and
 * the API before it, with the roles, rights and timeouts that a hosted project has.
 */
import postgres from 'postgres'
import { type ApiServer, createApi } from './api.ts'
import { addressAs, createProject } from './hosted-project.ts'
import { applyMigrations, applySeed, readMigrations } from './migrations.ts'
import { type Pooler, startPooler } from './pooler.ts'
import { listenOnce } from './ports.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'
import type { Grants } from './project-defaults.ts'

export interface StackOptions extends Grants {
  /** Free ports are found when these are missing. */
  dbPort?: number | undefined
  apiPort?: number | undefined
  /** The API is one superuser and grants all at its first request, as the embedded backend has it. */
  keepApiGrants?: boolean
  /** The API and `dbUrl` reach the server through PgBouncer in transaction mode. */
  pooled?: boolean
  log?: (line: string) => void
  /** The root of the repository whose migrations are run; this one when it is missing. */
  repository?: string
  /** Settings of the server that differ from those of tests. */
  settings?: Record<string, string>
}

export interface Stack {
  /** As `postgres`, who owns the database and is no superuser, as a hosted project hands it out: of the server, or of the pooler before it. */
  dbUrl: string
  /** Past a pooler: for whoever needs a connection of their own for longer than a transaction. */
  serverUrl: string
  apiUrl: string
  publishableKey: string
  secretKey: string
  /** The server itself, for tests that kill it or need its superuser. */
  server: PostgresServer
  stop(): Promise<void>
}

/** A port that somebody else listens on; the message says which option chooses another. */
class PortTakenError extends Error {}

export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const log = options.log ?? (() => {})
  const dbPort = await claimPort(options.dbPort, '--db-port')
  const apiPort = await claimPort(options.apiPort, '--api-port', dbPort)
  const server = await startPostgres({
    port: dbPort,
    log,
    ...(options.settings ? { settings: options.settings } : {}),
  })
  let api: ApiServer | undefined
  let pooler: Pooler | undefined
  const stop = async () => {
    await api?.stop()
    await pooler?.stop()
    await server.stop()
  }
  try {
    if (options.pooled) pooler = await startPooler(server, await claimPort(undefined, '', apiPort), log)
    const dbUrl = pooler?.url ?? server.url
    api = await prepare({ serverUrl: server.url, dbUrl, apiPort, options, log })
    return {
      dbUrl: addressAs('postgres', dbUrl),
      serverUrl: addressAs('postgres', server.url),
      apiUrl: api.url,
      publishableKey: api.publishableKey,
      secretKey: api.secretKey,
      server,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function prepare({
  serverUrl,
  dbUrl,
  apiPort,
  options,
  log,
}: {
  serverUrl: string
  dbUrl: string
  apiPort: number
  options: StackOptions
  log: (line: string) => void
}): Promise<ApiServer> {
  await createProject(serverUrl, options)
  // Migrations are run past a pooler, as `supabase db push` runs them.
  const sql = postgres(addressAs('postgres', serverUrl), { max: 1, onnotice: () => {} })
  let api: ApiServer | undefined
  try {
    await applyMigrations(sql, await readMigrations(options.repository))
    await applySeed(sql)
    api = await createApi({
      dbUrl,
      port: apiPort,
      log,
      isLikeEmbedded: options.keepApiGrants,
    })
    await api.listen()
    // What there is to serve is read at the first request; the embedded API grants at it.
    await fetch(`${api.url}/rest/v1/feature_flags?limit=0`, { headers: { apikey: api.secretKey } })
    return api
  } catch (error) {
    await api?.stop()
    throw error
  } finally {
    await sql.end()
  }
}

async function claimPort(wanted: number | undefined, option: string, notThis?: number): Promise<number> {
  if (wanted !== undefined && wanted === notThis)
    throw new PortTakenError(`${option} must differ from --db-port.`)
  for (;;) {
    const port = await listenOnce(wanted ?? 0).catch(() => {
      throw new PortTakenError(`Port ${wanted} is taken. Choose another with ${option}.`)
    })
    if (port !== notThis) return port
  }
}
