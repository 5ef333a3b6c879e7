/** What pays a loan ahead is typed with keys, and what the form says of it is what the engine projects of the whole household. */
import { addMonths, currentMonth, formatMonth } from '#domain/calendar/month.ts'
import { countryOf } from '#domain/countries/countries.ts'
import { assumptionsOf } from '#domain/countries/country.ts'
import type { Params } from '#domain/instances/types.ts'
import { formatMoney } from '#domain/money/format.ts'
import { loanCourse } from '#domain/projection/analysis/loan-course.ts'
import { household, householdAssumptions } from './support/household.ts'
import { textbox, typeInto } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

// A whole story: many steps.
test.describe.configure({ timeout: 180_000 })

const flat = 'Two-bedroom flat, Brunswick'
const format = { currency: 'AUD', locale: 'en-AU' }

/** The loan of the flat with these params more, beside the rest of the household. */
function expectedCourse(more: Params) {
  const month = currentMonth(new Date())
  const instances = household(month).map((one, i) => {
    const params = one.name === flat ? { ...one.params, ...more } : one.params
    return { ...one, params, id: `${i}`, lineageId: `${i}` }
  })
  const assumptions = { ...assumptionsOf(countryOf('AU')), ...householdAssumptions(month) }
  const course = loanCourse({ instances, assumptions, startMonth: month }, '0')
  if (!course?.saved) throw new Error('The flat has no loan that is paid ahead.')
  return {
    repaid: `It is repaid in ${formatMonth(course.lastMonth, format.locale)}`,
    saved: `saves ${formatMoney(Math.round(course.saved.interest), format)} of interest and ${course.saved.months} months`,
  }
}

test('an offset that is switched on and a lump sum that is typed shorten the loan as the engine says', async ({
  investor: page,
}) => {
  await loadSample(page)
  await visit(page, 'Investments')
  await page.getByRole('main').getByRole('link', { name: flat, exact: true }).click()
  const comesTo = page.getByLabel('What this loan comes to')
  const said = async (more: Params) => {
    const { repaid, saved } = expectedCourse(more)
    await expect(comesTo).toContainText(repaid)
    await expect(comesTo).toContainText(saved)
  }
  await said({})

  const offset = page.getByRole('switch', { name: 'Household account offsets the loan' })
  await offset.focus()
  await page.keyboard.press('Space')
  await expect(offset).toBeChecked()
  const withOffset = { loan_uses_household_offset: true }
  await said(withOffset)
  await expect(comesTo).toContainText('With what the household account is expected to hold')

  await page.getByRole('button', { name: 'Show Lump sums' }).click()
  await typeInto(textbox(page, 'Lump sum'), '20000')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('This needs the month of the lump sum.')).toBeVisible()
  const month = addMonths(currentMonth(new Date()), 14)
  await typeInto(textbox(page, 'Month of the lump sum'), month)
  const paid = { ...withOffset, loan_lump_sum: 20_000, loan_lump_sum_month: month }
  await said(paid)
  const yearly = page.getByRole('switch', { name: 'Every year' })
  await yearly.focus()
  await page.keyboard.press('Space')
  await said({ ...paid, loan_lump_sum_yearly: true })

  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Cancel' })).toBeHidden()
  await page.reload()
  await expect(offset).toBeChecked()
  await expect(textbox(page, 'Lump sum')).toHaveValue('20,000')
  await said({ ...paid, loan_lump_sum_yearly: true })
})
