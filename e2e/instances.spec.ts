import type { Page } from '@playwright/test'
import { textbox, typeInto } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

async function save(page: Page) {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
}

test('every kind of investment is added with little more than a name and a value', async ({
  investor: page,
}) => {
  const kinds = [
    { kind: 'Property', name: 'Beach house', field: 'Value', amount: '900000', shown: '$900,000' },
    { kind: 'Portfolio', name: 'World fund', field: 'Value', amount: '50000', shown: '$50,000' },
    { kind: 'Cash deposit', name: 'Rainy days', field: 'Balance', amount: '12000', shown: '$12,000' },
    { kind: 'Loan', name: 'Boat loan', field: 'Balance owed', amount: '30000', shown: '-$30,000' },
    {
      kind: 'Income or expense',
      name: 'Salary',
      field: 'Amount',
      amount: '8000',
      shown: '$8,000 a month',
    },
  ]
  await visit(page, 'Investments')
  for (const { kind, name, field, amount } of kinds) {
    await page.getByRole('link', { name: 'Add an investment' }).click()
    await page.getByRole('link', { name: new RegExp(`^${kind}`) }).click()
    await textbox(page, 'Name').fill(name)
    await typeInto(textbox(page, field), amount)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('link', { name })).toBeVisible()
  }
  await expect(page.getByText('5 investments')).toBeVisible()
  for (const { name, shown } of kinds)
    await expect(page.getByRole('row').filter({ hasText: name })).toContainText(shown)

  await page.reload()
  await page.getByRole('link', { name: 'Rainy days' }).click()
  await expect(textbox(page, 'Balance')).toHaveValue('12,000')
})

test('a wrong value is refused beside its field and nothing is saved', async ({ investor: page }) => {
  await page.goto('/instances/new?kind=property')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('Value is needed.')).toBeVisible()
  await textbox(page, 'Name').fill('Flat')
  await typeInto(textbox(page, 'Value'), '500000')
  await typeInto(textbox(page, 'Vacancy'), '180')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText(/Vacancy must be between/)).toBeVisible()
  await expect(textbox(page, 'Value')).toHaveValue('500,000')

  await typeInto(textbox(page, 'Vacancy'), '4')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('1 investment', { exact: true })).toBeVisible()
})

test('a property of own use is asked for no rent, keeps the one that was typed, and says that it does not count', async ({
  investor: page,
}) => {
  const use = page.getByRole('combobox', { name: 'Use' })
  const choose = async (option: string) => {
    await use.click()
    await page.getByRole('option', { name: option }).click()
  }
  await page.goto('/instances/new?kind=property')
  await textbox(page, 'Name').fill('Shack')
  await typeInto(textbox(page, 'Value'), '500000')
  await typeInto(textbox(page, 'Rent'), '590')
  await choose('Own use, such as a holiday home')
  await expect(textbox(page, 'Rent')).toBeHidden()
  await expect(page.getByRole('region', { name: 'Depreciation' })).toBeHidden()
  await expect(page.getByText('Filled in, but not counted with this use: Rent.')).toBeVisible()
  await page.getByRole('button', { name: 'Add', exact: true }).click()

  const row = page.getByRole('row').filter({ hasText: 'Shack' })
  await expect(row).toContainText('4% growth')
  await expect(row).not.toContainText('rent')
  await row.getByRole('link', { name: 'Shack' }).click()
  await expect(use).toHaveValue('Own use, such as a holiday home')
  await choose('Let')
  await expect(textbox(page, 'Rent')).toHaveValue('590')
  await save(page)
  await visit(page, 'Investments')
  await expect(row).toContainText('$590 a week rent')
})

test('an investment is archived, deleted, and both are taken back', async ({ investor: page }) => {
  await loadSample(page)
  await page.getByRole('button', { name: 'Actions for Car loan' }).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }).click()
  await expect(page.getByText('7 investments')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('8 investments')).toBeVisible()

  await page.getByRole('button', { name: 'Actions for Index funds' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByRole('link', { name: 'Index funds' })).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(page.getByRole('link', { name: 'Index funds' })).toBeVisible()
})

