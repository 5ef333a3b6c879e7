/**
 * The backend inside Vite: the Supabase API before the app, and Studio at an address of its own. Stands in for
 * `@supabase/lite/vite`, which neither seeds nor lets Studio find itself.
 */
import { getRequestListener } from '@hono/node-server'
import type { App } from '@supabase/lite'
import { resolveConfiguredPublishableKey } from '@supabase/lite/cli'
import type { Plugin, PreviewServer, ResolvedConfig, ViteDevServer } from 'vite'
import { createDatabase, openDatabase } from './embedded-database.ts'
import { operate } from './operations/in-development.ts'
import { isFromAnotherOrigin } from './request-origin.ts'
import { openStudio, type Studio } from './studio.ts'
import { sure } from './sure.ts'
import { wholeRequest } from './whole-request.ts'

/**
 * A restart of Vite sets the new server up before it closes the old one, and evaluates this file anew. Two databases on
 * one directory would spoil it, so what is open is known to the whole process, and its end is waited for.
 */
const ofThisProcess = globalThis as { scenariosBackend?: Backend }

interface Backend {
  /** Once there is a database at all, new or not. */
  created: Promise<void>
  app: Promise<App>
  /** Of development alone. */
  studio?: Promise<Studio>
  closed: Promise<unknown>
}

/** Puts the API before the app. The page is served at once; what it asks of the API waits for the database. */
function mount(server: ViteDevServer | PreviewServer, { hasStudio }: { hasStudio: boolean }): Backend {
  const previous = ofThisProcess.scenariosBackend
  const opening = Promise.resolve(previous?.closed)
  const created = opening.then(createDatabase)
  const app = created.then(() => openDatabase({ admin: hasStudio }))
  app.catch((error: Error) => {
    server.config.logger.error(`The embedded database did not start: ${error.stack ?? error.message}`)
    process.exit(1)
  })
  // After a restart it is where it was.
  const studio = hasStudio
    ? opening.then(async () => openStudio(app, (await previous?.studio)?.port))
    : undefined
  const operations = hasStudio
    ? app.then((opened) => operate(opened, (line) => server.config.logger.warn(line)))
    : undefined
  const closed = new Promise((resolve) => server.httpServer?.once('close', resolve)).then(async () => {
    await (await operations)?.stop()
    await (await studio)?.close()
    await (await app).connection.close()
  })

  // No peer address: here nobody is the service role for want of a key. That is for Studio's address.
  const ask = getRequestListener(async (request) => {
    const whole = await wholeRequest(request)
    return whole ? (await app).fetch(whole, { peerAddress: null }) : new Response(null, { status: 400 })
  })
  server.middlewares.use((request, response, next) => {
    const { pathname } = new URL(request.url ?? '/', 'http://app')
    if (!/^\/(auth|rest)\/v1(\/|$)/.test(pathname)) return next()
    // A link in a mail may be opened from anywhere.
    const isLink = request.headers['sec-fetch-mode'] === 'navigate' && pathname.startsWith('/auth/v1/')
    if (isFromAnotherOrigin(request) && !isLink) response.writeHead(403).end()
    else void ask(request, response)
  })
  ofThisProcess.scenariosBackend = { created, app, closed, ...(studio ? { studio } : {}) }
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
      const { studio, created } = mount(server, { hasStudio: true })
      if (isRestart) return
      // Before Vite begins to bundle dependencies: together they would take twice the memory, and no less time.
      await created
      const { url } = sure(await studio)
      const printUrls = server.printUrls.bind(server)
      server.printUrls = () => {
        printUrls()
        server.config.logger.info(`  ➜  Studio:  ${url}`)
      }
    },
    // A preview is there once all of it is: whoever waits for its page, as tests do, waits for the database too.
    async configurePreviewServer(server) {
      await mount(server, { hasStudio: false }).app
    },
  }
}
