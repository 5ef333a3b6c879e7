/** Amounts grow old, say so, and are brought up to date together. */
import type { BrowserContext, Page } from '@playwright/test'
import { addMonths, currentMonth, formatMonth } from '#domain/calendar/month.ts'
import { textbox, typeInto } from './support/scenarios.ts'
import { expect, test, visit } from './support/test.ts'

const now = currentMonth(new Date())
const stated = addMonths(now, -8)

/** Three deposits and debts of eight months ago, and one of this month. */
async function addOld(page: Page) {
  const as_of_month = stated
  const instances = [
    {
      kind: 'property',
      name: 'Flat',
      params: {
        value: 600_000,
        growth_rate: 0,
        as_of_month,
        loan_balance: 120_000,
        loan_rate: 0,
        loan_term_months: 120,
      },
    },
    { kind: 'cash', name: 'Savings', params: { value: 30_000, interest_rate: 12, as_of_month } },
    { kind: 'loan', name: 'Car', params: { balance: 9_000, rate: 0, term_months: 90, as_of_month } },
    { kind: 'cash', name: 'Wallet', params: { value: 500, interest_rate: 0, as_of_month: now } },
  ]
  await visit(page, 'Investments')
  await page.getByRole('button', { name: 'More about investments' }).click()
  await page.getByRole('menuitem', { name: 'Import from a file' }).click()
  await page.locator('input[type=file]').setInputFiles({
    name: 'instances.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ format: 'scenarios/instances', version: 1, instances })),
  })
  await page.getByRole('button', { name: 'Import 4 investments' }).click()
  await expect(page.getByText('4 investments are imported.')).toBeVisible()
}

const holding = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const amount = (page: Page, name: string, label: string) =>
  holding(page, name).getByRole('textbox', { name: label, exact: true })
const listed = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const save = (page: Page) => page.getByRole('button', { name: /^Save \d/ })

async function openAmounts(page: Page) {
  await visit(page, 'Investments')
  await page.getByRole('link', { name: 'Update amounts' }).click()
  await expect(page.getByRole('heading', { name: 'Update amounts', level: 1 })).toBeVisible()
}

