/** Tax years beside projection years, and their names. */
import { addMonths, type Month, monthIndex } from '#domain/calendar/month.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { taxYearEndMonth } from '#domain/tax/tax-year.ts'

/** The last month of the tax year that ends in a projection year, counted from 1: one does in each. */
export function taxYearPaidIn({ startMonth, assumptions }: Plan, year: number): Month {
  const first = addMonths(startMonth, 12 * (year - 1))
  const monthOfYear = monthIndex(first) % 12
  return addMonths(first, (taxYearEndMonth(resolveAssumptions(assumptions)) + 11 - monthOfYear) % 12)
}

/** "2029–30" for one that ends in June 2030, "2030" for one that is a calendar year. */
export function taxYearName(endMonth: Month): string {
  const [year, month] = [endMonth.slice(0, 4), endMonth.slice(5)]
  return month === '12' ? year : `${Number(year) - 1}–${year.slice(2)}`
}
