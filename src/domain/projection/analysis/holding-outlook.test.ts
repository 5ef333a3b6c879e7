import { describe, expect, it } from 'vitest'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import { bareAssumptions, instanceOf, planOf } from '../plan.fixture.ts'
import { holdingOutlook } from './holding-outlook.ts'

const outlookOf = (kind: InstanceKind, params: Params, assumptions: Params = {}) =>
  holdingOutlook(planOf([instanceOf(kind, params)], assumptions), `${kind}-1`)!

describe('over ten years', () => {
  it('a property grows to its value less what is still owed, in money of the first month too', () => {
    const outlook = outlookOf(
      'property',
      {
        value: 900_000,
        growth_rate: 3,
        loan_balance: 500_000,
        loan_rate: 6,
        weekly_rent: 500,
        annual_expenses: 6_000,
      },
      { inflation_rate: 2 },
    )
    expect(outlook.endMonth).toBe('2035-12')
    expect(outlook.value).toBeCloseTo(900_000 * 1.03 ** 10, 4)
    // 240 payments of 2,997.75 are left.
    const owed = (2997.752_625_764_4 * (1 - 1.005 ** -240)) / 0.005
    expect(outlook.debt).toBeCloseTo(owed, 2)
    expect(outlook.left).toBeCloseTo(outlook.value - owed, 2)
    expect(outlook.leftReal).toBeCloseTo(outlook.left / 1.02 ** 10, 2)
    expect(outlook.firstYear).toBeCloseTo(500 * 52 - 6_000 - 12 * 2997.752_625_764_4, 2)
    expect(outlook).toMatchObject({ sale: null, usedUpBy: null, flow: null })
  })

  it('a sale brings what is left of the price, and leaves nothing', () => {
    const params = { value: 500_000, growth_rate: 0, sale_month: '2030-06', sale_cost_rate: 2 }
    const outlook = outlookOf('property', {
      ...params,
      loan_balance: 100_000,
      loan_interest_only_months: 360,
    })
    expect(outlook.sale).toEqual({ month: '2030-06', brings: expect.closeTo(490_000 - 100_000, 6) })
    expect(outlook).toMatchObject({ value: 0, debt: 0, left: 0, usedUpBy: null })
  })

  it('a deposit is used up by withdrawals in the year in which nothing is left', () => {
    const outlook = outlookOf('cash', { value: 30_000, interest_rate: 0, monthly_withdrawal: 1_000 })
    expect(outlook).toMatchObject({ usedUpBy: '2028-12', left: 0, takenOut: 30_000, firstYear: 12_000 })
  })

  it('a portfolio holds what was paid in and what it has earned', () => {
    const params = { value: 10_000, expected_return: 0, income_yield: 0, monthly_contribution: 100 }
    expect(outlookOf('portfolio', params)).toMatchObject({
      value: 22_000,
      paidIn: 12_000,
      firstYear: -1_200,
      usedUpBy: null,
    })
  })

  it('an income counts until its last month, less in money of the first', () => {
    const params = { amount: 1_000, end_month: '2027-12', follows_inflation: false }
    const outlook = outlookOf('cash_flow', params, {
      inflation_rate: 10,
      tax_system: 'flat',
      tax_flat_rate: 30,
    })
    expect(outlook.firstYear).toBeCloseTo(12_000, 6)
    expect(outlook.flow).toEqual({
      lastMonth: '2027-12',
      total: expect.closeTo(24_000, 6),
      totalReal: expect.closeTo(12_000 / 1.1 + 12_000 / 1.21, 6),
    })
    const expense = outlookOf('cash_flow', { direction: 'expense', amount: 1_000 })
    expect(expense.firstYear).toBeCloseTo(-12_000, 6)
    expect(expense.flow?.lastMonth).toBe('2035-12')
  })

  it('nothing is said of the first months before a purchase to come', () => {
    const outlook = outlookOf('property', { value: 500_000, start_month: '2028-01' })
    expect(outlook.firstYear).toBeNull()
    expect(outlook.value).toBeGreaterThan(500_000)
  })
})

it('speaks of a holding by itself, and of none that takes no part', () => {
  const one = instanceOf('cash', { value: 1_000, interest_rate: 0 })
  const others = [instanceOf('cash_flow', { amount: 9_000 }), instanceOf('loan', { balance: 5_000 })]
  expect(holdingOutlook(planOf([...others, one]), one.id)).toEqual(holdingOutlook(planOf([one]), one.id))
  const archived = { ...one, status: 'archived' } as const
  expect(holdingOutlook({ ...planOf([archived]), assumptions: bareAssumptions }, one.id)).toBeNull()
})
