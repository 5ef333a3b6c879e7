/** What was to happen in the months that have passed is told once, to be confirmed. */
import { addMonths, currentMonth, formatMonth } from '#domain/calendar/month.ts'
import { textbox } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

test('two months after the balance was stated, the overview tells what happened until it is confirmed', async ({
  investor: page,
}) => {
  await loadSample(page)
  const happened = page.getByRole('region', { name: /Since you last confirmed your figures/ })
  await visit(page, 'Overview')
  await expect(page.getByText('Net worth now', { exact: true })).toBeVisible()
  await expect(happened).toBeHidden()

  const stated = addMonths(currentMonth(new Date()), -2)
  await visit(page, 'Settings')
  const month = textbox(page, 'Balance as of')
  await month.fill('')
  await month.pressSequentially(stated)
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(page.getByText('Your assumptions are saved.')).toBeVisible()

  await visit(page, 'Overview')
  await expect(happened).toContainText(formatMonth(stated, 'en-AU'))
  const line = (name: string) => happened.getByRole('listitem').filter({ hasText: name })
  await expect(line('Brunswick')).toContainText(/rent of \$[\d,]+ received; costs of .* paid; 2 repayments/)
  await expect(line('Index funds')).toContainText('2 contributions, $1,800')
  await expect(line('Car loan')).toContainText(/2 repayments with interest, \$1,0\d\d/)
  await expect(line('Household account')).toContainText('$6,000 left of other income')
  const netWorth = page.getByText('Net worth now', { exact: true }).locator('xpath=following-sibling::p[1]')
  const figure = await netWorth.textContent()

  await happened.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('Confirmed. Your figures go on from here.')).toBeVisible()
  await expect(happened).toBeHidden()
  await page.reload()
  await expect(netWorth).toHaveText(figure ?? '')
  await expect(happened).toBeHidden()
})
