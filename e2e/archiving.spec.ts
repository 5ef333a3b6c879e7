/** Archiving takes something out of the figures without money coming in: it is said before, and selling is offered. */
import type { Page } from '@playwright/test'
import { createScenario, openTab, textbox } from './support/scenarios.ts'
import { expect, loadSample, test } from './support/test.ts'

const flat = 'Two-bedroom flat, Brunswick'
/** Its value and offset account, less its loan. */
const leaving = '$209,000 leaves without money coming in: $707,000, less $498,000 owed.'

const saleMonth = (page: Page) => textbox(page, 'Sale month')

async function archiveFromMenu(page: Page, name: string) {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  return page.getByRole('dialog', { name: `Archive “${name}”?` })
}

async function openCopy(page: Page, name: string) {
  await openTab(page, 'Investments')
  await page.getByRole('main').getByRole('link', { name, exact: true }).click()
}

test('a list says what leaves and leads to the sale month instead', async ({ investor: page }) => {
  await loadSample(page)
  const dialog = await archiveFromMenu(page, flat)
  await expect(dialog).toContainText(leaving)
  await dialog.getByRole('button', { name: 'Sell instead' }).click()
  await expect(page.getByRole('heading', { name: flat, level: 1 })).toBeVisible()
  await expect(saleMonth(page)).toBeFocused()
  await expect(page.getByText('Archived', { exact: true })).toBeHidden()
})

test('a page says what leaves, and whoever means it archives', async ({ investor: page }) => {
  await loadSample(page)
  await page.getByRole('link', { name: flat }).click()
  const dialog = page.getByRole('dialog', { name: `Archive “${flat}”?` })
  const archive = page.getByRole('button', { name: 'Archive', exact: true })

  await archive.click()
  await expect(dialog).toContainText(leaving)
  await dialog.getByRole('button', { name: 'Sell instead' }).click()
  await expect(saleMonth(page)).toBeFocused()
  await expect(dialog).toBeHidden()

  await archive.click()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  await expect(archive).toBeVisible()

  await archive.click()
  await dialog.getByRole('button', { name: 'Archive', exact: true }).click()
  await expect(page.getByText(`“${flat}” is archived.`)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Make active again' })).toBeVisible()
})

test('a deposit and a loan are spoken of in words that fit them', async ({ investor: page }) => {
  await loadSample(page)
  const deposit = await archiveFromMenu(page, 'Savings account')
  await expect(deposit).toContainText('$34,000 leaves without money coming in.')
  await deposit.getByRole('button', { name: 'Withdraw instead' }).click()
  await expect(textbox(page, 'Monthly withdrawal')).toBeFocused()

  await page.goBack()
  const loan = await archiveFromMenu(page, 'Car loan')
  await expect(loan).toContainText('$21,500 of debt leaves without being repaid.')
  await loan.getByRole('button', { name: 'Repay instead' }).click()
  await expect(textbox(page, 'Extra repayment')).toBeFocused()
})

test('a scenario says what leaves, and so does applying it', async ({ investor: page }) => {
  await loadSample(page)
  await createScenario(page, 'Without the flat')
  await openCopy(page, flat)
  await page.getByRole('button', { name: 'Archive here' }).click()
  const dialog = page.getByRole('dialog', { name: `Archive “${flat}” in this scenario?` })
  await expect(dialog).toContainText(leaving)
  await expect(dialog).toContainText('Applying the scenario archives the real one.')
  await dialog.getByRole('button', { name: 'Archive', exact: true }).click()
  await expect(page.getByText('Archived here')).toBeVisible()

  await page.getByRole('link', { name: 'Back', exact: true }).click()
  await openTab(page, 'Apply')
  const item = page.getByRole('listitem').filter({ hasText: leaving })
  await expect(item).toContainText(flat)
  await item.getByRole('link', { name: 'Sell instead' }).click()
  await expect(page.getByText('Archived here')).toBeVisible()
  await expect(saleMonth(page)).toBeFocused()
})

test('a copy that has changed elsewhere is archived all the same, and keeps that change', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Without the loan')
  await openCopy(page, 'Car loan')
  await expect(textbox(page, 'Balance owed')).toBeVisible()
  const other = await page.context().newPage()
  await other.goto(page.url())
  await textbox(other, 'Balance owed').fill('19000')
  await other.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(other.getByText('“Car loan” is saved in the scenario.')).toBeVisible()

  await page.getByRole('button', { name: 'Archive here' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }).click()
  await expect(page.getByText('Archived here')).toBeVisible()
  await expect(textbox(page, 'Balance owed')).toHaveValue('19,000')
})
