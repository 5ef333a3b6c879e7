import { expect, it } from 'vitest'
import { cautions } from './cautions.ts'

it('says nothing about defaults', () => {
  expect(cautions('property', { value: 500_000 }, 'en-AU')).toEqual([])
  expect(cautions('loan', { balance: 20_000 }, 'en-AU')).toEqual([])
})

it('says nothing about a sale in the month of purchase: it is held for that month', () => {
  const month = { start_month: '2030-01', sale_month: '2030-01' }
  expect(cautions('property', { value: 500_000, ...month }, 'en-AU')).toEqual([])
})

it.each([
  ['property', { value: 850 }, 'value'],
  ['property', { value: 500_000, growth_rate: 40 }, 'growth_rate'],
  ['property', { value: 500_000, loan_balance: 600_000 }, 'loan_balance'],
  ['property', { value: 500_000, loan_balance: 1, offset_balance: 2 }, 'offset_balance'],
  ['property', { value: 500_000, start_month: '2030-01', sale_month: '2029-01' }, 'sale_month'],
  ['portfolio', { value: 50_000, income_yield: 9 }, 'income_yield'],
  ['loan', { balance: 20_000, term_months: 12, interest_only_months: 24 }, 'interest_only_months'],
] as const)('asks back about %s %o', (kind, params, key) => {
  expect(cautions(kind, params, 'en-AU').map((caution) => caution.key)).toEqual([key])
})
