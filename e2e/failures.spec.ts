/** Whatever is refused is said, once: in its place, or in a notice when its place is gone. */
import type { Page } from '@playwright/test'
import { failure, holdBack } from './support/hold-back.ts'
import { applyAndConfirm, changeCopy, createScenario, openTab, textbox } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

test.use({ expectedFailures: /status of (406|500)/ })

/** From now on the server refuses these requests, and others go through. */
async function refuse(page: Page, method: string, address: string) {
  await page.route(address, (route) =>
    route.request().method() === method ? route.fulfill(failure) : route.fallback(),
  )
}

const notice = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text })

/** What somebody does in another tab of the same browser. */
async function elsewhere(page: Page, address: string, work: (other: Page) => Promise<void>) {
  const other = await page.context().newPage()
  await other.goto(address)
  await work(other)
  await other.close()
}

test('a choice that was not saved is said, though its page has been left', async ({ investor: page }) => {
  await visit(page, 'Settings')
  const saving = await holdBack(page, 'POST', '**/rest/v1/profiles**')
  await page.getByText('Dark', { exact: true }).click()
  await saving.isHeld()
  await visit(page, 'Help')
  await expect(page.getByRole('heading', { name: 'Help', level: 1 })).toBeVisible()
  await saving.letGo()
  await expect(notice(page, 'Your choice was not saved')).toHaveCount(1)
})

test('a scenario that was not created is said, though its dialog has been closed', async ({
  investor: page,
}) => {
  await visit(page, 'Scenarios')
  await page.getByRole('button', { name: 'Create a scenario' }).first().click()
  await textbox(page, 'Name').fill('Sell the flat')
  const creating = await holdBack(page, 'POST', '**/rpc/create_scenario')
  const dialog = page.getByRole('dialog', { name: 'Create a scenario' })
  await dialog.getByRole('button', { name: 'Create scenario' }).click()
  await creating.isHeld()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toBeHidden()
  await creating.letGo()
  await expect(notice(page, 'The scenario was not created')).toHaveCount(1)
})

test('an apply that reality overtook is said, though its page has been left', async ({ investor: page }) => {
  await loadSample(page)
  await createScenario(page, 'Sell the flat')
  await changeCopy(page, 'Index funds', 'Value', '150000')
  await page.getByRole('link', { name: 'Back', exact: true }).click()
  await openTab(page, 'Apply')
  const applying = await holdBack(page, 'POST', '**/rpc/apply_scenario')
  await applyAndConfirm(page)
  await applying.isHeld()
  await visit(page, 'Help')
  await expect(page.getByRole('heading', { name: 'Help', level: 1 })).toBeVisible()
  await applying.letGo({
    status: 200,
    json: {
      application_id: crypto.randomUUID(),
      request_id: crypto.randomUUID(),
      status: 'conflict',
      stale: true,
      replayed: false,
      fingerprint: 'another',
      items: [],
      conflicts: [],
      error: null,
    },
  })
  await expect(notice(page, 'Nothing was applied')).toContainText('Reality moved again while you decided.')
})

test('an investment that cannot be added anew says so, and is added at the next try', async ({
  investor: page,
}) => {
  await loadSample(page)
  await page.getByRole('link', { name: 'Index funds' }).click()
  await textbox(page, 'Value').fill('140000')
  await elsewhere(page, '/instances', async (other) => {
    await other.getByRole('button', { name: 'Actions for Index funds' }).click()
    await other.getByRole('menuitem', { name: 'Delete' }).click()
    await expect(other.getByText('“Index funds” was deleted.')).toBeVisible()
  })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(notice(page, 'This investment has been deleted meanwhile')).toBeVisible()

  await refuse(page, 'POST', '**/rest/v1/instances**')
  const addAnew = page.getByRole('button', { name: 'Add it as a new investment' })
  await addAnew.click()
  await expect(notice(page, 'It was not added')).toHaveCount(1)
  await expect(textbox(page, 'Value')).toHaveValue('140,000')

  await page.unroute('**/rest/v1/instances**')
  await addAnew.click()
  await expect(page.getByText('“Index funds” was added as a new investment.')).toBeVisible()
})

test('a copy that cannot be added anew says so, and is added at the next try', async ({ investor: page }) => {
  await loadSample(page)
  await createScenario(page, 'Sell the flat')
  await openTab(page, 'Investments')
  await expect(page.getByRole('list', { name: 'Investments in this scenario' })).toBeVisible()
  const list = page.url()
  await page.getByRole('main').getByRole('link', { name: 'Car loan', exact: true }).click()
  await textbox(page, 'Balance owed').fill('20000')
  await elsewhere(page, list, async (other) => {
    await other.getByRole('button', { name: 'Actions for Car loan' }).click()
    await other.getByRole('menuitem', { name: 'Remove from the scenario' }).click()
    await expect(other.getByText('“Car loan” is removed from the scenario.')).toBeVisible()
  })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(notice(page, 'This was removed from the scenario meanwhile')).toBeVisible()

  await refuse(page, 'POST', '**/rest/v1/scenario_instances**')
  const addAnew = page.getByRole('button', { name: 'Add it to the scenario as a new one' })
  await addAnew.click()
  await expect(notice(page, 'It was not added')).toHaveCount(1)

  await page.unroute('**/rest/v1/scenario_instances**')
  await addAnew.click()
  await expect(page.getByText('“Car loan” is added to the scenario.')).toBeVisible()
})
