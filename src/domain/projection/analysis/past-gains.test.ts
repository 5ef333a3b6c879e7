import { expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { instanceOf, planOf } from '../plan.fixture.ts'
import { untaxedPastGains } from './past-gains.ts'

/** Of a plan that begins in January 2026. */
const namesOf = (params: Params, tax_system = 'flat', assumptions: Params = {}) =>
  untaxedPastGains(
    planOf([instanceOf('property', { value: 500_000, ...params })], {
      ...{ tax_system, horizon_years: 10 },
      ...assumptions,
    }),
  )

it('names what is sold without anybody having said what it cost', () => {
  expect(namesOf({ sale_month: '2030-01' })).toEqual(['property-1'])
  const drawn = instanceOf('portfolio', { value: 1, monthly_withdrawal: 100 })
  const of = (params: Params) =>
    untaxedPastGains(planOf([{ ...drawn, params: { ...drawn.params, ...params } }], { tax_system: 'flat' }))
  expect(of({})).toEqual(['portfolio-1'])
  expect(of({ withdrawal_start_month: '2027-01' })).toEqual(['portfolio-1'])
  expect(of({ withdrawal_start_month: '2090-01' })).toEqual([])
  expect(of({ sale_month: '2020-01' })).toEqual([])
})

it('names what was bought long ago: without a month its amounts are those of the first', () => {
  const sold = { sale_month: '2030-01', start_month: '2015-03' }
  expect(namesOf(sold)).toEqual(['property-1'])
  expect(namesOf({ ...sold, as_of_month: '2020-01' })).toEqual(['property-1'])
  const household_as_of_month = '2025-03'
  expect(namesOf({ ...sold, start_month: '2025-03' }, 'flat', { household_as_of_month })).toEqual([
    'property-1',
  ])
  expect(namesOf({ ...sold, start_month: '2025-04' }, 'flat', { household_as_of_month })).toEqual([])
})

it('names what was sold in the tax year that the balance leaves open, and nothing before', () => {
  const june = { tax_year_end_month: 6 }
  expect(namesOf({ sale_month: '2025-07', as_of_month: '2025-01' }, 'flat', june)).toEqual(['property-1'])
  expect(namesOf({ sale_month: '2025-06', as_of_month: '2025-01' }, 'flat', june)).toEqual([])
  const household_as_of_month = '2025-02'
  const sold = { sale_month: '2025-06', as_of_month: '2025-01' }
  expect(namesOf(sold, 'flat', { ...june, household_as_of_month })).toEqual(['property-1'])
})

it.each<[string, Params]>([
  ['it is sold beyond the horizon', { sale_month: '2036-01' }],
  ['it was sold years ago', { sale_month: '2020-01', as_of_month: '2019-01' }],
  ['its cost is known', { sale_month: '2030-01', cost_base: 300_000 }],
  ['it is kept', {}],
  ['it is still to be bought, at its value', { sale_month: '2030-01', start_month: '2028-01' }],
  ['it is a home', { sale_month: '2030-01', use: 'main_residence' }],
])('is silent where %s', (_, params) => {
  expect(namesOf(params)).toEqual([])
})

it('is silent where nothing is taxed', () => {
  expect(namesOf({ sale_month: '2030-01' }, 'none')).toEqual([])
})
