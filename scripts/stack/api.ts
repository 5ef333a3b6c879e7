/**
 * The Supabase API before a PostgreSQL server, as a hosted project has it: keys are demanded, no admin mode.
 * Keys and sign-up rules come from `supabase/config.toml`, like those of `npm run dev`.
 */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import path from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { App, ConsoleEmailDriver } from '@supabase/lite'
import { createPostgresConnection } from '@supabase/lite/postgres'
import { parse } from 'smol-toml'

export interface ApiOptions {
  dbUrl: string
  port: number
  /** The database is a replica: its system tables are the primary's. */
  isReplica?: boolean
  /** Receives the mails that would be sent (password resets). */
  log: (line: string) => void
}

export interface ApiServer {
  url: string
  publishableKey: string
  secretKey: string
  listen(): Promise<void>
  stop(): Promise<void>
}

type Config = Pick<App['config'], 'project_id' | 'api'> & { auth: NonNullable<App['config']['auth']> }

const configFile = path.resolve(import.meta.dirname, '../../supabase/config.toml')

/** The API with its system tables in place; it answers over HTTP once `listen` is called. */
export async function createApi(options: ApiOptions): Promise<ApiServer> {
  const config = parse(await readFile(configFile, 'utf8')) as unknown as Config
  const connection = createPostgresConnection({
    url: options.dbUrl,
    // As many as a hosted project's pool has; the rest of `max_connections` is for direct ones.
    postgresOptions: { max: 32, onnotice: () => {} },
  })
  const app = new App({
    connection,
    ...(config.project_id ? { project_id: config.project_id } : {}),
    api: { ...config.api, port: options.port },
    auth: config.auth,
    options: {
      server: { admin: false, disableStudio: true },
      drivers: {
        email: new ConsoleEmailDriver({ logger: { info: (message) => options.log(String(message)) } }),
      },
    },
  })
  if (!options.isReplica) await app.ensureSystemSchema()
  const server = createAdaptorServer({
    hostname: '127.0.0.1',
    fetch: (request, env) => app.fetch(request, { peerAddress: env.incoming.socket.remoteAddress ?? null }),
  }) as Server
  // A client in the same process as busy as its tests are would find a connection closed that it was about to use.
  server.keepAliveTimeout = 60_000
  return {
    url: `http://127.0.0.1:${options.port}`,
    publishableKey: config.auth.publishable_key!,
    secretKey: config.auth.secret_key!,
    async listen() {
      server.listen(options.port, '127.0.0.1')
      await once(server, 'listening')
    },
    async stop() {
      if (server.listening) {
        const closed = once(server, 'close')
        server.close()
        server.closeAllConnections()
        await closed
      }
      await connection.close()
    },
  }
}
