/** The built app with a backend of its own, and somebody in it, for measurements in a browser. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { browserFlags, findBrowser } from '../scripts/browser.ts'
import { freePort } from '../scripts/stack/ports.ts'

const root = path.resolve(import.meta.dirname, '..')

export interface ServedApp {
  readonly base: string
  readonly browser: Browser
  readonly close: () => Promise<void>
}

/** Builds the app, serves it on data of its own, and starts a browser. */
export async function serveApp(): Promise<ServedApp> {
  const directory = await mkdtemp(path.join(tmpdir(), 'scenarios-bench-'))
  const port = await freePort()
  process.env.SCENARIOS_DATA_DIR = path.join(directory, 'data')
  const outDir = path.join(directory, 'dist')
  await build({ root, logLevel: 'error', build: { outDir } })
  const server = spawn(
    path.join(root, 'node_modules/.bin/vite'),
    ['preview', '--outDir', outDir, '--port', String(port), '--strictPort'],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const executablePath = await findBrowser(() => {})
  const browser = await chromium.launch({ args: browserFlags, ...(executablePath ? { executablePath } : {}) })
  const close = async () => {
    await browser.close()
    server.kill('SIGTERM')
    await once(server, 'exit')
    await rm(directory, { recursive: true, force: true })
  }
  const base = `http://127.0.0.1:${port}`
  try {
    await answering(base)
  } catch (error) {
    await close()
    throw error
  }
  return { base, browser, close }
}

async function answering(url: string) {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const isUp = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Nothing answers at ${url}.`)
}

interface Holdings {
  readonly instances: number
  readonly paths: number
  /** Each of everything. */
  readonly scenarios?: number
}

/** The page of somebody new with so many portfolios, to be projected over 40 years. */
export async function signUp({ browser, base }: ServedApp, holdings: Holdings): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(`${base}/sign-up`)
  await page.getByLabel('E-mail').fill(`bench-${crypto.randomUUID()}@example.com`)
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await page.evaluate(async ({ instances, paths, scenarios = 0 }) => {
    const stored = Object.entries(localStorage).find(([key]) => key.endsWith('-auth-token'))
    const token = (JSON.parse(stored?.[1] ?? '{}') as { access_token: string }).access_token
    const send = async (method: string, address: string, body: unknown) => {
      const response = await fetch(`/rest/v1/${address}`, {
        method,
        headers: {
          'content-type': 'application/json',
          apikey: 'sb_publishable_local_scenarios_development',
          authorization: `Bearer ${token}`,
          prefer: 'return=representation',
        },
        body: JSON.stringify(body),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(text)
      return text
    }
    const added = await send(
      'POST',
      'instances',
      Array.from({ length: instances }, (_, i) => ({
        name: `Portfolio ${i + 1}`,
        kind: 'portfolio',
        params: { value: 100_000 + i, monthly_contribution: 100 },
      })),
    )
    await send('POST', 'instances', [{ name: 'Salary', kind: 'cash_flow', params: { amount: 2000 } }])
    await send('PATCH', 'profiles?user_id=not.is.null', {
      assumptions: { paths, horizon_years: 40 },
    })
    const ids = (JSON.parse(added) as { id: string }[]).map(({ id }) => id)
    for (let number = 1; number <= scenarios; number++)
      await send('POST', 'rpc/create_scenario', {
        p_request_id: crypto.randomUUID(),
        p_name: `Scenario ${number}`,
        p_instance_ids: ids,
      })
  }, holdings)
  return page
}

/** Makes a scenario of everything and answers its address. */
export async function createScenario(page: Page, { base }: ServedApp): Promise<string> {
  await page.goto(`${base}/scenarios?create`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Bench')
  await page.getByRole('button', { name: 'Create scenario' }).click()
  await page.getByRole('heading', { name: 'Bench', level: 1 }).waitFor({ timeout: 120_000 })
  return page.url()
}
