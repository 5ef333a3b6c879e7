/** Amounts of twelve digits on a phone: every screen keeps to its width, and nothing runs out of its card. */
import type { Page } from '@playwright/test'
import {
  applyAndConfirm,
  changeCopy,
  changeReality,
  createScenario,
  openScenario,
  textbox,
} from './support/scenarios.ts'
import { expect, test } from './support/test.ts'

test.describe.configure({ timeout: 300_000 })

const amount = 999_999_999_999
const instances = [
  {
    kind: 'property',
    name: 'Tower',
    params: {
      value: amount,
      weekly_rent: 9_999_999_999,
      loan_balance: amount,
      loan_rate: 5,
      loan_term_months: 300,
    },
  },
  { kind: 'portfolio', name: 'Fund', params: { value: amount, monthly_contribution: 9_999_999_999 } },
  { kind: 'cash', name: 'Deposit', params: { value: amount, interest_rate: 4 } },
  {
    kind: 'loan',
    name: 'Bond',
    params: { balance: amount, rate: 6, term_months: 240, as_of_month: '2020-01' },
  },
]

async function expectItFits(page: Page, screen: string) {
  const busy = page.getByRole('status').filter({ hasText: /^(Loading|Computing|Working|Trying|Waiting)/ })
  await expect(busy).toHaveCount(0, { timeout: 60_000 })
  const found = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    // One pixel for widths that are no whole number of them.
    const isOverfull = (element: Element) =>
      element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === 'visible'
    const boxes = document.querySelectorAll(
      'main .mantine-Paper-root, main td, main dd, [role="dialog"] form',
    )
    return {
      isTooWide: scrollWidth > clientWidth,
      overfull: [...boxes]
        .filter((box) => box.clientWidth > 0 && isOverfull(box))
        .map((box) => box.textContent?.slice(0, 80)),
    }
  })
  expect(found, screen).toEqual({ isTooWide: false, overfull: [] })
}

test('nothing overflows with amounts of twelve digits', async ({ investor: page }) => {
  await page.goto('/instances/import')
  const file = JSON.stringify({ format: 'scenarios/instances', version: 1, instances })
  const chooseFile = () =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: 'large.json', mimeType: 'application/json', buffer: Buffer.from(file) })
  await chooseFile()
  await page.getByRole('button', { name: 'Import 4 investments' }).click()
  await expect(page).toHaveURL(/\/instances$/)
  await createScenario(page, 'Very large')
  const scenario = new URL(page.url()).pathname
  await changeCopy(page, 'Fund', 'Value', '888888888888')
  const copy = new URL(page.url()).pathname
  await openScenario(page, 'Very large')
  await changeCopy(page, 'Tower', 'Rent', '8888888888')
  await changeReality(page, 'Fund', 'Value', '777777777777')
  const instance = new URL(page.url()).pathname
  await createScenario(page, 'Another')
  await page.goto('/settings')
  await textbox(page, 'Opening balance').fill('999999999999')
  await textbox(page, 'Net worth to reach').fill('999999999999')
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(page.getByText('Your assumptions are saved.')).toBeVisible()

  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of [
    '/settings',
    '/',
    '/instances',
    instance,
    '/scenarios',
    scenario,
    ...['instances', 'assumptions', 'projections', 'apply'].map((tab) => `${scenario}/${tab}`),
    ...['why', 'simulated', 'sensitivity', 'stress'].map((view) => `${scenario}/projections?view=${view}`),
    copy,
    '/scenarios/compare',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expectItFits(page, path)
  }
  await page.goto('/instances/import')
  await chooseFile()
  await expect(page.getByRole('button', { name: 'Import 4 investments' })).toBeVisible()
  await expectItFits(page, 'import')

  await page.goto(`${scenario}/apply`)
  await page.getByRole('radio', { name: /^Take proposed/ }).check()
  await applyAndConfirm(page)
  await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()
  await page.goto(`${scenario}/history`)
  await page.getByRole('button', { name: /^Show details: Applied/ }).click()
  await expect(page.getByText('$888,888,888,888').first()).toBeVisible()
  await expectItFits(page, 'history')
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(page.getByRole('dialog').getByText('$777,777,777,777').first()).toBeVisible()
  await expectItFits(page, 'undo')
})

test('what is abbreviated says the full amount to whoever listens or points at it', async ({
  investor: page,
}) => {
  await page.goto('/instances/new?kind=cash')
  await textbox(page, 'Name').fill('Reserve')
  await textbox(page, 'Balance').fill('123456789012')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const row = page.getByRole('row', { name: /^Reserve/ })
  await expect(row.getByTitle('$123,456,789,012')).toContainText('$123B')
  await expect(row.getByRole('cell', { name: '$123,456,789,012' })).toBeVisible()
})
