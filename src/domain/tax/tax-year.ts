/** When a tax year ends. */
import type { Assumptions } from '#domain/scenarios/assumptions.ts'

/** The month, from 1 to 12, with which the tax year ends: the user's own, else that of the system of law. */
export function taxYearEndMonth({ tax_year_end_month, tax_system }: Assumptions): number {
  if (typeof tax_year_end_month === 'number') return tax_year_end_month
  return tax_system === 'au_resident' ? 6 : 12
}
