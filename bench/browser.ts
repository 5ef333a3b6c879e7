/**
 * `npm run bench -- browser [paths]`: main-thread tasks of the built app in a browser while it simulates ten
 * instances over 40 years, and how long the simulation takes there. Long tasks are those the browser itself
 * reports: above 50 ms.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { browserFlags, findBrowser } from '../scripts/browser.ts'
import { freePort } from '../scripts/stack/ports.ts'

const root = path.resolve(import.meta.dirname, '..')
const instanceCount = 10

export async function run([paths = '10000']: string[]) {
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
  try {
    const base = `http://127.0.0.1:${port}`
    await answering(base)
    const page = await browser.newPage()
    await prepare(page, base, Number(paths))
    await page.goto(`${page.url()}/projections`)
    await page.getByText('Net worth beside reality').waitFor()
    await page.evaluate(() => {
      const tasks: number[] = []
      Object.assign(window, { longTasks: tasks })
      new PerformanceObserver((list) => {
        for (const task of list.getEntries()) tasks.push(Math.round(task.duration))
      }).observe({ type: 'longtask' })
    })
    const start = performance.now()
    await page.getByText('Simulated futures', { exact: true }).click()
    await page.getByText('Ends ahead of reality').waitFor()
    await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 300_000 })
    const seconds = (performance.now() - start) / 1000
    const longTasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks)
    const result = { paths: Number(paths), instances: instanceCount, years: 40, seconds, longTasks }
    console.log(`${cpus().length} cores, ${browser.browserType().name()} ${browser.version()}`)
    console.log(
      `${paths} paths, scenario and reality: ${seconds.toFixed(2)} s on screen; main-thread tasks above 50 ms: ` +
        (longTasks.length ? longTasks.map((task) => `${task} ms`).join(', ') : 'none'),
    )
    console.log(JSON.stringify(result))
  } finally {
    await browser.close()
    server.kill('SIGTERM')
    await once(server, 'exit')
    await rm(directory, { recursive: true, force: true })
  }
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

/** Signs somebody up who has ten portfolios and a scenario of them, and opens the scenario. */
async function prepare(page: Page, base: string, paths: number) {
  await page.goto(`${base}/sign-up`)
  await page.getByLabel('E-mail').fill('bench@example.com')
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await page.evaluate(
    async ({ count, paths }) => {
      const stored = Object.entries(localStorage).find(([key]) => key.endsWith('-auth-token'))
      const token = (JSON.parse(stored?.[1] ?? '{}') as { access_token: string }).access_token
      const send = async (method: string, address: string, body: unknown) => {
        const response = await fetch(`/rest/v1/${address}`, {
          method,
          headers: {
            'content-type': 'application/json',
            apikey: 'sb_publishable_local_scenarios_development',
            authorization: `Bearer ${token}`,
          },
          body: JSON.stringify(body),
        })
        if (!response.ok) throw new Error(await response.text())
      }
      await send(
        'POST',
        'instances',
        Array.from({ length: count }, (_, i) => ({
          name: `Portfolio ${i + 1}`,
          kind: 'portfolio',
          params: { value: 100_000 + i, monthly_contribution: 100 },
        })),
      )
      await send('PATCH', 'profiles?user_id=not.is.null', {
        assumptions: { paths, horizon_years: 40, household_monthly_surplus: 2000 },
      })
    },
    { count: instanceCount, paths },
  )
  await page.goto(`${base}/scenarios?create`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Bench')
  await page.getByRole('button', { name: 'Create scenario' }).click()
  await page.getByRole('heading', { name: 'Bench', level: 1 }).waitFor()
}
