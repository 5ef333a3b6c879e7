import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations).toEqual([])
}

test('the palette leads anywhere, and ? lists the keys', async ({ investor: page }) => {
  await page.keyboard.press('Control+K')
  const palette = page.getByRole('dialog', { name: 'Go to or do' })
  const input = palette.getByRole('combobox', { name: 'Go to or do' })
  await expect(input).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.type('add inc')
  await expect(palette.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/kind=cash_flow&direction=income/)

  await page.keyboard.press('Control+K')
  // The form that is just being opened takes the focus as well.
  await expect(input).toBeFocused()
  await page.keyboard.type('settings')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()

  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys.getByRole('row', { name: /Shows this list/ })).toBeVisible()
  await expectAccessible(page)
  await keys.getByRole('switch', { name: 'Keys of one character' }).press('Space')
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
  await page.keyboard.press('?')
  await page.keyboard.press('Control+K')
  await expect(palette).toBeVisible()
  await expect(keys).toBeHidden()
})
