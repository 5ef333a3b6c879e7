/** The same new holding in a scenario and in its duplicate: applied from both, reality has it once unless one says so. */
import type { Page } from '@playwright/test'
import {
  applyAndConfirm,
  changeCopy,
  createScenario,
  openScenario,
  openTab,
  textbox,
} from './support/scenarios.ts'
import { expect, test, visit } from './support/test.ts'

// These are whole stories: many steps each.
test.describe.configure({ timeout: 180_000 })

/** A scenario with a new deposit, its duplicate with more in it, and the first applied; ends on the other's Apply tab. */
async function applyTheFirst(page: Page) {
  await createScenario(page, 'First')
  await openTab(page, 'Investments')
  await page.getByRole('link', { name: 'Create new' }).first().click()
  await page.getByRole('link', { name: /^Cash deposit/ }).click()
  await textbox(page, 'Name').fill('Boat fund')
  await textbox(page, 'Balance').fill('10000')
  await page
    .getByRole('button', { name: /^(Add|Create)/ })
    .last()
    .click()
  await expect(page.getByText('1 investment', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Actions for First' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await textbox(page, 'Name of the copy').fill('Second')
  await page.getByRole('dialog').getByRole('button', { name: 'Duplicate' }).click()
  await expect(page.getByRole('heading', { name: 'Second', level: 1 })).toBeVisible()
  await changeCopy(page, 'Boat fund', 'Balance', '12000')

  await openScenario(page, 'First')
  await openTab(page, 'Apply')
  await applyAndConfirm(page)
  await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()
  await openScenario(page, 'Second')
  await openTab(page, 'Apply')
  await expect(page.getByRole('radiogroup', { name: /You may have this already/ })).toBeVisible()
}

test('using the one that is there adds nothing, proposes what differs, and can be undone', async ({
  investor: page,
}) => {
  await applyTheFirst(page)
  const apply = page.getByRole('region', { name: 'Apply' }).getByRole('button')
  await expect(apply).toBeDisabled()
  const difference = page.getByRole('row', { name: /^Balance/ })
  await expect(difference).toContainText('$10,000')
  await expect(difference).toContainText('$12,000')
  await page.getByRole('radio', { name: 'Use the one that is there' }).check()
  await expect(page.getByText('The scenario then works with “Boat fund”.')).toBeVisible()
  await applyAndConfirm(page)
  await expect(page.getByText('1 investment used that was there already')).toBeVisible()

  await page.getByRole('button', { name: 'Continue with this scenario' }).click()
  await expect(page.getByText('1 field will change')).toBeVisible()
  await openTab(page, 'History')
  await page.getByRole('button', { name: /^Show details: Appl/ }).click()
  await expect(page.getByText('Uses the one that was there')).toBeVisible()

  await page.getByRole('button', { name: 'Undo this apply' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('The next apply asks again')).toBeVisible()
  await dialog.getByRole('button', { name: 'Undo this apply' }).click()
  await openTab(page, 'Apply')
  await expect(page.getByRole('radiogroup', { name: /You may have this already/ })).toBeVisible()
  await visit(page, 'Investments')
  await expect(page.getByText('1 investment', { exact: true })).toBeVisible()
})

test('another one is created only when that is chosen', async ({ investor: page }) => {
  await applyTheFirst(page)
  await page.getByRole('radio', { name: 'Create another one' }).check()
  await expect(page.getByText('Another one will be created')).toBeVisible()
  await applyAndConfirm(page)
  await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()
  await visit(page, 'Investments')
  await expect(page.getByText('2 investments', { exact: true })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Boat fund', exact: true })).toHaveCount(2)
})
