/** From nothing to the first figure of a decision: with the sample, and with what is one's own. */
import type { Page } from '@playwright/test'
import { createAccount, expect, somebody, test, visit } from './support/test.ts'

const question = 'Sell the flat, or keep it?'

/** How often a person clicks: every press of a mouse button, wherever it lands. */
async function countClicks(page: Page) {
  let clicks = 0
  await page.exposeFunction('noteClick', () => clicks++)
  await page.addInitScript(() =>
    addEventListener('pointerdown', () => (window as unknown as { noteClick: () => void }).noteClick(), true),
  )
  return () => clicks
}

test('from signing up to the figure of a decision it is three clicks, with the sample', async ({ page }) => {
  const clicks = await countClicks(page)
  await createAccount(page, somebody())
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Load a sample portfolio' }).click()
  await expect(page.getByRole('heading', { level: 1, name: question })).toBeFocused()
  const figures = page.getByRole('region', { name: 'Key figures' })
  await expect(figures).toContainText('Sell the flat, buy shares')
  await expect(page.getByRole('list', { name: 'What differs' })).toContainText(
    'Keep the flat, refinance its loan',
  )
  expect(clicks()).toBe(3)
})

test.describe('a sample of which a part was refused', () => {
  test.use({ expectedFailures: /ERR_FAILED|Failed to fetch|409/ })

  test('says what stands, goes on after a reload, and is there once', async ({ investor: page }) => {
    await visit(page, 'Investments')
    let imports = 0
    await page.route('**/rpc/import_scenario', (route) =>
      ++imports === 2 ? route.abort() : route.continue(),
    )
    await page.getByRole('button', { name: 'Load a sample portfolio' }).click()
    await expect(
      page.getByText('Its investments are here, and only the first of its scenarios.').first(),
    ).toBeVisible()
    await expect(page.getByText('9 investments')).toBeVisible()
    await page.reload()
    await page.getByRole('button', { name: 'Load the rest' }).click()
    await expect(page.getByRole('heading', { level: 1, name: question })).toBeVisible()
    await visit(page, 'Scenarios')
    await expect(page.getByText('2 scenarios')).toBeVisible()
    await visit(page, 'Investments')
    await expect(page.getByText('9 investments')).toBeVisible()
  })
})
