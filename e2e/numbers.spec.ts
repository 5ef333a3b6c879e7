/** Numbers are typed key by key as each locale writes them, and what the server then answers is what was meant. */
import type { Page } from '@playwright/test'
import { currentMonth } from '#domain/calendar/month.ts'
import { sure } from '../scripts/sure.ts'
import {
  applyAndConfirm,
  changeCopy,
  changeReality,
  createScenario,
  openScenario,
  openTab,
  textbox,
  typeInto,
} from './support/scenarios.ts'
import { expect, test, visit } from './support/test.ts'

const rows = [
  [
    'en-AU',
    'AUD',
    { money: '850,000', cents: '$1,050.50', percent: '-5.75%', count: '2,500', month: 'March 2030' },
  ],
  [
    'de-DE',
    'EUR',
    { money: '850.000', cents: '1.050,50 €', percent: '-5,75 %', count: '2.500', month: 'März 2030' },
  ],
  [
    'de-CH',
    'CHF',
    { money: "850'000", cents: "1'050.50", percent: '-5.75', count: "2'500", month: '03.2030' },
  ],
  [
    'fr-FR',
    'EUR',
    { money: '850 000', cents: '1 050,50', percent: '-5,75 %', count: '2 500', month: 'mars 2030' },
  ],
  [
    'sv-SE',
    'SEK',
    { money: '850 000 kr', cents: '1 050,50', percent: '−5,75', count: '2500', month: 'mars 2030' },
  ],
  [
    'ja-JP',
    'JPY',
    { money: '￥850,000', cents: '１，０５０．５', percent: '-5.75', count: '2,500', month: '2030年3月' },
  ],
  [
    'en-IN',
    'INR',
    { money: '8,50,000', cents: '₹1,050.50', percent: '-5.75', count: '2,500', month: '2030-03' },
  ],
] as const

async function chooseDisplay(page: Page, locale: string, currency: string) {
  await visit(page, 'Settings')
  const choose = async (name: string, search: string, option: string | RegExp) => {
    const combobox = page.getByRole('combobox', { name })
    await expect(combobox).not.toHaveValue('')
    const chosen = await combobox.inputValue()
    // Choosing what is chosen already would change nothing, and leave what was typed to find it.
    if (typeof option === 'string' ? option === chosen : option.test(chosen)) return
    await typeInto(combobox, search)
    // By the time the server answers, the names of the other choices are in the language chosen: that would take from
    // under the next keys what they are about to replace.
    await storedBy(page, 'profiles', () => page.getByRole('option', { name: option, exact: true }).click())
    await expect(combobox).toHaveValue(option)
  }
  const language = sure(new Intl.DisplayNames(['en'], { type: 'language' }).of(locale))
  await choose('Numbers and dates', language, language)
  await choose('Currency', currency, new RegExp(`^${currency} `))
}

interface Stored {
  params: object
  assumptions: object
}

/** The row that the server answers to what is done; a save on top of a version that has moved is answered by none at first. */
async function storedBy(page: Page, table: string, act: () => Promise<void>): Promise<Stored> {
  let row: Stored | undefined
  const answered = page.waitForResponse(async (response) => {
    const isWrite = !['GET', 'OPTIONS'].includes(response.request().method())
    if (!isWrite || !response.url().includes(`/rest/v1/${table}?`) || !response.ok()) return false
    const body = (await response.json()) as Stored | Stored[]
    row = Array.isArray(body) ? body[0] : body
    return row !== undefined
  })
  await act()
  await answered
  return sure(row)
}