test('old amounts are said to be old, and updated together: typed, as expected, or left', async ({
  investor: page,
}) => {
  await addOld(page)
  await expect(listed(page, 'Savings')).toContainText('eight months ago')
  await expect(listed(page, 'Wallet')).not.toContainText('ago')
  await visit(page, 'Overview')
  await expect(page.getByText('3 investments have amounts older than six months')).toBeVisible()
  await page.getByRole('link', { name: 'Update amounts' }).click()

  const words = `As of ${formatMonth(stated, 'en-AU')}, eight months ago`
  await expect(holding(page, 'Flat')).toContainText(words)
  await expect(holding(page, 'Wallet')).toBeHidden()
  await expect(amount(page, 'Savings', 'Balance')).toHaveValue('32,485.70')
  await expect(holding(page, 'Savings')).toContainText('Expected $32,485.70, was $30,000')
  await expect(holding(page, 'Savings')).toContainText('Left as it is.')

  await typeInto(amount(page, 'Flat', 'Value'), '650,000')
  await expect(holding(page, 'Flat')).toContainText('Time left: 112 months')
  await holding(page, 'Car').getByRole('button', { name: 'As expected' }).press('Enter')
  await expect(holding(page, 'Car')).toContainText('your figures stay as they are')
  await page.getByRole('button', { name: 'Save 2 investments' }).press('Enter')
  await expect(page.getByText('The amounts of 2 investments are updated.')).toBeVisible()

  await expect(listed(page, 'Flat')).toContainText('$650,000')
  await expect(listed(page, 'Flat')).not.toContainText('Entered')
  await expect(listed(page, 'Car')).toContainText('-$8,200')
  await expect(listed(page, 'Car')).not.toContainText('ago')
  await expect(listed(page, 'Savings')).toContainText('eight months ago')

  await visit(page, 'History')
  await expect(page.getByText('Updated the amounts of 2 investments')).toBeVisible()
  await page.getByRole('button', { name: 'Undo this update' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo this update' }).click()
  await expect(page.getByText('The update is undone.')).toBeVisible()
  await visit(page, 'Investments')
  await expect(listed(page, 'Flat')).toContainText('Entered: $600,000')
  await expect(listed(page, 'Car')).toContainText('eight months ago')
})

test('all at once are as expected, and that can be taken back at once', async ({ investor: page }) => {
  await addOld(page)
  await openAmounts(page)
  await page.getByRole('button', { name: 'All others as expected' }).click()
  await page.getByRole('button', { name: 'Save 3 investments' }).click()
  await expect(page.getByRole('link', { name: 'Update amounts' })).toBeHidden()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByText('3 investments have amounts older than six months')).toBeVisible()
})

test('after how long amounts are old is for the user to say', async ({ investor: page }) => {
  await addOld(page)
  await visit(page, 'Settings')
  await page.getByRole('combobox', { name: 'Old amounts' }).click()
  await page.getByRole('option', { name: 'Older than a year' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await visit(page, 'Investments')
  await expect(page.getByText('4 investments', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Update amounts' })).toBeHidden()
  await page.goto('/instances/amounts?show=all')
  await expect(page.getByText('No amounts are older than a year.')).toBeVisible()
  await expect(amount(page, 'Wallet', 'Balance')).toHaveValue('500')
  await holding(page, 'Wallet').getByRole('button', { name: 'Still true' }).click()
  await page.getByRole('button', { name: 'Save 1 investment' }).click()
  await expect(holding(page, 'Wallet')).toContainText('Left as it is.')
})

/** The same account in another tab, where the flat has become worth something else. */
async function changeElsewhere(context: BrowserContext) {
  const other = await context.newPage()
  await other.goto('/instances')
  await other.getByRole('main').getByRole('link', { name: 'Flat', exact: true }).click()
  await typeInto(textbox(other, 'Value'), '700,000')
  await other.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(other.getByText('“Flat” is saved.')).toBeVisible()
  await other.close()
}

test.describe('where another tab was faster', () => {
  test.use({ expectedFailures: /409/ })

  test('nothing is saved, what was typed stays, and the user decides', async ({
    investor: page,
    context,
  }) => {
    await addOld(page)
    await openAmounts(page)
    await typeInto(amount(page, 'Flat', 'Value'), '650,000')
    await typeInto(amount(page, 'Savings', 'Balance'), 'much')
    await changeElsewhere(context)

    await save(page).click()
    await expect(amount(page, 'Savings', 'Balance')).toBeFocused()
    await expect(holding(page, 'Savings')).toContainText('cannot be read')
    await typeInto(amount(page, 'Savings', 'Balance'), '31,000')
    // Coming back to the tab may have told it already; else the server does.
    const moved = holding(page, 'Flat').getByRole('alert')
    if (await moved.isHidden()) await save(page).click()
    await expect(moved).toContainText('Value is now $700,000')
    await expect(amount(page, 'Flat', 'Value')).toHaveValue('650,000')
    await expect(amount(page, 'Savings', 'Balance')).toHaveValue('31,000')
    await moved.getByRole('button', { name: 'Keep what I said' }).click()
    await save(page).click()
    await expect(page.getByText('The amounts of 2 investments are updated.')).toBeVisible()
    await expect(listed(page, 'Flat')).toContainText('$650,000')
    await expect(listed(page, 'Savings')).toContainText('$31,000')
  })
})

test('what is typed is not left behind unasked', async ({ investor: page }) => {
  await addOld(page)
  await openAmounts(page)
  await typeInto(amount(page, 'Car', 'Balance owed'), '8,000')
  await visit(page, 'Overview')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect(amount(page, 'Car', 'Balance owed')).toHaveValue('8,000')
})
