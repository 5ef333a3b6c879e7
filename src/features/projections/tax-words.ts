/** What the sums of the tax worksheet share: how figures and holdings are written. */
import type { Month } from '#domain/calendar/month.ts'
import { formatPercent } from '#domain/instances/format.ts'
import { formatMoney } from '#domain/money/format.ts'
import type { TaxedHolding, TaxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import type { Format } from '#ui/format.ts'
import type { Sum } from './sum.ts'

/** What a sum is of: the law's part of the worksheet, the month with which the projection begins, and how figures are written. */
export interface TaxWords {
  readonly rules: Omit<TaxWorksheet, 'years'>
  readonly startMonth: Month
  readonly format: Format
}

export const one = (key: string, label: string, amount: number, note?: string): Sum => ({
  key,
  label,
  amount,
  ...(note !== undefined && { note }),
})

export const money = (amount: number, { format }: TaxWords) =>
  formatMoney(Math.round(amount * 100) / 100, format, 'exact')
export const percent = (fraction: number, { format }: TaxWords) =>
  formatPercent(100 * fraction, format.locale, 4)

/** What a holding is called where two own it: with the part that is a person's. */
export function nameOf({ name, part }: Pick<TaxedHolding, 'name' | 'part'>, words: TaxWords): string {
  return part === 1 ? name : `${name} (${percent(part, words)})`
}
