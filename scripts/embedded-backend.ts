/**
 * The backend inside Vite: the Supabase API on PGlite, migrated at start, seeded once when its data
 * directory is new. Stands in for `@supabase/lite/vite`, which neither seeds nor serves the assets
 * of its own Studio page.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { App } from '@supabase/lite'
import { applyPendingMigrations, createApi, resolveConfiguredPublishableKey } from '@supabase/lite/cli'
import { honoMiddleware } from '@supabase/lite/vite'
import type { Connect, Plugin, PreviewServer, ResolvedConfig, ViteDevServer } from 'vite'

const root = path.resolve(import.meta.dirname, '..')
const defaultDataDirectory = path.join(root, 'supabase/.temp/data')
const studioAssets = path.join(root, 'node_modules/@supabase/lite/dist/static')
const assetTypes: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

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

/** Serves `/static/*` for the Studio page at `/_system`, which asks for it there. */
const serveStudioAssets: Connect.NextHandleFunction = (request, response, next) => {
  const pathname = new URL(request.url ?? '/', 'http://localhost').pathname
  const file = path.join(studioAssets, pathname.replace(/^\/static\//, ''))
  const type = assetTypes[path.extname(file)]
  if (!pathname.startsWith('/static/') || !type || !file.startsWith(studioAssets + path.sep)) return next()
  readFile(file).then(
    (content) => response.setHeader('content-type', type).end(content),
    () => next(),
  )
}

/** Puts the API before the app. The page is served at once; what it asks of the API waits for the database. */
function mount(server: ViteDevServer | PreviewServer, options: { admin: boolean }) {
  const prefixes = ['/auth/v1', '/rest/v1', ...(options.admin ? ['/_system'] : [])]
  const opening = openBackend(options).then((app) => {
    server.httpServer?.once('close', () => void app.connection.close())
    // lite declares this class once for each of its entries, and TypeScript takes them for two.
    return honoMiddleware(app as unknown as Parameters<typeof honoMiddleware>[0], prefixes)
  })
  opening.catch((error: Error) => {
    server.config.logger.error(`The embedded database did not start: ${error.stack ?? error.message}`)
    process.exit(1)
  })
  server.middlewares.use((request, response, next) => {
    if (!prefixes.some((prefix) => request.url?.startsWith(prefix))) return next()
    opening.then((handle) => handle(request, response, next), next)
  })
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
    configureServer(server) {
      server.middlewares.use(serveStudioAssets)
      mount(server, { admin: true })
      const printUrls = server.printUrls.bind(server)
      server.printUrls = () => {
        printUrls()
        for (const url of server.resolvedUrls?.local ?? [])
          server.config.logger.info(`  ➜  Studio:  ${new URL('_system', url)}`)
      }
    },
    configurePreviewServer(server) {
      mount(server, { admin: false })
    },
  }
}
