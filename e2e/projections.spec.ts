import type { Page } from '@playwright/test'
import { changeCopy, createScenario, openScenario, openTab, textbox } from './support/scenarios.ts'
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
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(page.getByText('The assumptions of this scenario are saved.')).toBeVisible()
  await openTab(page, 'Projections')
}

function choose(page: Page, kind: string) {
  return page.getByRole('radiogroup', { name: 'Kind of projection' }).getByText(kind, { exact: true }).click()
}

/** What the page asks of its workers, from now on and on every page after. */
async function listenToWorkers(page: Page) {
  await page.addInitScript(() => {
    const asked: { kind: string; plan: number | undefined }[] = []
    Object.assign(window, { asked })
    const post = Worker.prototype.postMessage
    Worker.prototype.postMessage = function (message, ...rest: [never]) {
      asked.push({ kind: message.kind, plan: message.planKey ?? message.input?.planKey })
      return post.call(this, message, ...rest)
    }
  })
  return () =>
    page.evaluate(() => (window as unknown as { asked: { kind: string; plan: number | undefined }[] }).asked)
}

test('a simulation shows the futures so far, says how far it is, and can be stopped', async ({
  investor: page,
}) => {
  await scenarioWithFutures(page, 100_000)
  await choose(page, 'Simulated futures')
  const status = page.getByRole('status').filter({ hasText: 'The simulation is' })
  await expect(status).toHaveText('The simulation is running')
  await expect(page.getByRole('progressbar', { name: 'Futures played through' })).toBeVisible()
  // The fan is there long before the simulation is.
  await expect(page.getByRole('heading', { name: /^Net worth in simulated futures/ })).toBeVisible()
  await expect(page.getByRole('application').locator('path').first()).toBeVisible()
  await expect(page.getByText('Ends ahead of reality')).toBeHidden()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(status).toHaveText('The simulation is stopped')
  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()
})

test('leaving a simulation ends it: the workers are asked for nothing more', async ({ investor: page }) => {
  const asked = await listenToWorkers(page)
  await page.reload()
  await scenarioWithFutures(page, 100_000)
  await choose(page, 'Simulated futures')
  await expect.poll(async () => (await asked()).some(({ kind, plan }) => kind === 'job' && plan)).toBe(true)
  const simulated = (await asked()).findLast(({ plan }) => plan)!.plan
  await openTab(page, 'Overview')
  const isDropped = async () =>
    (await asked()).some(({ kind, plan }) => kind === 'dropPlan' && plan === simulated)
  await expect.poll(isDropped).toBe(true)
  await expect(page.getByText('All figures, year by year')).toBeVisible()
  const all = (await asked()).filter(({ plan }) => plan === simulated)
  expect(all.slice(all.findIndex(({ kind }) => kind === 'dropPlan')).map(({ kind }) => kind)).not.toContain(
    'job',
  )
})

test('the figures of a finished simulation, and of each year by keyboard', async ({ investor: page }) => {
  await scenarioWithFutures(page, 1_000)
  await choose(page, 'Simulated futures')
  await expect(page.getByText('of the futures, both in the same markets')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('status').filter({ hasText: 'The simulation is finished' })).toHaveCount(1)
  await page.getByRole('application').focus()
  await page.keyboard.press('ArrowRight')
  const card = page.getByRole('status').filter({ hasText: '1 in 20 above' })
  await expect(card).toContainText('(year 1)')
  await page.keyboard.press('ArrowRight')
  await expect(card).toContainText('(year 2)')
})

test('yields, loans and shocks are shown beside reality', async ({ investor: page }) => {
  await loadSample(page)
  await createScenario(page, 'Dearer')
  await changeCopy(page, 'Two-bedroom flat, Brunswick', 'Rent', '700')
  await openScenario(page, 'Dearer')
  await openTab(page, 'Projections')
  const flat = page
    .getByRole('region', { name: 'Loans, yields and returns' })
    .getByRole('row', { name: /flat/ })
  await expect(flat).toContainText(/Reality: \d\.\d%/)
  await choose(page, 'Stress tests')
  await expect(page.getByText('Six months without rent', { exact: true }).first()).toBeVisible()
  await expect(page.getByText(/^Reality: -\$/)).toHaveCount(3)
  await expect(page).toHaveURL(/view=stress/)
})
