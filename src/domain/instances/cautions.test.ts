import { expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import { cautions } from './cautions.ts'
import type { Params } from './types.ts'

const now = toMonth('2026-11')
const ofSuper = { value: 50_000, tax_wrapper: 'super', access_month: '2040-07' }

it('says nothing about defaults', () => {
  expect(cautions('property', { value: 500_000 }, 'en-AU', now)).toEqual([])
  expect(cautions('loan', { balance: 20_000 }, 'en-AU', now)).toEqual([])
})

it('says nothing about a sale in the month of purchase: it is held for that month', () => {
  const month = { start_month: '2030-01', sale_month: '2030-01' }
  expect(cautions('property', { value: 500_000, ...month }, 'en-AU', now)).toEqual([])
})

it('asks what a holding has cost whose amounts are later than its purchase, and not what is sold already', () => {
  const asked = (params: object) =>
    cautions('property', { value: 500_000, sale_month: '2030-01', ...params }, 'en-AU', now).map(
      ({ key }) => key,
    )
  expect(asked({ start_month: '2015-03' })).toEqual(['cost_base'])
  expect(asked({ as_of_month: '2026-11' })).toEqual(['cost_base'])
  expect(asked({ start_month: '2026-11' })).toEqual([])
  expect(asked({ start_month: '2015-03', cost_base: 1 })).toEqual([])
  expect(asked({ start_month: '2015-03', sale_month: '2026-10' })).toEqual([])
})

it.each([
  ['property', { value: 850 }, 'value'],
  ['property', { value: 500_000, growth_rate: 40 }, 'growth_rate'],
  ['property', { value: 500_000, loan_balance: 600_000 }, 'loan_balance'],
  ['property', { value: 500_000, loan_balance: 1, offset_balance: 2 }, 'offset_balance'],
  ['property', { value: 500_000, start_month: '2030-01', sale_month: '2029-01' }, 'sale_month'],
  ['portfolio', { value: 50_000, income_yield: 9 }, 'income_yield'],
  ['cash_flow', { amount: 1, tax_treatment: 'deductible' }, 'tax_treatment'],
  ['cash_flow', { amount: 1, direction: 'expense', tax_treatment: 'taxable' }, 'tax_treatment'],
  ['portfolio', { value: 50_000, asset_class: 'bonds', expected_return: 4 }, 'volatility'],
  ['portfolio', { value: 50_000, asset_class: 'bonds', volatility: 6 }, 'expected_return'],
  [
    'portfolio',
    { value: 50_000, asset_class: 'bonds', expected_return: 4, volatility: 6, franking_rate: 70 },
    'asset_class',
  ],
  ['loan', { balance: 20_000, term_months: 12, interest_only_months: 24 }, 'interest_only_months'],
  ['loan', { balance: 20_000, as_of_month: '2029-02', refinance_month: '2029-01' }, 'refinance_month'],
  [
    'property',
    { value: 500_000, as_of_month: '2029-02', loan_refinance_month: '2029-01' },
    'loan_refinance_month',
  ],
  ['portfolio', { value: 50_000, tax_wrapper: 'deferred', employer_contribution: 500 }, 'tax_wrapper'],
  ['portfolio', { value: 50_000, tax_wrapper: 'tax_free', cost_base: 500 }, 'tax_wrapper'],
  ['portfolio', { value: 50_000, tax_wrapper: 'super', employer_contribution: 500 }, 'access_month'],
  [
    'portfolio',
    { ...ofSuper, monthly_contribution: 1_708.34, employer_contribution: 1_000 },
    'monthly_contribution',
  ],
  ['portfolio', { ...ofSuper, employer_contribution: 2_708.34 }, 'employer_contribution'],
  ['property', { value: 500_000, use: 'own_use', weekly_rent: 500 }, 'use'],
  ['property', { value: 500_000, use: 'main_residence', plant_value: 500 }, 'use'],
] as const)('asks back about %s %o', (kind, params, key) => {
  expect(cautions(kind, params, 'en-AU', now).map((caution) => caution.key)).toEqual([key])
})

it('says nothing of a super fund that is paid into as far as is allowed, nor of what one that is drawn on has cost', () => {
  const most = { monthly_contribution: 1_708.33, employer_contribution: 1_000 }
  expect(cautions('portfolio', { ...ofSuper, ...most }, 'en-AU', now)).toEqual([])
  const drawn = { value: 50_000, tax_wrapper: 'super', start_month: '2015-03', monthly_withdrawal: 500 }
  expect(cautions('portfolio', drawn, 'en-AU', now)).toEqual([])
})

it('names what is filled in and does not count, but for what says nothing by itself', () => {
  const filled = {
    weekly_rent: 500,
    rent_growth_rate: 5,
    vacancy_rate: 4,
    building_depreciation: 3_000,
    plant_cost: 10,
  }
  const of = (params: Params) => cautions('property', { value: 500_000, ...params }, 'en-AU', now)
  expect(of({ ...filled, use: 'own_use' })).toEqual([
    {
      key: 'use',
      message: 'Filled in, but not counted with this use: Rent, Building depreciation, Cost of plant.',
    },
  ])
  expect(of(filled)).toEqual([])
  expect(of({ use: 'own_use', weekly_rent: 0, vacancy_rate: 4 })).toEqual([])
})
