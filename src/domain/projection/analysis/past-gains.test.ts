import { expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { instanceOf, planOf } from '../plan.fixture.ts'
import { untaxedPastGains } from './past-gains.ts'

const namesOf = (params: Params, tax_system = 'flat') =>
  untaxedPastGains(planOf([instanceOf('property', { value: 500_000, ...params })], { tax_system }))

it('names what is sold without anybody having said what it cost', () => {
  expect(namesOf({ sale_month: '2030-01' })).toEqual(['property-1'])
  const drawn = instanceOf('portfolio', { value: 1, monthly_withdrawal: 100 })
  expect(untaxedPastGains(planOf([drawn], { tax_system: 'flat' }))).toEqual(['portfolio-1'])
})

it.each<[string, Params]>([
  ['its cost is known', { sale_month: '2030-01', cost_base: 300_000 }],
  ['it is kept', {}],
  ['it is still to be bought, at its value', { sale_month: '2030-01', start_month: '2028-01' }],
  ['it is a home', { sale_month: '2030-01', main_residence: true }],
])('is silent where %s', (_, params) => {
  expect(namesOf(params)).toEqual([])
})

it('is silent where nothing is taxed', () => {
  expect(namesOf({ sale_month: '2030-01' }, 'none')).toEqual([])
})
