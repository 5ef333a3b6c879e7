import { expect, it } from 'vitest'
import { instanceOf, planOf } from '../plan.fixture.ts'
import { project } from '../project.ts'
import { marketReturn } from './market-returns.ts'

const shares = { value: 100_000, expected_return: 7, income_yield: 3 }

it.each([
  ['reinvested', { ...shares, reinvest_income: true }, 0.07],
  ['paid out', { ...shares, reinvest_income: false }, 0.07],
  ['paid into each month', { ...shares, monthly_contribution: 500 }, 0.07],
  ['drawn on each month', { ...shares, monthly_withdrawal: 400 }, 0.07],
])('of a portfolio whose income is %s is its return', (_, params, expected) => {
  const plan = planOf([instanceOf('portfolio', params)])
  expect(marketReturn(project(plan), 'portfolio', 1)).toBeCloseTo(expected, 3)
})

it('of properties is their growth, and leaves out those that are bought or sold in the year', () => {
  const plan = planOf([
    instanceOf('property', { value: 500_000, growth_rate: 4 }, { id: 'kept' }),
    instanceOf('property', { value: 500_000, growth_rate: 9, sale_month: '2027-05' }, { id: 'sold' }),
    instanceOf('property', { value: 500_000, growth_rate: 9, start_month: '2027-03' }, { id: 'bought' }),
  ])
  expect(marketReturn(project(plan), 'property', 1)).toBeCloseTo(0.065, 10)
  expect(marketReturn(project(plan), 'property', 2)).toBeCloseTo(0.04, 10)
  expect(marketReturn(project(plan), 'portfolio', 1)).toBeNull()
})
