import { expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import { samplePortfolio } from './sample-portfolio.ts'
import { totalsOf, worthOf } from './totals.ts'

const month = toMonth('2026-11')

it('adds up the sample portfolio', () => {
  expect(totalsOf(samplePortfolio(month), month)).toEqual({
    property: 685_000,
    portfolio: 132_000,
    cash: 34_000 + 22_000,
    debt: 498_000 + 21_500,
    net: 353_500,
  })
})

it('leaves out what is archived and what is still to be bought', () => {
  const holding = { kind: 'cash', status: 'active', params: { value: 10 } } as const
  expect(totalsOf([{ ...holding, status: 'archived' }], month).net).toBe(0)
  expect(totalsOf([{ ...holding, params: { value: 10, start_month: '2026-12' } }], month).net).toBe(0)
  expect(totalsOf([{ ...holding, params: { value: 10, start_month: '2026-11' } }], month).net).toBe(10)
})

it('counts the share that is owned', () => {
  const params = { value: 800, loan_balance: 500, offset_balance: 100, ownership_share: 50 }
  expect(worthOf({ kind: 'property', status: 'active', params }, month)).toEqual({
    asset: 400,
    offset: 50,
    debt: 250,
  })
})
