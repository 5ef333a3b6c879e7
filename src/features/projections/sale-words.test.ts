import { describe, expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { SaleProceeds } from '#domain/projection/analysis/sale-proceeds.ts'
import { saleSum, saleTaxSentence } from './sale-words.ts'
import { asWritten } from './sum.ts'

const format = { currency: 'AUD', locale: 'en-AU' }
const sale: SaleProceeds = {
  month: toMonth('2031-08'),
  price: 850_000.004,
  offset: 20_000.004,
  costs: 17_000.004,
  repaid: [
    { id: 'extra', name: 'Renovation', amount: 46_000 },
    { id: 'flat', name: 'Flat', amount: 400_000 },
  ],
  received: 407_000.004,
  gain: 233_000,
  tax: 54_755,
  taxMonth: toMonth('2032-06'),
  left: 352_245.004,
  leftReal: 300_000,
}
const linesOf = (of: SaleProceeds) => {
  const { terms = [], ...total } = asWritten(saleSum(of, 'flat', format), 2)
  return [...terms.flatMap((term) => [...(term.terms ?? []), term]), total].map(
    ({ label, amount }) => `${label}: ${amount}`,
  )
}

it('leads from the price to what is left, loans by name and tax with its month, to the cent', () => {
  expect(linesOf(sale)).toEqual([
    'Price: 850000',
    'Its offset account: 20000',
    'Selling costs: -17000',
    'Loan “Renovation”, repaid: -46000',
    'Its loan, repaid: -400000',
    'Into your household account, August 2031: 407000',
    'Tax on the sale, paid in June 2032: -54755',
    'Left after tax: 352245',
  ])
})

it('ends with what is received where nothing is taxed, and leaves out what is nothing', () => {
  const untaxed = { ...sale, offset: 0, repaid: [], received: 833_000, tax: 0, left: 833_000 }
  expect(linesOf(untaxed)).toEqual([
    'Price: 850000',
    'Selling costs: -17000',
    'Into your household account, August 2031: 833000',
  ])
})

describe('the tax', () => {
  const sentence = (of: Partial<SaleProceeds>) => saleTaxSentence({ ...sale, ...of }, format)

  it('is what the sale changes of the tax of the household', () => {
    expect(sentence({})).toBe(
      'The tax is by how much the gain of $233,000 raises the tax of your household for that year, all else as it is.',
    )
    expect(sentence({ gain: null })).toBe(
      'The tax is by how much what is drawn raises the tax of your household for that year, all else as it is.',
    )
    expect(sentence({ gain: -40_000, tax: -6_000 })).toBe(
      'The tax is by how much the loss of $40,000 lowers the tax of your household for that year, all else as it is.',
    )
  })

  it('is nothing where nothing is taxed, the gain is free of it, or there is a loss', () => {
    expect(sentence({ gain: null, tax: 0 })).toBe('Nothing of it is taxed.')
    expect(sentence({ gain: 9_000, tax: 0 })).toBe('The gain of $9,000 raises no tax.')
    expect(sentence({ gain: -9_000, tax: 0 })).toBe(
      'The loss of $9,000 saves no tax yet; it lowers gains of later years.',
    )
  })
})
