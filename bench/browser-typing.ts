/** From a key in the editor of a scenario until the first figure of what it means is on screen. */
import type { Page } from '@playwright/test'
import { createScenario, type ServedApp, signUp } from './browser-app.ts'
import { describeTasks, type Task, tasksDuring } from './browser-tasks.ts'

/** Rates in whole percent, typed in turn. */
const digits = ['1', '2', '3', '4', '5', '6', '8', '9']

/** Ten instances, as most who use it have. */
export async function typing(app: ServedApp, times = 24) {
  const page = await signUp(app, { instances: 9, paths: 1_000 })
  const address = await createScenario(page, app)
  await typeRates(page, address, times)
  await page.close()
}

/** As much as anybody has. */
export async function big(app: ServedApp, times = 16, instances = 299, scenarios = 60) {
  const page = await signUp(app, { instances, paths: 1_000, scenarios: scenarios - 1 })
  const address = await createScenario(page, app)
  await typeRates(page, address, times)
  await page.close()
}

async function typeRates(page: Page, address: string, times: number) {
  await page.goto(`${address}/instances`)
  await page.getByRole('link', { name: 'Portfolio 7', exact: true }).click()
  const panel = page.getByRole('region', { name: 'What it would mean' })
  await panel.getByText('simulated futures').waitFor({ timeout: 60_000 })
  const input = page.getByRole('textbox', { name: 'Expected return', exact: true })
  await input.click()
  await input.press('ControlOrMeta+A')
  await input.press('Backspace')
  await watchFigure(page)
  const waits: number[] = []
  const tasks: Task[] = []
  for (let time = 0; time < times; time++) {
    tasks.push(
      ...(await tasksDuring(page, async () => {
        await input.press(digits[time % digits.length] ?? '5')
        waits.push(await changedAfter(page))
        // Until everything that follows has been drawn.
        await page.waitForTimeout(1_500)
      })),
    )
    await input.press('Backspace')
    await page.waitForTimeout(1_500)
  }
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN).toFixed(0)
  console.log(
    `  ms from the key to another figure on screen, ${times} keys: middle ${at(0.5)}, nine in ten ${at(0.9)}, longest ${at(1)}`,
  )
  console.log(`  tasks ${describeTasks(tasks.sort((a, b) => b.wall - a.wall))}`)
}

interface Watched {
  pressed: number
  changed: number
}

/**
 * Notes in the page when a key goes down and when the difference from reality next changes and is painted. Among 300 instances
 * one rate may not move net worth by as much as is borne out by the first futures; the difference, path by path, it moves.
 */
function watchFigure(page: Page) {
  return page.evaluate(() => {
    const watched = { pressed: 0, changed: 0 }
    Object.assign(globalThis, { watched })
    const section = document.querySelector('section[aria-label="What it would mean"]')
    const label = [...(section?.querySelectorAll('p') ?? [])].find(({ textContent }) =>
      textContent?.startsWith('Difference from reality'),
    )
    const figure = label?.nextElementSibling
    if (!figure) throw new Error('There is no figure to watch.')
    let text = figure.textContent
    new MutationObserver(() => {
      if (figure.textContent === text) return
      text = figure.textContent
      if (watched.changed > 0) return
      watched.changed = -1
      requestAnimationFrame(() => {
        watched.changed = performance.now()
      })
    }).observe(figure, { subtree: true, childList: true, characterData: true })
    addEventListener(
      'keydown',
      () => {
        watched.pressed = performance.now()
        watched.changed = 0
      },
      { capture: true },
    )
  })
}

async function changedAfter(page: Page): Promise<number> {
  await page.waitForFunction(() => (globalThis as unknown as { watched: Watched }).watched.changed > 0)
  const { pressed, changed } = await page.evaluate(
    () => (globalThis as unknown as { watched: Watched }).watched,
  )
  return changed - pressed
}
