/**
 * The backend inside Vite: the Supabase API on PGlite, migrated at start, seeded once when its data
 * directory is new. Stands in for `@supabase/lite/vite`, which neither seeds nor serves the assets
 * of its own Studio page.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { App } from '@supabase/lite'
import { applyPendingMigrations, createApi, resolveConfiguredPublishableKey } from '@supabase/lite/cli'
import type { Plugin, PreviewServer, ResolvedConfig, ViteDevServer } from 'vite'
import { isFromAnotherOrigin } from './request-origin.ts'
import { openStudio, type Studio } from './studio.ts'

const root = path.resolve(import.meta.dirname, '..')
const defaultDataDirectory = path.join(root, 'supabase/.temp/data')

async function openBackend(options: { admin: boolean }): Promise<App> {
  // config.toml reads the data directory from here.
  process.env.SCENARIOS_DATA_DIR ??= defaultDataDirectory
  await mkdir(path.dirname(process.env.SCENARIOS_DATA_DIR), { recursive: true })
  const api = await createApi({ withSupabaseClient: false })
  const app = await api.project.local.createApp(undefined, options)
  await applyPendingMigrations(app)
  // Supabase grants this: functions that run as their caller look up auth.uid().
  await app.connection.exec('grant usage on schema auth to anon, authenticated, service_role')
  await seedOnce(app)
  // lite sets itself up at its first request, and stumbles when a page's first requests come at once.
  const key = (await resolveConfiguredPublishableKey()) ?? ''
  await app.fetch(new Request('http://127.0.0.1/rest/v1/feature_flags?limit=1', { headers: { apikey: key } }))
  return app
}

/** Seeds a new database, and none that has been lived in. The record is the Supabase CLI's own. */
async function seedOnce({ connection }: App) {
  await connection.exec(
    'create table if not exists supabase_migrations.seed_files (path text primary key, hash text not null)',
  )
  const seeded = await connection.exec<{ rows: unknown[] }>('select from supabase_migrations.seed_files')
  if (seeded.rows.length > 0) return
  const seed = await readFile(path.join(root, 'supabase/seed.sql'), 'utf8')
  const hash = createHash('sha256').update(seed).digest('hex')
  await connection.exec(
    `${seed}; insert into supabase_migrations.seed_files values ('supabase/seed.sql', '${hash}')`,
  )
}

/**
 * A restart of Vite sets the new server up before it closes the old one, and evaluates this file anew. Two databases on
 * one directory would spoil it, so what is open is known to the whole process, and its end is waited for.
 */
const ofThisProcess = globalThis as { scenariosBackend?: Backend }

interface Backend {
  app: Promise<App>
  /** Of development alone. */
  studio?: Promise<Studio>
  closed: Promise<unknown>
}

/** Puts the API before the app. The page is served at once; what it asks of the API waits for the database. */
function mount(server: ViteDevServer | PreviewServer, { hasStudio }: { hasStudio: boolean }): Backend {
  const previous = ofThisProcess.scenariosBackend
  const opening = Promise.resolve(previous?.closed)
  const app = opening.then(() => openBackend({ admin: hasStudio }))
  app.catch((error: Error) => {
    server.config.logger.error(`The embedded database did not start: ${error.stack ?? error.message}`)
    process.exit(1)
  })
  // After a restart it is where it was.
  const studio = hasStudio
    ? opening.then(async () => openStudio(app, (await previous?.studio)?.port))
    : undefined
  const closed = new Promise((resolve) => server.httpServer?.once('close', resolve)).then(async () => {
    await (await studio)?.close()
    await (await app).connection.close()
  })

  // No peer address: here nobody is the service role for want of a key. That is for Studio's address.
  const ask = getRequestListener(async (request) => (await app).fetch(request, { peerAddress: null }))
  server.middlewares.use((request, response, next) => {
    const { pathname } = new URL(request.url ?? '/', 'http://app')
    if (!/^\/(auth|rest)\/v1(\/|$)/.test(pathname)) return next()
    // A link in a mail may be opened from anywhere.
    const isLink = request.headers['sec-fetch-mode'] === 'navigate' && pathname.startsWith('/auth/v1/')
    if (isFromAnotherOrigin(request) && !isLink) response.writeHead(403).end()
    else void ask(request, response)
  })
  ofThisProcess.scenariosBackend = { app, closed, ...(studio ? { studio } : {}) }
  return ofThisProcess.scenariosBackend
}

const forThisMachineOnly = `WARNING: this build speaks to the embedded database of \`npm run preview\` and to nothing else.
To build for a Supabase project, set both of these, in the environment or in .env.production.local:
  VITE_SUPABASE_URL=https://<ref>.supabase.co
  VITE_SUPABASE_ANON_KEY=<publishable key>`

/** Vite plugin: API and Studio for `vite`, the API alone (as in production) for `vite preview`. */
export function embeddedBackend(): Plugin {
  let resolved: ResolvedConfig | undefined
  return {
    name: 'scenarios:embedded-backend',
    configResolved(config) {
      resolved = config
    },
    // Last, where it is read: nothing else tells a site for production from one that only works on this machine.
    closeBundle() {
      if (resolved?.command === 'build') resolved.logger.warn(`\n${forThisMachineOnly}\n`)
    },
    async config() {
      const key = await resolveConfiguredPublishableKey()
      return {
        define: {
          'import.meta.env.VITE_SUPABASE_URL': 'window.location.origin',
          'import.meta.env.VITE_SUPABASE_ANON_KEY': JSON.stringify(key),
        },
      }
    },
    async configureServer(server) {
      const isRestart = ofThisProcess.scenariosBackend !== undefined
      const { studio } = mount(server, { hasStudio: true })
      if (isRestart) return
      const { url } = (await studio)!
      const printUrls = server.printUrls.bind(server)
      server.printUrls = () => {
        printUrls()
        server.config.logger.info(`  ➜  Studio:  ${url}`)
      }
    },
    configurePreviewServer(server) {
      mount(server, { hasStudio: false })
    },
  }
}
