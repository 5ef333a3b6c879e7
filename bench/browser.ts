/**
 * `npm run bench -- browser [simulation[=times]] [heap[=times]] [scroll] [typing[=keys]] [big[=keys]]`: the built app in a
 * browser. Main-thread tasks while it simulates ten instances over 40 years, memory over 100 simulations, scrolling through
 * 1,000 instances, and how long after a key its effect shows, with ten instances and with 300 in 60 scenarios.
 */
import { cpus } from 'node:os'
import type { Page } from '@playwright/test'
import { createScenario, type ServedApp, serveApp, signUp } from './browser-app.ts'
import { watchHeap } from './browser-heap.ts'
import { describeTasks, tasksDuring } from './browser-tasks.ts'
import { big, typing } from './browser-typing.ts'

const parts = { simulation, heap, scroll, typing, big }

export async function run(names: string[]) {
  const chosen = (names.length > 0 ? names : Object.keys(parts)).map((name) => {
    const [part = '', times] = name.split('=')
    if (!(part in parts)) throw new Error(`There is no part ${part} of this benchmark.`)
    return { part: part as keyof typeof parts, times: times === undefined ? undefined : Number(times) }
  })
  const app = await serveApp()
  try {
    console.log(`${cpus().length} cores, ${app.browser.browserType().name()} ${app.browser.version()}`)
    for (const { part, times } of chosen) await parts[part](app, times)
  } finally {
    await app.close()
  }
}

/** Each time on a page just opened, so that code and workers are cold. */
async function simulation(app: ServedApp, times = 5, paths = 10_000) {
  const page = await signUp(app, { instances: 10, paths })
  const address = await createScenario(page, app)
  console.log(
    `simulation: ten instances over 40 years, ${paths} paths of scenario and reality, ${times} times`,
  )
  for (let time = 0; time < times; time++) {
    await page.goto(`${address}/projections`)
    await page.getByText('Net worth beside reality').waitFor()
    await page.getByRole('row', { name: /^All together/ }).waitFor()
    const start = performance.now()
    let seconds = 0
    const tasks = await tasksDuring(page, async () => {
      await simulate(page)
      await simulated(page)
      seconds = (performance.now() - start) / 1000
    })
    console.log(`  ${seconds.toFixed(2)} s on screen; tasks ${describeTasks(tasks)}`)
  }
  await page.close()
}

function simulate(page: Page) {
  const kinds = page.getByRole('radiogroup', { name: 'Kind of projection' })
  return kinds.getByText('Simulated futures').click()
}

/** All figures of a finished simulation are on screen. */
async function simulated(page: Page) {
  const card = page.getByText('of the futures, both in the same markets').locator('..')
  await card.getByText('%').waitFor({ timeout: 300_000 })
}

/** Another inflation each time, entered and saved as a person does. */
async function heap(app: ServedApp, times = 100, paths = 2_000) {
  const page = await signUp(app, { instances: 10, paths })
  const address = await createScenario(page, app)
  const measure = await watchHeap(page)
  await page.goto(address)
  const open = (tab: string) => page.getByRole('main').getByRole('link', { name: tab, exact: true }).click()
  console.log(`heap: ${times} simulations of ten instances, ${paths} paths, each with another inflation`)
  for (let time = 1; time <= times; time++) {
    await open('Assumptions')
    await page.getByRole('textbox', { name: 'Inflation', exact: true }).fill((2 + time / 100).toFixed(2))
    const save = page.getByRole('button', { name: 'Save assumptions' })
    await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'PATCH'),
      save.click(),
    ])
    await save.and(page.locator(':not([data-loading])')).waitFor()
    await open('Projections')
    await simulate(page)
    await simulated(page)
    if (time % 30 === 10) {
      const { objects, arrays, elements, workers, workerCount } = await measure()
      console.log(
        `  after ${time}: page ${objects.toFixed(1)} MB and ${arrays.toFixed(1)} MB in arrays, ` +
          `${elements} nodes; ${workerCount} workers ${workers.toFixed(1)} MB`,
      )
    }
  }
  await page.close()
}

/** By the wheel, a screenful a time, through both long lists. */
async function scroll(app: ServedApp, steps = 100, instances = 1_000) {
  const page = await signUp(app, { instances, paths: 1_000 })
  const address = await createScenario(page, app)
  const lists = { instances: `${app.base}/instances`, 'a scenario’s instances': `${address}/instances` }
  for (const [name, list] of Object.entries(lists)) {
    await page.goto(list)
    await page.getByText(`${instances} instances`).first().waitFor({ timeout: 60_000 })
    await page.mouse.move(700, 500)
    const tasks = await tasksDuring(page, async () => {
      for (let step = 0; step < steps; step++) {
        await page.mouse.wheel(0, 600)
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
      }
    })
    console.log(`scroll: ${instances} rows of ${name}, ${steps} × 600 pixels; tasks ${describeTasks(tasks)}`)
  }
  await page.close()
}
