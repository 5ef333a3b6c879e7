/** What others say is left of a sale, and what ours leaves. */
import type { Params } from '#domain/instances/types.ts'
import { type SaleProceeds, saleProceeds } from '#domain/projection/analysis/sale-proceeds.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { Proof } from './proof.test-support.ts'

/** A dwelling that has been held for long, sold with the first month for what it is worth. */
function sold(params: Params, assumptions: Params): SaleProceeds {
  const dwelling = instanceOf('property', { growth_rate: 0, sale_month: '2026-01', ...params })
  const sale = saleProceeds(planOf([dwelling], assumptions), dwelling.id)
  if (!sale) throw new Error('It is not sold.')
  return sale
}

const calculator = () =>
  sold(
    { value: 850_000, cost_base: 600_000 + 50_000 + 25_000, sale_cost_rate: (100 * 20_000) / 850_000 },
    { tax_system: 'flat', tax_flat_rate: 32.5, capital_gains_discount: 50 },
  )
const kalinovski =
  '[Michael Kalinovski, capital gains tax calculator](https://michaelkalinovski.com/calculators/capital-gains)'

export const saleProofs: readonly Proof[] = [
  {
    figure:
      'Gain on a sale for 500,000 that costs 30,000, of what was bought for 400,000 and 20,000 of costs',
    source:
      '[Moneywise Global, calculating a capital gain](https://www.moneywiseglobal.com/module/tax-and-structures/capital-gains-tax/calculating-a-capital-gain/)',
    published: 50_000,
    ours: () =>
      sold({ value: 500_000, cost_base: 420_000, sale_cost_rate: 6 }, { tax_system: 'flat' }).gain ??
      Number.NaN,
    tolerance: 0.005,
  },
  {
    figure: 'Tax at 32.5% on a gain of 155,000 that is halved',
    source: kalinovski,
    published: 25_188,
    ours: () => calculator().tax,
    tolerance: 0.5,
  },
  {
    figure: 'What is left of a sale for 850,000 after costs of 20,000 and that tax',
    source: kalinovski,
    published: 804_813,
    ours: () => calculator().left,
    tolerance: 0.5,
  },
]
