/** While an answer is awaited: whoever goes on elsewhere meanwhile is left alone there. */
import type { Page } from '@playwright/test'
import { holdBack } from './support/hold-back.ts'
import { createScenario, textbox } from './support/scenarios.ts'
import { expect, test, visit } from './support/test.ts'

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
