import type { Page } from '@playwright/test'
import { sure } from '../scripts/sure.ts'
import { createChanged, createScenario, openTab, textbox } from './support/scenarios.ts'
import { expect, loadSample, test } from './support/test.ts'

// These are whole stories: many steps each.
test.describe.configure({ timeout: 180_000 })

/** A scenario of the sample with so many futures to play through, on its projections. */
async function scenarioWithFutures(page: Page, futures: number) {
  await loadSample(page)
  await createScenario(page, 'Futures')
  await openTab(page, 'Assumptions')
  const simulation = page.getByRole('region', { name: 'Simulation' })
  await simulation.getByRole('button', { name: /^Show/ }).click()
  await textbox(page, 'Simulated futures').fill(String(futures))
  const save = page.getByRole('button', { name: 'Save assumptions' })
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'PATCH'),
    save.click(),
  ])
  await expect(save).not.toHaveAttribute('data-loading')
  await openTab(page, 'Projections')
}

function choose(page: Page, kind: string) {
  return page.getByRole('radiogroup', { name: 'Kind of projection' }).getByText(kind, { exact: true }).click()
}

interface Asked {
  readonly kind: string
  /** Of jobs. */
  readonly name: string | undefined
  /** Of jobs that belong to a simulation. */
  readonly plan: number | undefined
}

/**
 * Lets the workers do the first two parts of a simulation and keeps the others from them, so that it is as long under
 * way as the test wants. From the next page on.
 */
async function holdSimulation(page: Page) {
  await page.addInitScript(() => {
    const asked: Asked[] = []
    const held: (() => void)[] = []
    let blocks = 0
    const post = Worker.prototype.postMessage
    Worker.prototype.postMessage = function (message, ...rest: [never]) {
      asked.push({ kind: message.kind, name: message.name, plan: message.planKey ?? message.input?.planKey })
      const send = () => post.call(this, message, ...rest)
      if (message.name === 'block' && ++blocks > 2) held.push(send)
      else send()
    }
    const release = () => {
      for (const send of held.splice(0)) send()
    }
    Object.assign(window, { asked, release })
  })
  await page.reload()
  return {
    asked: () => page.evaluate(() => (window as unknown as { asked: Asked[] }).asked),
    release: () => page.evaluate(() => (window as unknown as { release: () => void }).release()),
  }
}

test('a simulation shows the futures so far, says how far it is, and can be stopped', async ({
  investor: page,
}) => {
  await holdSimulation(page)
  await scenarioWithFutures(page, 4_000)
  await choose(page, 'Simulated futures')
  const status = page.getByRole('status').filter({ hasText: 'The simulation is' })
  await expect(status).toHaveText('The simulation is 50% done')
  await expect(page.getByRole('progressbar', { name: 'Futures played through' })).toHaveAttribute(
    'aria-valuenow',
    '50',
  )
  await expect(page.getByRole('heading', { name: /^Net worth in simulated futures/ })).toBeVisible()
  await expect(page.getByText(/^2,000 futures with markets that rise and fall/)).toBeVisible()
  await expect(page.getByRole('application').locator('path').first()).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(status).toHaveText('The simulation is stopped')
  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()
})

test('leaving a simulation ends it: the workers are asked for nothing more', async ({ investor: page }) => {
  const { asked, release } = await holdSimulation(page)
  await scenarioWithFutures(page, 25_000)
  await choose(page, 'Simulated futures')
  await expect(page.getByRole('heading', { name: /^Net worth in simulated futures/ })).toBeVisible()
  const plan = sure((await asked()).findLast(({ name }) => name === 'block')).plan
  await openTab(page, 'Overview')
  const ofPlan = async () => (await asked()).filter((message) => message.plan === plan)
  await expect.poll(async () => (await ofPlan()).at(-1)?.kind).toBe('dropPlan')
  await release()
  // Projected after what was held back: the workers have answered, and would have been given the next part.
  await expect(page.getByRole('heading', { name: 'Net worth, in today’s money' })).toBeVisible()
  await openTab(page, 'Projections')
  await expect(page.getByRole('row', { name: /^All together/ })).toBeVisible()
  expect((await ofPlan()).at(-1)?.kind).toBe('dropPlan')
  expect((await ofPlan()).filter(({ kind }) => kind === 'job').length).toBeLessThan(10)
})

test('the figures of a finished simulation, and of each year by keyboard', async ({ investor: page }) => {
  await scenarioWithFutures(page, 1_000)
  await choose(page, 'Simulated futures')
  await expect(page.getByText('of the futures, both in the same markets')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('status').filter({ hasText: 'The simulation is finished' })).toHaveCount(1)
  // Wherever the page scrolls to, the pointer does not choose a year of its own.
  await page.mouse.move(0, 0)
  await page.getByRole('application').focus()
  await page.keyboard.press('ArrowRight')
  const card = page.getByRole('status').filter({ hasText: '1 in 20 above' })
  await expect(card).toContainText('(year 1)')
  await page.keyboard.press('ArrowRight')
  await expect(card).toContainText('(year 2)')
})

test('yields, loans and shocks are shown beside reality', async ({ investor: page }) => {
  await loadSample(page)
  await createChanged(page, 'Dearer', ['Two-bedroom flat, Brunswick', 'Rent', '700'])
  await openTab(page, 'Projections')
  const flat = page
    .getByRole('region', { name: 'Loans, yields and returns' })
    .getByRole('row', { name: /flat/ })
  await expect(flat).toContainText(/Reality: \d\.\d%/)
  await choose(page, 'Stress tests')
  await expect(page.getByText('Six months without rent', { exact: true }).first()).toBeVisible()
  await expect(page.getByText(/^Reality: -\$/)).toHaveCount(4)
  await expect(page).toHaveURL(/view=stress/)
})
