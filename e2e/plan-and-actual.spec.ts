/** What was expected is kept, and laid beside what came of it; what is changed by hand can be undone. */
import { addMonths, currentMonth, formatMonth } from '#domain/calendar/month.ts'
import { textbox, typeInto } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

const now = currentMonth(new Date())
const inWords = (months: number) => formatMonth(addMonths(now, months), 'en-AU')

test('what is entered later stands beside the plan that was kept, and is undone from the page of the holding', async ({
  investor: page,
}) => {
  const plan = page.getByRole('region', { name: 'Plan and actual', exact: true })
  // By the first page that shows what is there.
  const isKept = page.waitForResponse(
    (response) => response.url().includes('/kept_projections') && response.request().method() === 'POST',
  )
  await loadSample(page)

  await visit(page, 'Overview')
  await expect(plan).toContainText(`The first comparison will be here in ${inWords(1)}.`)
  expect((await isKept).ok()).toBe(true)

  const later = new Date()
  later.setDate(15)
  later.setMonth(later.getMonth() + 2)
  await page.clock.setFixedTime(later)
  await page.reload()
  await expect(plan).toContainText(`the plan of ${inWords(0)}`)
  await expect(plan.getByRole('row')).toHaveCount(2)

  await visit(page, 'Investments')
  await page.getByRole('link', { name: 'Savings account' }).click()
  await typeInto(textbox(page, 'Balance'), '40000')
  await page.keyboard.press('Enter')
  await expect(plan).toContainText(/\$6,\d\d\d above the plan of/)

  const show = page.getByRole('button', { name: 'Show its history' })
  await show.focus()
  await page.keyboard.press('Enter')
  const history = page.getByRole('list', { name: 'Its history, latest first' })
  await expect(history.getByRole('listitem').first()).toContainText('Changed')
  await history.getByRole('button', { name: 'Undo this change' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo this change' }).click()
  await expect(page.getByText('The change is undone.')).toBeVisible()
  await expect(textbox(page, 'Balance')).toHaveValue('34,000')
})
