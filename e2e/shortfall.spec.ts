/** Somebody retired lives on a portfolio: the overdraft is gone once it is sold to cover what is missing. */
import { currentMonth } from '#domain/calendar/month.ts'
import { formatMoney } from '#domain/money/format.ts'
import { entry } from '#domain/projection/entry.ts'
import { instanceOf } from '#domain/projection/plan.fixture.ts'
import { project } from '#domain/projection/project.ts'
import { totalSeries } from '#domain/projection/projection.ts'
import { createScenario, openTab, textbox, typeInto } from './support/scenarios.ts'
import { expect, test } from './support/test.ts'

// A whole story: many steps.
test.describe.configure({ timeout: 180_000 })

/** Worth what it has cost, and staying so: there is nothing to be taxed. */
const fund = { value: 2_000_000, expected_return: 0, income_yield: 0 }

test('a portfolio covers what a retired household spends, and the figures are the engine’s', async ({
  investor: page,
}) => {
  await page.goto('/instances/new?kind=portfolio')
  await typeInto(textbox(page, 'Name'), 'Index fund')
  await typeInto(textbox(page, 'Value'), '2000000')
  await typeInto(textbox(page, 'Expected return'), '0')
  await typeInto(textbox(page, 'Income paid out'), '0')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('1 investment', { exact: true })).toBeVisible()
  await page.goto('/instances/new?kind=cash_flow&direction=expense')
  await typeInto(textbox(page, 'Name'), 'Living')
  await typeInto(textbox(page, 'Amount'), '3000')
  await page.getByRole('button', { name: 'Add', exact: true }).click()

  await createScenario(page, 'Live on it')
  await expect(page.getByText('It always covers what has to be paid')).toBeHidden()
  const hint = page.getByRole('alert').filter({ hasText: 'household account is overdrawn' })
  await hint.getByRole('link', { name: 'out of your deposits and portfolios' }).click()
  const cover = page.getByRole('combobox', { name: 'Cover a shortfall from' })
  await expect(cover).toBeFocused()
  await cover.press('ArrowDown')
  await cover.press('ArrowDown')
  await cover.press('Enter')
  await expect(cover).toHaveValue('Deposits, then portfolios')
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(page.getByRole('link', { name: 'Cancel' })).toBeHidden()

  await openTab(page, 'Overview')
  await expect(page.getByText('It always covers what has to be paid')).toBeVisible()
  await expect(hint).toBeHidden()

  await openTab(page, 'Projections')
  await page.getByText('Future money', { exact: true }).click()
  const row = page.getByRole('row', { name: /^Drawn to cover a shortfall/ })
  const projection = project({
    instances: [
      instanceOf('portfolio', fund),
      instanceOf('cash_flow', { amount: 3_000, direction: 'expense' }),
    ],
    assumptions: { cover_shortfall_from: 'cash_then_portfolios' },
    startMonth: currentMonth(new Date()),
  })
  const drawn = totalSeries(projection, 'covered')
  for (const year of [1, 2, 10]) {
    const amount = formatMoney(entry(drawn, year), { locale: 'en-AU', currency: 'AUD' })
    await expect(row.getByRole('cell').nth(year)).toHaveText(amount)
  }
})
