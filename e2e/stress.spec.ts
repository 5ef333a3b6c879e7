/** Shocks of the user's own, by keyboard. */
import type { Page } from '@playwright/test'
import { createChanged, createScenario, openTab } from './support/scenarios.ts'
import { expect, loadSample, test } from './support/test.ts'

async function openStressTests(page: Page) {
  await openTab(page, 'Projections')
  await page.getByText('Stress tests', { exact: true }).click()
  await expect(page.getByText('Six months without rent', { exact: true }).first()).toBeVisible()
}

/** Opens the form and fills it with keys alone, from field to field. */
async function addByKeys(page: Page, figure: string, keys: readonly string[]) {
  await page.getByRole('button', { name: 'Add a stress test' }).focus()
  await page.keyboard.press('Enter')
  const what = page.getByRole('combobox', { name: 'What changes' })
  await what.focus()
  await page.keyboard.type(figure)
  for (const text of keys) {
    await page.keyboard.press('Tab')
    await page.keyboard.type(text)
  }
}

const card = (page: Page, name: string) =>
  page.locator('.mantine-Paper-root').filter({ has: page.getByRole('button', { name: `Edit “${name}”` }) })

test('a shock of one’s own is added by keyboard, meets every scenario and reality, is changed and taken back', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createChanged(page, 'More shares', ['Index funds', 'Value', '150000'])
  await openStressTests(page)
  await addByKeys(page, 'Value of shares', ['Crash', '-30', '2030-01'])
  await expect(page.getByText('Value of shares -30% in January 2030.')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  const crash = card(page, 'Crash')
  await expect(crash).toContainText(
    'Value of shares -30% in January 2030. What you hold then changes in value at once',
  )
  await expect(crash).toContainText(/Difference from reality: [+-]?\$[\d,]+ \(as planned: \+\$[\d,]+\)/)
  await expect(crash).toContainText(/Reality: -\$[\d,]+/)

  await crash.getByRole('button', { name: 'Edit “Crash”' }).press('Enter')
  const by = page.getByRole('textbox', { name: 'By how much' })
  await expect(by).toHaveValue('-30')
  await by.selectText()
  await page.keyboard.type('-50')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(crash).toContainText('Value of shares -50% in January 2030.')

  await createScenario(page, 'Another')
  await openStressTests(page)
  await expect(crash).toContainText('Value of shares -50% in January 2030.')
  await crash.getByRole('button', { name: 'Delete “Crash”' }).press('Enter')
  await expect(crash).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(crash).toBeVisible()
  await page.reload()
  await expect(crash).toBeVisible()
})

test('a shock that cannot be meant is refused in words, and nothing typed is lost', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Careful')
  await openStressTests(page)
  await addByKeys(page, 'Borrowing rates', ['Dear|money', '200', '2030-13'])
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Leave out “|” and “;”.')).toBeVisible()
  await expect(dialog.getByText(/By how much must be between/)).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Dear|money')
  await expect(dialog.getByRole('textbox', { name: 'From' })).toHaveValue('2030-13')
  await expect(dialog).toBeVisible()
})
