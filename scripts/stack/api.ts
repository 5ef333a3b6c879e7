/**
 * The Supabase API before a PostgreSQL server, as a hosted project has it: keys are demanded, no admin mode, each of its
 * parts is a role of its own. Keys and sign-up rules come from `supabase/config.toml`, like those of `npm run dev`.
 */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import path from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { App, ConsoleEmailDriver } from '@supabase/lite'
import { createPostgresConnection } from '@supabase/lite/postgres'
import { parse } from 'smol-toml'
import { sure } from '../sure.ts'
import { HostedConnection } from './hosted-connection.ts'
import { refusalWithoutWhere } from './safe-update.ts'

export interface ApiOptions {
  /** With the password that all roles of a project have here. */
  dbUrl: string
  port: number
  /**
   * One role for everything, the one in `dbUrl`, which grants all on all tables at its first request and is under no
   * timeout: as the embedded backend has it.
   */
  isLikeEmbedded?: boolean | undefined
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

/** As many as a hosted project's pool has; the rest of `max_connections` is for direct ones. */
const requestsAtOnce = 32

/** The API of a database that `createProject` made; it answers over HTTP once `listen` is called. */
export async function createApi(options: ApiOptions): Promise<ApiServer> {
  const config = parse(await readFile(configFile, 'utf8')) as unknown as Config
  const connection = options.isLikeEmbedded
    ? createPostgresConnection({
        url: options.dbUrl,
        postgresOptions: { max: requestsAtOnce, onnotice: () => {} },
      })
    : new HostedConnection(options.dbUrl, requestsAtOnce)
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
  const server = createAdaptorServer({
    hostname: '127.0.0.1',
    fetch: (request, env) =>
      (!options.isLikeEmbedded && refusalWithoutWhere(request)) ||
      app.fetch(request, { peerAddress: env.incoming.socket.remoteAddress ?? null }),
  }) as Server
  // A client in the same process as busy as its tests are would find a connection closed that it was about to use.
  server.keepAliveTimeout = 60_000
  return {
    url: `http://127.0.0.1:${options.port}`,
    publishableKey: sure(config.auth.publishable_key),
    secretKey: sure(config.auth.secret_key),
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
