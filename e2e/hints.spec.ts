/** What figures rest on is said wherever they stand, with a way to the field that mends it. */
import type { Page } from '@playwright/test'
import { createScenario, openTab, textbox } from './support/scenarios.ts'
import { expect, test, visit } from './support/test.ts'

/** A debt that is paid out of a household account into which nothing comes. */
async function addCarLoan(page: Page) {
  await page.goto('/instances/new?kind=loan')
  await textbox(page, 'Name').pressSequentially('Car loan')
  await textbox(page, 'Balance owed').pressSequentially('20000')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('1 investment', { exact: true })).toBeVisible()
}

const hint = (page: Page) => page.getByRole('alert').filter({ hasText: 'Is your income in here?' })
const amount = (page: Page) => textbox(page, 'Amount')

async function compare(page: Page) {
  await visit(page, 'Scenarios')
  await page.goto(`/scenarios/compare?ids=${await scenarioId(page)}`)
}

async function scenarioId(page: Page) {
  const link = page.getByRole('main').getByRole('link', { name: 'Pay it off', exact: true })
  return (await link.getAttribute('href'))?.split('/').at(-1)
}

test('a missing income is asked for wherever a shortfall stands, and its field is one click away', async ({
  investor: page,
}) => {
  await addCarLoan(page)
  await visit(page, 'Overview')
  await expect(hint(page)).toContainText(
    'The household account is overdrawn for the first time in the year to',
  )
  await expect(page.getByRole('heading', { name: 'What do you earn and spend?' })).toBeVisible()
  await hint(page).getByRole('link', { name: 'what you earn' }).click()
  await expect(page.getByRole('heading', { name: 'New income or expense', level: 1 })).toBeVisible()

  await createScenario(page, 'Pay it off')
  await expect(hint(page)).toBeVisible()
  await openTab(page, 'Projections')
  await expect(hint(page)).toBeVisible()
  await compare(page)
  await expect(hint(page)).toContainText('“Pay it off”: overdrawn for the first time in the year to')
  await hint(page).getByRole('link', { name: 'what you earn' }).last().click()
  await expect(page).toHaveURL(/\/scenarios\/[^/]+\/instances\/new/)
  await textbox(page, 'Name').pressSequentially('Salary')
  await amount(page).pressSequentially('2000')
  await page
    .getByRole('button', { name: /^(Add|Create)/ })
    .last()
    .click()
  await expect(page.getByText('“Salary” is added to the scenario.')).toBeVisible()
  await openTab(page, 'Overview')
  await expect(page.getByText('It always covers what has to be paid')).toBeVisible()
  await expect(hint(page)).toBeHidden()
})

test('what is assumed of the law after its last published figures is said wherever figures stand', async ({
  investor: page,
}) => {
  const afterItsDate = new Date(Math.max(Date.now(), Date.UTC(2026, 7, 1)))
  await page.clock.setFixedTime(afterItsDate)
  const sentence = page.getByText(
    'After June 2026 it is assumed that the income below which the Medicare levy is reduced stays at that of 2025–26.',
  )
  await addCarLoan(page)
  await visit(page, 'Overview')
  await expect(sentence).toHaveCount(1)
  await page.getByRole('link', { name: 'Change the tax' }).click()
  await expect(page.getByRole('combobox', { name: 'Income tax' })).toBeFocused()
  await expect(sentence).toHaveCount(1)

  await createScenario(page, 'Pay it off')
  await expect(sentence).toHaveCount(1)
  await openTab(page, 'Projections')
  await expect(sentence).toHaveCount(1)
  await openTab(page, 'Assumptions')
  await expect(sentence).toHaveCount(1)
  await compare(page)
  await expect(sentence).toHaveCount(1)
})