for (const [locale, currency, typed] of rows)
  test(`in ${locale}, what is typed into forms, settings and bulk edit is stored`, async ({
    investor: page,
  }) => {
    test.slow()
    await chooseDisplay(page, locale, currency)
    await typeInto(textbox(page, 'Net worth to reach'), typed.money)
    await typeInto(textbox(page, 'Opening balance'), typed.cents)
    await typeInto(textbox(page, 'Inflation'), typed.percent)
    await typeInto(textbox(page, 'Look ahead'), '480 months')
    await page.getByRole('button', { name: 'Show Simulation' }).click()
    await typeInto(textbox(page, 'Simulated futures'), typed.count)
    const profile = await storedBy(page, 'profiles', () =>
      page.getByRole('button', { name: 'Save assumptions' }).click(),
    )
    expect(profile.assumptions).toEqual({
      goal_amount: 850_000,
      household_cash: 1050.5,
      inflation_rate: -5.75,
      horizon_years: 40,
      paths: 2_500,
      // Amounts of a household and a goal are of the month in which they were stated.
      household_as_of_month: currentMonth(new Date()),
      goal_as_of_month: currentMonth(new Date()),
    })

    const add = async (kind: string, name: string, enter: () => Promise<void>) => {
      await page.goto(`/instances/new?kind=${kind}`)
      await typeInto(textbox(page, 'Name'), name)
      await enter()
      return storedBy(page, 'instances', () => page.getByRole('button', { name: 'Add', exact: true }).click())
    }
    const flat = await add('property', 'Flat', async () => {
      await typeInto(textbox(page, 'Value'), typed.money)
      await typeInto(textbox(page, 'Rent'), typed.cents)
      await typeInto(textbox(page, 'Growth in value'), typed.percent)
      await typeInto(textbox(page, 'Time left'), '25 years')
      await typeInto(textbox(page, 'Amounts as of'), typed.month)
    })
    expect(flat.params).toEqual({
      value: 850_000,
      weekly_rent: 1050.5,
      growth_rate: -5.75,
      loan_term_months: 300,
      as_of_month: '2030-03',
    })
    await add('cash', 'Savings', () => typeInto(textbox(page, 'Balance'), typed.cents))

    await createScenario(page, 'Several')
    await openTab(page, 'Investments')
    await page.getByRole('button', { name: 'Change several' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change several at once' })
    await dialog.getByRole('combobox', { name: 'Field' }).click()
    await page.getByRole('option', { name: 'Value / Balance' }).click()
    await typeInto(dialog.getByRole('textbox', { name: 'New value' }), typed.money)
    await dialog.getByRole('button', { name: 'Change another field too' }).click()
    await dialog.getByRole('combobox', { name: 'Field' }).nth(1).click()
    await page.getByRole('option', { name: 'Growth in value', exact: true }).click()
    await dialog.getByText('By an amount', { exact: true }).nth(1).click()
    await typeInto(dialog.getByRole('textbox', { name: 'By how much' }), typed.percent)
    await expect(dialog.getByRole('status')).toHaveText('2 will change.')
    const refetched = page.waitForResponse(
      (response) => response.url().includes('/rest/v1/scenario_instances') && response.ok(),
    )
    await dialog.getByRole('button', { name: 'Change 2' }).click()
    const copies = (await (await refetched).json()) as { name: string; params: object }[]
    expect(copies.find(({ name }) => name === 'Flat')?.params).toMatchObject({
      value: 850_000,
      growth_rate: -11.5,
    })
    expect(copies.find(({ name }) => name === 'Savings')?.params).toMatchObject({ value: 850_000 })
  })

for (const [locale, currency, { money }] of rows.filter(([locale]) => ['de-DE', 'en-IN'].includes(locale)))
  test(`in ${locale}, a conflict’s own value is what is typed`, async ({ investor: page }) => {
    test.slow()
    await chooseDisplay(page, locale, currency)
    await page.goto('/instances/new?kind=cash')
    await typeInto(textbox(page, 'Name'), 'Savings')
    await typeInto(textbox(page, 'Balance'), '34000')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('main').getByRole('link', { name: 'Savings', exact: true })).toBeVisible()
    await createScenario(page, 'Own')
    await changeCopy(page, 'Savings', 'Balance', '40000')
    await changeReality(page, 'Savings', 'Balance', '36000')
    await openScenario(page, 'Own')
    await openTab(page, 'Apply')
    await page.getByRole('radio', { name: 'Another value' }).check()
    await typeInto(textbox(page, 'Balance'), '850k')
    await page.getByRole('heading', { level: 1 }).click()
    await expect(page.getByText(/“k” cannot be read/)).toBeVisible()
    await expect(page.getByText('0 of 1 decided')).toBeVisible()
    await typeInto(textbox(page, 'Balance'), money)
    const applied = page.waitForResponse(
      (response) => response.url().endsWith('/rpc/apply_scenario') && response.ok(),
    )
    await applyAndConfirm(page)
    const answer = (await (await applied).json()) as { items: { after: { params: object } }[] }
    expect(answer.items[0]?.after.params).toMatchObject({ value: 850_000 })
  })

test('what cannot be read stays, says why, and reaches no server', async ({ investor: page }) => {
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/rest/v1/instances') && request.method() !== 'GET') sent.push(request.url())
  })
  await page.goto('/instances/new?kind=property')
  await typeInto(textbox(page, 'Name'), 'Flat')
  await typeInto(textbox(page, 'Value'), '850,00')
  await page.keyboard.press('Enter')
  await expect(
    page.getByText(/thousands have three digits, as in 1,234,567\. Write 850 or 85,000\./),
  ).toBeVisible()
  await expect(textbox(page, 'Value')).toHaveValue('850,00')
  await expect(textbox(page, 'Value')).toHaveAttribute('aria-invalid', 'true')
  await typeInto(textbox(page, 'Value'), '1.050')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('“1.050” can be read in two ways. Write 1.05 or 1,050.')).toBeVisible()
  expect(sent).toEqual([])
  await typeInto(textbox(page, 'Value'), '850,000')
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 investment', { exact: true })).toBeVisible()
  await expect(page.getByRole('row', { name: /Flat/ })).toContainText('$850,000')
})
