/** The feature goes off while somebody is in the middle of it. */
import type { Page } from '@playwright/test'
import { createScenario, openTab, textbox, typeInto } from './support/scenarios.ts'
import { expect, loadSample, test } from './support/test.ts'

const flags = '**/rest/v1/rpc/evaluate_feature_flags'

/** The page notices as it does when one comes back to it. */
async function comeBack(page: Page) {
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
}

async function switchOff(page: Page) {
  await page.route(flags, (route) =>
    route.fulfill({
      json: ['feature:scenarios', 'feature:scenarios:apply', 'feature:scenarios:conflict_resolution'].map(
        (flag_name) => ({ flag_name, enabled: false, reason: 'disabled', message: 'Back on Monday.' }),
      ),
    }),
  )
  await comeBack(page)
  await expect(page.getByText('Scenarios are switched off for now')).toBeVisible()
}

async function switchOn(page: Page) {
  await page.unroute(flags)
  await comeBack(page)
  await expect(page.getByText('Scenarios are switched off for now')).toBeHidden()
}

test('an open editor keeps what is typed, pauses saving, and goes on when the feature is back', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Interrupted')
  await openTab(page, 'Investments')
  await page.getByRole('main').getByRole('link', { name: 'Index funds', exact: true }).click()
  await typeInto(textbox(page, 'Value'), '150000')
  await switchOff(page)
  await expect(textbox(page, 'Value')).toHaveValue('150000')
  await expect(page.getByText(/saving is paused/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  await switchOn(page)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('“Index funds” is saved in the scenario.')).toBeVisible()

  await switchOff(page)
  await expect(textbox(page, 'Value'), 'with nothing typed the page is for reading').toBeHidden()
})

test('an open dialog keeps what is typed', async ({ investor: page }) => {
  await loadSample(page)
  await createScenario(page, 'First')
  await page.goto('/scenarios?create')
  await textbox(page, 'Name').fill('Second')
  await switchOff(page)
  const dialog = page.getByRole('dialog', { name: 'Create a scenario' })
  await expect(textbox(page, 'Name')).toHaveValue('Second')
  await expect(dialog.getByRole('button', { name: 'Create scenario' })).toBeDisabled()
  await switchOn(page)
  await dialog.getByRole('button', { name: 'Create scenario' }).click()
  await expect(page.getByRole('heading', { name: 'Second', level: 1 })).toBeVisible()
})
