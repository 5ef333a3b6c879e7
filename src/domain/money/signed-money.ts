import { formatMoney, type MoneyFormat, type MoneyStyle } from './format.ts'

/** A difference with its sign, "+$1,250"; what rounds to nothing has none. */
export function signedMoney(amount: number, format: MoneyFormat, style: MoneyStyle = 'whole'): string {
  const rounded = style === 'whole' ? Math.round(amount) : amount
  return rounded > 0 ? `+${formatMoney(rounded, format, style)}` : formatMoney(rounded, format, style)
}
