/** What a sale brings, as a sum and in words. */
import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import type { SaleProceeds } from '#domain/projection/analysis/sale-proceeds.ts'
import { isNothing, type Sum, sumOfTerms } from './sum.ts'

/** From the price to what is left of it. Without tax what is received is what is left. */
export function saleSum(sale: SaleProceeds, instanceId: string, { locale }: MoneyFormat): Sum {
  const { month, price, offset, costs, repaid, received, tax, taxMonth, left } = sale
  const loans = repaid.map(({ id, name, amount }) => ({
    key: id,
    label: id === instanceId ? 'Its loan, repaid' : `Loan “${name}”, repaid`,
    amount: -amount,
  }))
  const terms = [
    { key: 'price', label: 'Price', amount: price },
    { key: 'offset', label: 'Its offset account', amount: offset },
    { key: 'costs', label: 'Selling costs', amount: -costs },
    ...loans,
  ]
  const into = sumOfTerms(
    'received',
    `Into your household account, ${formatMonth(month, locale)}`,
    terms,
    received,
  )
  if (isNothing(tax)) return into
  const label = `${tax > 0 ? 'Tax on the sale, paid' : 'Tax that the sale saves,'} in ${formatMonth(taxMonth, locale)}`
  return sumOfTerms('left', 'Left after tax', [into, { key: 'tax', label, amount: -tax }], left)
}

/** How the tax comes about, and whose it is. */
export function saleTaxSentence({ gain, tax }: SaleProceeds, format: MoneyFormat): string {
  const money = (amount: number) => formatMoney(Math.round(Math.abs(amount)), format)
  if (isNothing(tax)) {
    if (gain === null) return 'Nothing of it is taxed.'
    return gain < 0
      ? `The loss of ${money(gain)} saves no tax yet; it lowers gains of later years.`
      : `The gain of ${money(gain)} raises no tax.`
  }
  const what = gain === null ? 'what is drawn' : `the ${gain < 0 ? 'loss' : 'gain'} of ${money(gain)}`
  return `The tax is by how much ${what} ${tax < 0 ? 'lowers' : 'raises'} the tax of your household for that year, all else as it is.`
}
