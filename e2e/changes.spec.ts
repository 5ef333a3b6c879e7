import type { Page } from '@playwright/test'
import { sure } from '../scripts/sure.ts'
import { tabTo } from './support/keyboard.ts'
import { createChanged } from './support/scenarios.ts'
import { expect, loadSample, test } from './support/test.ts'

test.describe.configure({ timeout: 60_000 })

const home = 'Two-bedroom flat, Brunswick'

/** What a card says large. */
function figureOf(page: Page, label: string | RegExp) {
  return page.getByText(label, { exact: true }).locator('xpath=following-sibling::p[1]')
}

test('changes of a scenario show what they do, and are switched off, on and reset with the keyboard alone', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createChanged(
    page,
    'Sell and save',
    [home, 'Sale month', 'March 2035'],
    ['Index funds', 'Monthly contribution', '1500'],
  )

  const list = page.getByRole('region', { name: 'What differs from reality' })
  const rows = list.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await expect(rows).toHaveText([/Monthly contribution \$900 a month → \$1,500 a month/, /^Sell Two-bedroom/])
  const together = list.getByRole('list', { name: 'Together' }).getByRole('listitem').last()
  await expect(together).toContainText(/Net worth at the end[+−-]?\$/)
  const difference = figureOf(page, 'Difference from reality')
  const figure = sure(await difference.textContent())
  await expect(together).toContainText(figure)
  await expect(rows.first()).toContainText(/Net worth at the end[+−-]?\$[\d,]+Lowest cash/)

  await list.getByRole('heading').focus()
  await tabTo(page, list.getByRole('button', { name: 'Switch all off' }))
  await page.keyboard.press('Enter')
  const bar = page.getByRole('region', { name: 'Switched off in this view' })
  await expect(bar).toContainText('2 changes are switched off in this view')
  await expect(difference).toHaveText('$0')
  const all = sure(await figureOf(page, /^Net worth, /).textContent())
  await expect(page.getByText('Reality, in the middle: ')).toContainText(`Reality, in the middle: ${all}`)

  // What is off stays so on the page of all figures, and after a reload.
  await page.reload()
  await expect(difference).toHaveText('$0')
  await list.getByRole('heading').focus()
  const sale = rows.getByRole('switch', { name: /Sell/ })
  await tabTo(page, sale)
  await page.keyboard.press('Space')
  await expect(sale).toBeChecked()
  await expect(bar).toContainText('1 change is switched off')
  await expect(difference).not.toHaveText('$0')
  await tabTo(page, bar.getByRole('button', { name: 'Switch it on' }))
  await page.keyboard.press('Enter')
  await expect(bar).toBeHidden()
  await expect(difference).toHaveText(figure)

  await list.getByRole('heading').focus()
  await tabTo(page, rows.first().getByRole('button', { name: /^Actions for/ }))
  await page.keyboard.press('Enter')
  const reset = page.getByRole('menuitem', { name: 'Reset to reality' })
  await expect(reset).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(reset).toBeFocused({ timeout: 50 })
  }).toPass({ intervals: [0] })
  await page.keyboard.press('Enter')
  await expect(rows).toHaveText([/^Sell Two-bedroom/])
  await expect(list.getByRole('heading')).toBeFocused()
})

test('what ends and begins with retiring is one decision, and all changes are reset and brought back in one step', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createChanged(
    page,
    'Retire early',
    ['Salary', 'Last month', 'June 2040'],
    ['Pension', 'First month', 'July 2040'],
    ['Index funds', 'Monthly contribution', '1500'],
  )
  const list = page.getByRole('region', { name: 'What differs from reality' })
  const rows = list.getByRole('list', { name: 'Changes' }).locator(':scope > li')
  await expect(rows).toHaveCount(2)
  const retiring = rows.filter({ hasText: /^Salary until June 2040, not \w+ \d+, Pension from then on/ })
  await expect(retiring).toHaveCount(1)
  await expect(retiring).toContainText(/Net worth at the end[+−-]?\$[\d,]+Lowest cash/)
  const difference = figureOf(page, 'Difference from reality')
  const figure = sure(await difference.textContent())

  await retiring.getByRole('switch').press('Space')
  const bar = page.getByRole('region', { name: 'Switched off in this view' })
  await expect(bar).toContainText('1 change is switched off in this view')
  await expect(difference).not.toHaveText(figure)
  await list.getByRole('button', { name: 'Switch all off' }).click()
  await expect(bar).toContainText('2 changes are switched off')
  await expect(page).toHaveURL(/\?off=[^+]+\+[^+]+\+[^+]+$/)
  await expect(difference).toHaveText('$0')
  await bar.getByRole('button', { name: 'Switch all on' }).click()

  await list.getByRole('button', { name: 'Reset all…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reset all' }).click()
  await expect(list).toContainText('everything in this scenario is as in reality')
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
  await expect(rows).toHaveCount(2)
  await expect(difference).toHaveText(figure)
})
