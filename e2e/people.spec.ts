/** Two people taxed: a gain split between them, followed from the keys to the worksheet and the tax. */
import type { Page } from '@playwright/test'
import { addMonths, currentMonth, formatMonth, type Month } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { formatMoney } from '#domain/money/format.ts'
import { taxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import { sure } from '../scripts/sure.ts'
import { household } from './support/household.ts'
import {
  changeCopy,
  changeReality,
  createScenario,
  openScenario,
  openTab,
  textbox,
  typeInto,
} from './support/scenarios.ts'
import { expect, loadSample, test } from './support/test.ts'

// A whole story: many steps.
test.describe.configure({ timeout: 240_000 })

const flat = 'Two-bedroom flat, Brunswick'
const scenario = 'Sell the flat'
const format = { currency: 'AUD', locale: 'en-AU' }

/** The year of the sale by the engine alone: the household, as two people have it. */
function byTheEngine(startMonth: Month, ofFlat: Params) {
  const instances = household(startMonth).map(({ name, kind, status, params }, place) => {
    const id = String(place)
    return {
      id,
      lineageId: id,
      name,
      kind,
      status,
      params: name === flat ? { ...params, ...ofFlat } : params,
    }
  })
  const { years } = taxWorksheet({ instances, assumptions: { taxpayers: 2 }, startMonth })
  const isSold = (year: (typeof years)[number]) =>
    year.persons.some(({ holdings }) => holdings.some(({ realised }) => realised.length > 0))
  const { persons, endMonth } = sure(years.find(isSold))
  return { endMonth, together: persons.reduce((sum, { tax }) => sum + tax, 0) }
}

/** The worksheet of the tax year with the sale. */
async function openWorksheet(page: Page, endMonth: Month) {
  await openTab(page, 'Projections')
  await page.getByRole('radiogroup', { name: 'Kind of projection' }).getByText('Tax').click()
  await page.getByRole('combobox', { name: 'Tax year' }).selectOption(endMonth)
}

test('a gain is split between two people: the worksheet shows both, and together they owe less by what the engine says', async ({
  investor: page,
}) => {
  const today = currentMonth(new Date())
  const sale_month = addMonths(today, 26)
  const [whole, halves] = [100, 50].map((owner_share) => byTheEngine(today, { sale_month, owner_share }))
  expect(sure(halves).together).toBeLessThan(sure(whole).together - 1_000)

  await loadSample(page)
  await page.getByRole('main').getByRole('link', { name: flat, exact: true }).click()
  await expect(textbox(page, 'Value')).toBeVisible()
  await expect(textbox(page, 'Person 1’s part')).toBeHidden()
  await page.goto('/settings')
  await typeInto(textbox(page, 'Taxed people'), '2')
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(page.getByText('Your assumptions are saved.')).toBeVisible()

  await createScenario(page, scenario)
  await changeCopy(page, flat, 'Sale month', formatMonth(sale_month, format.locale))
  await openScenario(page, scenario)
  const { endMonth, together } = sure(whole)
  const sheet = (name: string) => page.getByRole('table', { name: new RegExp(`: ${name}$`) })
  const owed = sheet('Together').getByRole('row', { name: /^Tax of both together/ })
  await openWorksheet(page, endMonth)
  await expect(owed).toContainText(formatMoney(together, format, 'cents'))
  await expect(sheet('Person 2')).not.toContainText(flat)

  await changeCopy(page, flat, 'Person 1’s part', '50')
  await openScenario(page, scenario)
  await openWorksheet(page, endMonth)
  await expect(owed).toContainText(formatMoney(sure(halves).together, format, 'cents'))
  for (const person of ['Person 1', 'Person 2']) {
    await expect(sheet(person)).toContainText(`${flat} (50%)`)
    await expect(sheet(person)).toContainText(`${flat} (50%), sold in`)
    await expect(sheet('Together')).toContainText(person)
  }

  // Half of it is the other's in reality too: one person alone cannot be taxed.
  await changeReality(page, flat, 'Person 1’s part', '50')
  await page.goto('/settings')
  const taxed = textbox(page, 'Taxed people')
  await typeInto(taxed, '1')
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(taxed).toHaveAccessibleDescription(
    new RegExp(
      `but one investment belongs partly to another: “${flat}”. Set person 1’s part of each to 100 first`,
    ),
  )
})
