/** Something is tried by answering a few questions: seen before it is written, written as one, and taken back as one. */
import { sure } from '../scripts/sure.ts'
import { createScenario, textbox, typeInto } from './support/scenarios.ts'
import { expect, loadSample, test } from './support/test.ts'

test('retiring early is seen by keys before it is written, is one decision, and is taken back with one press', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Stop sooner')
  await page.keyboard.press('Control+K')
  await page.getByRole('combobox', { name: 'Go to or do' }).pressSequentially('retire early')
  await page.getByRole('option', { name: 'Retire early' }).waitFor()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Retire early', level: 1 })).toBeVisible()

  const panel = page.getByRole('region', { name: 'What it would mean' })
  const difference = panel.getByText('Difference from reality').locator('xpath=following-sibling::*[1]')
  await expect(difference).toHaveText(/^-\$[\d,]+$/)
  const begun = sure(await difference.textContent())

  const month = `${new Date().getFullYear() + 12}-06`
  await typeInto(textbox(page, 'Last month of work'), month)
  await page.keyboard.press('Tab')
  const written = page.getByRole('region', { name: 'What is written' })
  await expect(written).toContainText(`→ June ${month.slice(0, 4)}`)
  await expect(panel).toContainText('in the middle of 1,000 simulated futures')
  await expect(difference).not.toHaveText(begun)
  await expect(difference).toHaveText(/^-\$[\d,]+$/)
  const seen = sure(await difference.textContent())

  await page.getByRole('button', { name: 'Do it' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Stop sooner', level: 1 })).toBeVisible()
  const card = page
    .getByRole('main')
    .getByText(/^Difference from reality$/)
    .locator('..')
  await expect(card.getByText(seen, { exact: true })).toBeVisible()
  const decided = page.getByRole('list', { name: 'Changes' }).getByRole('switch')
  await expect(decided).toHaveAccessibleName(/^In this view: Salary until June .*Living costs/)

  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(page.getByText('everything in this scenario is as in reality')).toBeVisible()
})

test.describe('when an answer is lost', () => {
  test.use({ expectedFailures: /ERR_FAILED|Failed to fetch|406/ })

  test('it is said that it may be written, and pressing once more finds that it is', async ({
    investor: page,
  }) => {
    await loadSample(page)
    await createScenario(page, 'Stop sooner')
    await page.keyboard.press('Control+K')
    await page.getByRole('combobox', { name: 'Go to or do' }).pressSequentially('refinance')
    await page.getByRole('option', { name: 'Refinance' }).waitFor()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: /^Refinance/, level: 1 })).toBeVisible()
    let isLost = false
    await page.route('**/rest/v1/scenario_instances**', async (route) => {
      if (isLost || route.request().method() !== 'PATCH') return route.fallback()
      isLost = true
      await route.fetch()
      return route.abort()
    })
    await page.getByRole('button', { name: 'Do it' }).press('Enter')
    const told = page.getByRole('alert').filter({ hasText: 'It is not known whether it was written' })
    await expect(told).toContainText('It may be written all the same. Everything you answered is still here')
    await page.getByRole('button', { name: 'Do it' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'Stop sooner', level: 1 })).toBeVisible()
    await expect(page.getByRole('list', { name: 'Changes' }).getByRole('switch')).toHaveCount(1)
  })
})
