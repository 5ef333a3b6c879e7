/** The gains of a person's tax year in words: each sale, and what the law counts of them. */
import { addMonths, formatMonth } from '#domain/calendar/month.ts'
import { formatPercent } from '#domain/instances/format.ts'
import type { PersonsTaxYear, TaxedHolding } from '#domain/projection/analysis/tax-worksheet.ts'
import type { Realised } from '#domain/projection/engine/tax-journal.ts'
import { type Sum, sumOfTerms } from './sum.ts'
import { money, nameOf, one, percent, type TaxWords } from './tax-words.ts'

/** What the law asks of a gain, or of a loss. */
function treatment(sale: Realised, { rules }: TaxWords): string {
  if (rules.taxesGainsApart) return 'taxed by the brackets for gains'
  if (!sale.isLong) return 'not held for more than twelve months: taxed in full'
  if (sale.regime === 'split')
    return `${sale.deferred === 0 ? '' : 'since then '}over a cost that rises with prices`
  return rules.discount > 0 ? 'held for more than twelve months: discounted' : 'taxed in full'
}

function saleSum(holding: TaxedHolding, sale: Realised, words: TaxWords): Sum {
  const { id } = holding
  const name = nameOf(holding, words)
  const { locale } = words.format
  const { cost, claimed, owning, base, deferred, isDwelling, isWithdrawal } = sale
  const { indexedFrom } = words.rules
  const isSplit = deferred !== 0 && indexedFrom !== null
  const split = isSplit ? `the end of ${formatMonth(addMonths(indexedFrom, -1), locale)}` : ''
  // Of a portfolio the cost has grown by what was paid since.
  const atSplit = isDwelling
    ? `worth ${money(cost, words)} less ${money(cost - deferred, words)}, its cost base by then`
    : 'waited for the sale'
  const rise = base - (cost - claimed + owning)
  return sumOfTerms(
    `${id}-${sale.isRebalanced ? 'rebalanced' : isWithdrawal ? 'drawn' : 'sold'}-${sale.isLong}-${sale.regime}`,
    isWithdrawal
      ? `${name}, ${sale.isRebalanced ? 'sold to keep the parts of its classes' : 'withdrawals'}`
      : `${name}, sold in ${formatMonth(addMonths(words.startMonth, sale.month), locale)}`,
    [
      one('deferred', `Gain until ${split}`, deferred, atSplit),
      one('price', isWithdrawal && !sale.isRebalanced ? 'Withdrawn' : 'Price', sale.price),
      one('costs', 'Costs of sale', -sale.saleCosts),
      one('cost', isSplit ? `Worth at ${split}${isDwelling ? '' : ', and paid since'}` : 'Cost base', -cost),
      one('claimed', isSplit ? 'Depreciation deducted since' : 'Depreciation deducted', claimed),
      one('owning', 'Costs of owning that were not deducted', -owning, 'they make no loss'),
      one(
        'rise',
        'Rise of the cost with prices',
        -rise,
        isDwelling
          ? `${formatPercent((100 * rise) / (cost - claimed), locale, 6)} of ${money(cost - claimed, words)}`
          : undefined,
      ),
    ],
    sale.gain,
    treatment(sale, words),
  )
}

export function gainsSum(person: PersonsTaxYear, words: TaxWords): Sum {
  const { holdings, brought, carried, assessment, rentalLossKept, netGain, law } = person
  const { discount, taxesGainsApart } = words.rules
  const rentalUsed = brought.carriedRentalLoss + rentalLossKept - carried.carriedRentalLoss
  const sales = holdings.flatMap((holding) => holding.realised.map((sale) => saleSum(holding, sale, words)))
  const before = [
    ...sales,
    one('brought', 'Capital losses of earlier years', -brought.carriedCapitalLoss),
    one('left', 'Capital losses left for later years', carried.carriedCapitalLoss),
    one('rental', 'Losses of dwellings that waited', -rentalUsed),
    one(
      'discount',
      'Discount',
      -discount * assessment.discountable,
      `${percent(discount, words)} of ${money(assessment.discountable, words)}`,
    ),
  ]
  const left = before.reduce((sum, { amount }) => sum + amount, 0)
  const free = taxesGainsApart ? Math.min(law.gainsAllowance, left) : 0
  return sumOfTerms(
    'gains',
    taxesGainsApart ? 'Gains' : 'Net capital gain',
    [
      ...before,
      one('allowance', 'Free of tax each year', -free, `at most ${money(law.gainsAllowance, words)}`),
    ],
    netGain,
  )
}
