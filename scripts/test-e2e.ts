/** `npm run test:e2e -- [playwright arguments]`: finds a browser and a free port, then runs Playwright. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findBrowser } from './browser.ts'
import { freePort } from './stack/ports.ts'

const root = path.resolve(import.meta.dirname, '..')

/** Runs the end-to-end tests; answers Playwright's exit code. */
export async function runEndToEnd(args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const browser = await findBrowser((line) => process.stderr.write(`${line}\n`))
  const directory = await mkdtemp(path.join(tmpdir(), 'scenarios-e2e-'))
  // A project's own backend in the environment is not for tests.
  const { VITE_SUPABASE_URL: _url, VITE_SUPABASE_ANON_KEY: _key, ...rest } = process.env
  try {
    const playwright = spawn(path.join(root, 'node_modules/.bin/playwright'), ['test', ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...rest,
        ...(browser ? { SCENARIOS_BROWSER: browser } : {}),
        E2E_PORT: String(await freePort()),
        SCENARIOS_DATA_DIR: path.join(directory, 'data'),
        E2E_DIST: path.join(directory, 'dist'),
        ...env,
      },
    })
    const [code] = await once(playwright, 'exit')
    return code ?? 1
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  process.exitCode = await runEndToEnd(process.argv.slice(2)).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`)
    return 1
  })
}
