/** What was to happen in the months that have passed is told once, to be confirmed. */
import type { Page } from '@playwright/test'
import { addMonths, currentMonth, formatMonth, type Month } from '#domain/calendar/month.ts'
import { textbox } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

/** As if the balance had been entered in that month. */
async function stateBalanceAsOf(page: Page, stated: Month, amounts: Readonly<Record<string, string>> = {}) {
  await visit(page, 'Settings')
  for (const [name, amount] of Object.entries(amounts)) await textbox(page, name).pressSequentially(amount)
  const month = textbox(page, 'Balance as of')
  await month.fill('')
  await month.pressSequentially(stated)
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(page.getByText('Your assumptions are saved.')).toBeVisible()
}

test('two months after the balance was stated, the overview tells what happened until it is confirmed', async ({
  investor: page,
}) => {
  await loadSample(page)
  const happened = page.getByRole('region', { name: /Since you last confirmed your figures/ })
  await visit(page, 'Overview')
  await expect(page.getByText('Net worth now', { exact: true }).first()).toBeVisible()
  await expect(happened).toBeHidden()

  const stated = addMonths(currentMonth(new Date()), -2)
  await stateBalanceAsOf(page, stated)

  await visit(page, 'Overview')
  await expect(happened).toContainText(formatMonth(stated, 'en-AU'))
  const line = (name: string) => happened.getByRole('listitem').filter({ hasText: name })
  await expect(line('Brunswick')).toContainText(/rent of \$[\d,]+ received; costs of .* paid; 2 repayments/)
  await expect(line('Index funds')).toContainText('2 contributions, $1,800')
  await expect(line('Car loan')).toContainText(/2 repayments with interest, \$1,0\d\d/)
  await expect(line('Salary')).toContainText(/\$15,800 received in 2 months; tax of \$3,\d\d\d withheld/)
  await expect(line('Living costs')).toContainText('$6,400 spent in 2 months')
  const netWorth = page
    .getByText('Net worth now', { exact: true })
    .first()
    .locator('xpath=following-sibling::p[1]')
  const figure = await netWorth.textContent()

  await happened.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('Confirmed. Your figures go on from here.')).toBeVisible()
  await expect(happened).toBeHidden()
  await page.reload()
  await expect(netWorth).toHaveText(figure ?? '')
  await expect(happened).toBeHidden()
})

test('a balance corrected to the number that it had is one of this month, with what was expected besides', async ({
  investor: page,
}) => {
  await loadSample(page)
  const now = currentMonth(new Date())
  await stateBalanceAsOf(page, addMonths(now, -14), { 'Opening balance': '12,000' })
  await visit(page, 'Overview')
  const happened = page.getByRole('region', { name: /Since you last confirmed your figures/ })
  await happened.getByRole('button', { name: 'Correct the balance' }).click()
  const balance = textbox(page, 'Balance of the household account now')
  await expect(balance).not.toHaveValue('12,000')
  await balance.fill('')
  await balance.pressSequentially('12,000')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The balance is saved. Your figures go on from it.')).toBeVisible()
  await expect(happened).toBeHidden()

  await visit(page, 'Settings')
  await expect(textbox(page, 'Opening balance')).toHaveValue('12,000')
  await expect(textbox(page, 'Balance as of')).toHaveValue(formatMonth(now, 'en-AU'))
  // What the account has earned in the tax year is still to be taxed.
  await expect(textbox(page, 'Taxable income so far')).toHaveValue(/\d/)
})
