/** While an answer is awaited nothing is typed that would be lost, the focus stays, and whoever goes on elsewhere is left alone. */
import type { Locator, Page } from '@playwright/test'
import { holdBack } from './support/hold-back.ts'
import { changeCopy, createScenario, openScenario, openTab, textbox } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

test.use({ expectedFailures: /status of 500/ })

const notice = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text })

async function goToHelp(page: Page) {
  await visit(page, 'Help')
  await expect(page.getByRole('heading', { name: 'Help', level: 1 })).toBeFocused()
}

/**
 * They are told, and stay on the page that they went to. Where they would be led has been looked at before, so that
 * it would be there at once; and they go on with something before that is judged.
 */
async function expectToldThere(page: Page, text: string) {
  const told = notice(page, text)
  await expect(told).toBeVisible()
  await told.getByRole('button', { name: 'Dismiss' }).click()
  await expect(told).toBeHidden()
  await expect(page).toHaveURL(/\/help$/)
  await expect(page.getByRole('heading', { name: 'Help', level: 1 })).toBeVisible()
}

async function openCreateDialog(page: Page) {
  await page.getByRole('button', { name: 'Create a scenario' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Create a scenario' })
  await expect(textbox(page, 'Name')).toBeFocused()
  return dialog
}

test.describe('in a dialog', () => {
  test('what is typed while it is sent goes nowhere, and when that fails typing goes on where it was', async ({
    investor: page,
  }) => {
    await visit(page, 'Scenarios')
    const dialog = await openCreateDialog(page)
    await page.keyboard.type('Sell')
    const creating = await holdBack(page, 'POST', '**/rpc/create_scenario')
    await page.keyboard.press('Enter')
    await creating.isHeld()
    await page.keyboard.type(' all')
    await expect(textbox(page, 'Name')).toHaveValue('Sell')
    await creating.letGo()
    await expect(dialog.getByRole('alert')).toContainText('The scenario was not created')
    await expect(textbox(page, 'Name')).toBeFocused()
    await page.keyboard.type(' it')
    await expect(textbox(page, 'Name')).toHaveValue('Sell it')
  })

  test('the button that was pressed has the focus again when sending fails', async ({ investor: page }) => {
    await visit(page, 'Scenarios')
    const dialog = await openCreateDialog(page)
    await page.keyboard.type('Sell')
    const creating = await holdBack(page, 'POST', '**/rpc/create_scenario')
    const send = dialog.getByRole('button', { name: 'Create scenario' })
    await send.press('Enter')
    await creating.isHeld()
    await creating.letGo()
    await expect(dialog.getByRole('alert')).toContainText('The scenario was not created')
    await expect(send).toBeFocused()
  })

  test('feedback rests while it is sent, and goes on where it was when that fails', async ({
    investor: page,
  }) => {
    await page.getByRole('button', { name: /^Account of/ }).press('Enter')
    await page.getByRole('menuitem', { name: 'Give feedback' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Give feedback' })
    const comment = dialog.getByRole('textbox', { name: 'Comment' })
    await comment.pressSequentially('More charts')
    const sending = await holdBack(page, 'POST', '**/rest/v1/feedback**')
    await dialog.getByRole('button', { name: 'Send feedback' }).press('Enter')
    await sending.isHeld()
    await expect(comment.locator('xpath=ancestor::*[@inert]')).toHaveCount(1)
    await sending.letGo()
    await expect(dialog.getByRole('alert')).toContainText('Your feedback was not sent')
    await expect(dialog.getByRole('button', { name: 'Send feedback' })).toBeFocused()
  })
})

test.describe('on a page', () => {
  test('the field that was typed into has the focus again when saving fails, and when it is saved', async ({
    investor: page,
  }) => {
    await loadSample(page)
    await page.getByRole('link', { name: 'Index funds' }).click()
    const value = textbox(page, 'Value')
    await value.click()
    await value.press('ControlOrMeta+A')
    await page.keyboard.type('140000')
    const saving = await holdBack(page, 'PATCH', '**/rest/v1/instances**')
    await page.keyboard.press('Enter')
    await saving.isHeld()
    await page.keyboard.type('99')
    await saving.letGo()
    await expect(notice(page, 'Your changes were not saved')).toBeVisible()
    await expect(value).toBeFocused()
    await expect(value).toHaveValue(/^140,?000$/)
    await page.unroute('**/rest/v1/instances**')
    await page.keyboard.press('Enter')
    await expect(notice(page, '“Index funds” is saved.')).toBeVisible()
    await expect(value).toBeFocused()
  })
})

test.describe('a button that sends', () => {
  /** The button rests while it is sent, and has the focus again when that fails, as a line of its own says. */
  async function expectFocusBack(
    page: Page,
    button: Locator,
    held: Awaited<ReturnType<typeof holdBack>>,
    failed: string,
  ) {
    await held.isHeld()
    await expect(button).toBeDisabled()
    await held.letGo()
    await expect(notice(page, failed)).toBeVisible()
    await expect(button).toBeFocused()
  }

  test('of an import has the focus again when that fails', async ({ investor: page }) => {
    await page.goto('/instances/import')
    const document = {
      format: 'scenarios/instances',
      version: 1,
      instances: [{ kind: 'cash', name: 'Deposit', params: { value: 5 } }],
    }
    await page.locator('input[type=file]').setInputFiles({
      name: 'file.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(document)),
    })
    const importing = await holdBack(page, 'POST', '**/rpc/import_instances')
    const button = page.getByRole('button', { name: 'Import 1 investment' })
    await button.press('Enter')
    await expectFocusBack(page, button, importing, 'Nothing was imported')
  })

  test('of an apply and of its undo has the focus again, or the button that asks again', async ({
    investor: page,
  }) => {
    await loadSample(page)
    await createScenario(page, 'Raise')
    await changeCopy(page, 'Index funds', 'Value', '150000')
    await openScenario(page, 'Raise')
    await openTab(page, 'Apply')
    const again = page.getByRole('button', { name: 'Ask again' })
    const applying = await holdBack(page, 'POST', '**/rpc/apply_scenario')
    await page.getByRole('button', { name: 'Apply 1 investment' }).press('Enter')
    await page.getByRole('button', { name: 'Apply to reality' }).press('Enter')
    await applying.isHeld()
    await expect(page.getByRole('dialog')).toBeHidden()
    await applying.letGo()
    await expect(again).toBeFocused()
    await page.unroute('**/rpc/apply_scenario')
    await again.press('Enter')
    await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()

    await openTab(page, 'History')
    await page.getByRole('button', { name: 'Undo this apply' }).press('Enter')
    const undo = page.getByRole('dialog').getByRole('button', { name: 'Undo this apply' })
    const undoing = await holdBack(page, 'POST', '**/rpc/revert_application')
    await undo.press('Enter')
    await expectFocusBack(page, undo, undoing, 'The server did not answer')
  })
})

test.describe('whoever has gone on', () => {
  test('stays there when a scenario is created, and is told', async ({ investor: page }) => {
    await createScenario(page, 'Another')
    await visit(page, 'Scenarios')
    const dialog = await openCreateDialog(page)
    await page.keyboard.type('Sell the flat')
    const creating = await holdBack(page, 'POST', '**/rpc/create_scenario')
    await page.keyboard.press('Enter')
    await creating.isHeld()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(dialog).toBeHidden()
    await goToHelp(page)
    await creating.carryOut()
    await expectToldThere(page, '“Sell the flat” is ready.')
  })

  test('to the same dialog, opened again, keeps what is typed in it', async ({ investor: page }) => {
    await visit(page, 'Scenarios')
    const dialog = await openCreateDialog(page)
    await page.keyboard.type('Sell the flat')
    const creating = await holdBack(page, 'POST', '**/rpc/create_scenario')
    await page.keyboard.press('Enter')
    await creating.isHeld()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(dialog).toBeHidden()
    await openCreateDialog(page)
    await page.keyboard.type('Rent it out')
    await creating.carryOut()
    await expect(notice(page, '“Sell the flat” is ready.')).toBeVisible()
    await expect(textbox(page, 'Name')).toHaveValue('Rent it out')
    await expect(textbox(page, 'Name')).toBeFocused()
  })

  test('stays there when an investment is added', async ({ investor: page }) => {
    await visit(page, 'Investments')
    await page.getByRole('link', { name: 'Add an investment' }).click()
    await page.getByRole('link', { name: /^Cash deposit/ }).click()
    const adding = await holdBack(page, 'POST', '**/rest/v1/instances**')
    await textbox(page, 'Name').pressSequentially('Savings')
    await textbox(page, 'Balance').pressSequentially('1000')
    await page.keyboard.press('Enter')
    await adding.isHeld()
    await visit(page, 'Help')
    await page.getByRole('dialog').getByRole('button', { name: 'Leave without saving' }).click()
    await expect(page.getByRole('heading', { name: 'Help', level: 1 })).toBeFocused()
    await adding.carryOut()
    await expectToldThere(page, '“Savings” was added.')
  })

  test('stays there when a scenario is deleted', async ({ investor: page }) => {
    await createScenario(page, 'Sell the flat')
    const deleting = await holdBack(page, 'PATCH', '**/rest/v1/scenarios**')
    await page.getByRole('button', { name: 'Actions for Sell the flat' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete scenario' }).click()
    await deleting.isHeld()
    await goToHelp(page)
    await deleting.carryOut()
    await expectToldThere(page, '“Sell the flat” is deleted.')
  })

  test('has the focus where it was put when the sample is loaded', async ({ investor: page }) => {
    await visit(page, 'Investments')
    await expect(page.getByRole('heading', { level: 1, name: 'Investments' })).toBeVisible()
    const loading = await holdBack(page, 'POST', '**/rest/v1/instances**')
    await page.getByRole('button', { name: 'Load a sample portfolio' }).click()
    await loading.isHeld()
    await goToHelp(page)
    const overview = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' })
    await overview.focus()
    await loading.carryOut()
    await expect(notice(page, 'The sample portfolio is loaded.')).toBeVisible()
    await expect(overview).toBeFocused()
  })
})
