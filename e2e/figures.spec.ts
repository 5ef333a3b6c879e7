/** A scenario has one figure, and net worth now another: every screen that shows it says the same. */
import type { Page } from '@playwright/test'
import { addMonths, currentMonth } from '#domain/calendar/month.ts'
import { sure } from '../scripts/sure.ts'
import {
  changeCopy,
  changeReality,
  createChanged,
  createScenario,
  openScenario,
  openTab,
  textbox,
} from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

// These are whole stories: many steps each.
test.describe.configure({ timeout: 240_000 })

const money = /[+-]?\$[\d,]+/

/** The number on a card with this label. */
function figure(page: Page, label: string) {
  return page.getByText(label, { exact: true }).locator('xpath=following-sibling::p[1]')
}

test('a scenario’s difference from reality is one figure on every screen, however reality moved', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createChanged(page, 'Moved', ['Index funds', 'Value', '150000'])
  await changeCopy(page, 'Index funds', 'Expected return', '8')
  await changeReality(page, 'Index funds', 'Value', '141000')
  await changeReality(page, 'Index funds', 'Fees', '0.4')
  const doNotAddUp = /that is not one middle less the other/
  const undecided = '1 conflict is not decided yet and counts as it is now'

  await openScenario(page, 'Moved')
  await expect(page.getByText('Reality moved', { exact: true }).first()).toBeVisible()
  await expect(page.getByText(undecided)).toBeVisible()
  const overview = figure(page, 'Difference from reality')
  await expect(overview).toHaveText(money)
  await expect(page.getByText(doNotAddUp)).toBeVisible()
  const difference = sure(await overview.textContent())
  expect(difference).toMatch(/^\+\$/)

  await openTab(page, 'Projections')
  await expect(figure(page, 'Difference from reality')).toHaveText(difference)
  await expect(page.getByText('Reality moved', { exact: true })).toBeVisible()
  await expect(page.getByText(undecided)).toBeVisible()

  await visit(page, 'Scenarios')
  const card = page.getByRole('list', { name: 'Scenarios' }).getByRole('listitem')
  await expect(card).toContainText(`Difference from reality: ${difference}`)
  await expect(card.getByText('Reality moved', { exact: true })).toBeVisible()
  await expect(card).toContainText(undecided)
  await card.getByRole('button', { name: /Moved/ }).click()
  await page.getByRole('menuitem', { name: /primary/i }).click()

  await visit(page, 'Overview')
  await expect(figure(page, 'Difference')).toHaveText(difference)
  await expect(page.getByText(doNotAddUp)).toBeVisible()
  await expect(page.getByText('Reality moved: “Moved”')).toBeVisible()

  await openScenario(page, 'Moved')
  const id = sure(new URL(page.url()).pathname.split('/')[2])
  await page.goto(`/scenarios/${id}/report`)
  await expect(figure(page, 'Difference from reality')).toHaveText(difference)

  await page.goto(`/scenarios/compare?ids=${id}`)
  const compared = page
    .getByRole('region', { name: 'Key figures' })
    .getByRole('row', { name: /^Difference from reality/ })
  await expect(compared.getByRole('cell').nth(1)).toContainText(difference)
  await expect(page.getByText(doNotAddUp)).toBeVisible()
  await expect(page.getByText('Reality moved: “Moved”')).toBeVisible()

  await page.getByRole('link', { name: 'Decide, for “Moved”' }).click()
  await expect(page.getByRole('heading', { name: 'What it would mean', exact: true })).toBeVisible()
  await expect(figure(page, 'Difference from reality')).toHaveText(difference)
  await page.getByRole('radio', { name: 'Keep now: $141,000' }).check()
  await expect(page.getByText('1 of 1 decided')).toBeVisible()
  await expect(figure(page, 'Difference from reality')).toHaveText(difference)

  await page.getByRole('radio', { name: 'Take proposed: $150,000' }).check()
  await expect(page.getByRole('heading', { name: 'What it would mean as decided here' })).toBeVisible()
  await expect(
    page.getByText('Here 1 conflict is decided for another value than there is now;'),
  ).toBeVisible()
  await expect(figure(page, 'Difference from reality')).not.toHaveText(difference)
})

test('net worth now is one figure, whenever the amounts were entered and whatever has ended since', async ({
  investor: page,
}) => {
  const now = currentMonth(new Date())
  const active = (kind: string, name: string, params: object) => ({ kind, name, status: 'active', params })
  const months = 58
  const document = {
    format: 'scenarios/instances',
    version: 1,
    instances: [
      active('property', 'Flat', {
        ...{ value: 500_000, as_of_month: addMonths(now, -months), growth_rate: 5 },
        ...{ loan_balance: 400_000, loan_rate: 6, loan_term_months: 300 },
      }),
      { ...active('cash', 'Old deposit', { value: 50_000 }), status: 'archived' },
      active('portfolio', 'Sold fund', { value: 30_000, sale_month: addMonths(now, -17) }),
      active('property', 'House to come', { value: 300_000, start_month: addMonths(now, 14) }),
      active('property', 'Half a shop', { value: 200_000, ownership_share: 50, loan_balance: 100_000 }),
      active('loan', 'Repaid loan', { balance: 20_000, as_of_month: addMonths(now, -94), term_months: 60 }),
    ],
  }
  // Growth and the level payments of the loan, by their formulas; half of the shop and of its loan.
  const r = 0.06 / 12
  const payment = (400_000 * r) / (1 - (1 + r) ** -300)
  const loan = 400_000 * (1 + r) ** months - (payment * ((1 + r) ** months - 1)) / r
  const flat = 500_000 * 1.05 ** (months / 12)
  expect(flat - loan + 100_000 - 50_000).toBeCloseTo(321_698.78, 2)

  await page.goto('/instances/import')
  await page.locator('input[type=file]').setInputFiles({
    name: 'instances.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(document)),
  })
  await page.getByRole('button', { name: 'Import 6 investments' }).click()
  const total = page.getByRole('definition')
  await expect(total.filter({ hasText: '$321,699' })).toHaveCount(1)
  await expect(total.filter({ hasText: '$732,973' })).toHaveCount(1)
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) })
  await expect(row('Flat')).toContainText('$632,973')
  await expect(row('Flat')).toContainText('Entered: $500,000 as of')
  await expect(row('Sold fund')).toContainText('Sold')
  await expect(row('House to come')).toContainText('From')
  await expect(row('Half a shop')).toContainText('Entered: 50% of $200,000')

  await visit(page, 'Overview')
  await expect(figure(page, 'Net worth now')).toHaveText('$321,699')
})

test('net worth now is the user’s own, also where the primary scenario supposes another opening balance', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Richer')
  await openTab(page, 'Assumptions')
  await textbox(page, 'Opening balance').pressSequentially('50000')
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(page.getByText('The assumptions of this scenario are saved.')).toBeVisible()
  await page.getByRole('button', { name: 'Actions for Richer' }).click()
  await page.getByRole('menuitem', { name: 'Make primary' }).click()
  await visit(page, 'Overview')
  await expect(page.getByText('$50,000 instead of $0')).toBeVisible()
  await expect(figure(page, 'Net worth now')).toHaveText('$353,500')
  await visit(page, 'Investments')
  await expect(page.getByRole('definition').first()).toHaveText('$353,500')
})