test('search and filters narrow the list and live in the address', async ({ investor: page }) => {
  await loadSample(page)
  await page.getByRole('textbox', { name: /search/i }).fill('fund')
  await expect(page.getByRole('link', { name: 'Car loan' })).toBeHidden()
  await expect(page).toHaveURL(/fund/)
  await page.reload()
  await expect(page.getByRole('link', { name: 'Index funds' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Car loan' })).toBeHidden()
})

test('the second of two tabs overwrites nothing: it says what changed and lets the user decide', async ({
  investor: page,
  context,
}) => {
  await loadSample(page)
  await page.getByRole('link', { name: 'Savings account' }).click()
  await expect(textbox(page, 'Balance')).toHaveValue('34,000')
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(textbox(other, 'Balance')).toHaveValue('34,000')

  await typeInto(textbox(page, 'Balance'), '36000')
  await typeInto(textbox(page, 'Interest rate'), '4.5')
  // Typed before the first tab saves: the second tab must not take the new row over silently.
  await typeInto(textbox(other, 'Balance'), '40000')
  await save(page)
  await expect(page.getByText('“Savings account” is saved.')).toBeVisible()
  await save(other)

  const changes = other.getByRole('table', { name: 'What changed meanwhile' })
  await expect(changes.getByRole('row', { name: /^Balance/ })).toContainText('$34,000')
  await expect(changes.getByRole('row', { name: /^Balance/ })).toContainText('$36,000')
  await expect(changes.getByRole('row', { name: /^Balance/ })).toContainText('$40,000')
  await expect(changes.getByRole('row', { name: /^Interest rate/ })).toContainText('not changed by you')
  await other.getByRole('button', { name: 'Save my changes on top' }).click()
  await expect(other.getByText('“Savings account” is saved.')).toBeVisible()

  await page.reload()
  await expect(textbox(page, 'Balance')).toHaveValue('40,000')
  await expect(textbox(page, 'Interest rate')).toHaveValue('4.5')
})

test('leaving with unsaved changes is asked about first', async ({ investor: page }) => {
  await loadSample(page)
  await page.getByRole('link', { name: 'Index funds' }).click()
  await textbox(page, 'Name').fill('Renamed funds')
  await visit(page, 'Help')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(textbox(page, 'Name')).toHaveValue('Renamed funds')
  await visit(page, 'Help')
  await page.getByRole('button', { name: 'Leave without saving' }).click()
  await expect(page.getByRole('heading', { name: 'Help', level: 1 })).toBeVisible()
})

test.describe('an unreachable server', () => {
  test.use({ expectedFailures: /ERR_FAILED|ERR_INTERNET_DISCONNECTED|Failed to fetch/ })

  test('loses nothing that was typed, and the same button tries again', async ({ investor: page }) => {
    await loadSample(page)
    await page.getByRole('link', { name: 'Index funds' }).click()
    await textbox(page, 'Value').fill('140000')
    await page.route('**/rest/v1/**', (route) => route.abort())
    await save(page)
    await expect(page.getByRole('alert', { name: 'Your changes were not saved' })).toContainText(
      'The server cannot be reached.',
    )
    await expect(textbox(page, 'Value')).toHaveValue('140,000')

    await page.unroute('**/rest/v1/**')
    await save(page)
    await expect(page.getByText('“Index funds” is saved.')).toBeVisible()
  })

  test('shows a list that cannot be loaded with a way to try again', async ({ investor: page }) => {
    await loadSample(page)
    await page.route('**/rest/v1/instances**', (route) => route.abort())
    await page.goto('/instances')
    await expect(page.getByRole('alert').filter({ hasText: 'The server cannot be reached.' })).toBeVisible()
    await page.unroute('**/rest/v1/instances**')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('8 investments')).toBeVisible()
  })
})

test.describe('a foreign or missing investment', () => {
  test.use({ expectedFailures: /406/ })

  test('is not found', async ({ investor: page }) => {
    await page.goto(`/instances/${crypto.randomUUID()}`)
    await expect(page.getByRole('heading', { name: 'No such investment' })).toBeVisible()
    await page.goto('/instances/not-even-an-id')
    await expect(page.getByRole('heading', { name: 'No such investment' })).toBeVisible()
  })
})

test.describe('an answer that is lost', () => {
  test.use({ expectedFailures: /ERR_FAILED|Failed to fetch|409/ })

  /** The server does its work, and the browser never hears of it. */
  async function loseAnswers(page: Page) {
    await page.route('**/rest/v1/instances**', async (route) => {
      if (route.request().method() === 'POST') await route.fetch()
      await route.abort()
    })
  }

  test('adds an investment once, however often it is tried', async ({ investor: page }) => {
    await page.goto('/instances/new?kind=cash')
    await textbox(page, 'Name').fill('Rainy days')
    await textbox(page, 'Balance').fill('12000')
    await loseAnswers(page)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('alert', { name: 'It was not added' })).toBeVisible()
    await page.unroute('**/rest/v1/instances**')
    await textbox(page, 'Balance').fill('12500')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByText('1 investment', { exact: true })).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: 'Rainy days' })).toContainText('$12,500')
  })
})

test('totals are those of what is shown, and say so', async ({ investor: page }) => {
  await loadSample(page)
  const figure = (label: string) => page.locator('dl > div').filter({ hasText: label })
  await expect(figure('Net worth now')).toContainText('$353,500')
  await page.getByRole('textbox', { name: 'Search by name' }).fill('loan')
  await expect(figure('Net worth of what is shown')).toContainText('-$21,500')
  await expect(figure('Debt')).toContainText('-$21,500')
  await expect(figure('Property')).toContainText('$0')
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await expect(figure('Net worth now')).toContainText('$353,500')
})
