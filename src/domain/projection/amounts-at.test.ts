import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import { restated, roundedAmounts } from '#domain/instances/restate.ts'
import { sampleAssumptions, samplePortfolio } from '#domain/instances/sample-portfolio.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import { amountsAt } from './amounts-at.ts'
import { instanceOf } from './plan.fixture.ts'
import type { Plan } from './plan.ts'
import { project } from './project.ts'
import { totalAt } from './projection.ts'

const november = toMonth('2026-11')
const expected = (kind: InstanceKind, params: Params) =>
  roundedAmounts(kind, amountsAt([instanceOf(kind, params, { id: 'one' })], {}, november).get('one') ?? {})

it('has the rent risen, the fixed rate over, the terms run off and the cost less what was claimed', () => {
  const flat = {
    value: 600_000,
    as_of_month: '2026-03',
    growth_rate: 0,
    weekly_rent: 500,
    rent_growth_rate: 4,
    rise_month: '07',
    annual_expenses: 6_000,
    expense_growth_rate: 0,
    loan_balance: 300_000,
    loan_rate: 6,
    loan_fixed_months: 6,
    loan_revert_rate: 0,
    loan_term_months: 308,
    loan_interest_only_months: 8,
    cost_base: 450_000,
    building_depreciation: 12_000,
    building_depreciation_years: 30,
    plant_value: 12_000,
    plant_depreciation_method: 'prime_cost',
    plant_depreciation_rate: 10,
  }
  expect(expected('property', flat)).toEqual({
    value: 600_000,
    weekly_rent: 520,
    annual_expenses: 6_000,
    rise_month: '07',
    loan_balance: 300_000,
    loan_scheduled_balance: null,
    loan_rate: 0,
    loan_term_months: 300,
    loan_interest_only_months: 0,
    loan_fixed_months: 0,
    cost_base: 450_000 - 8 * 1_000 - 8 * 100,
    building_depreciation_years: 29.333333,
    plant_value: 11_200,
    plant_cost: 12_000,
  })
})

it('names the month of the yearly rise where the amounts get another one, and something rises', () => {
  const paid = { value: 1_000, as_of_month: '2025-06', interest_rate: 0, monthly_contribution: 100 }
  expect(expected('cash', { ...paid, contribution_growth_rate: 10 })).toEqual({
    value: 1_000 + 12 * 100 + 5 * 110,
    monthly_contribution: 110,
    monthly_withdrawal: 0,
    rise_month: '06',
  })
  // With prices, which rise.
  expect(expected('cash', paid)).toMatchObject({ monthly_contribution: 102.5, rise_month: '06' })
  expect(expected('cash', { ...paid, contribution_growth_rate: 0 }).rise_month).toBeNull()
  const sameMonth = { ...paid, as_of_month: '2025-11', contribution_growth_rate: 10 }
  expect(expected('cash', sameMonth)).toMatchObject({ monthly_contribution: 110, rise_month: null })
})

it('keeps what was paid ahead of a loan beside the balance, until no more is owed than that', () => {
  const car = {
    balance: 12_000,
    as_of_month: '2026-10',
    rate: 0,
    term_months: 12,
    extra_monthly_payment: 500,
  }
  const aged = expected('loan', car)
  expect(aged).toMatchObject({ balance: 10_500, scheduled_balance: 11_000, term_months: 11 })
  const stated = (balance: number) => restated('loan', car, aged, { balance }, november)
  expect(stated(10_000)).toMatchObject({ balance: 10_000, scheduled_balance: 11_000, term_months: 11 })
  expect(stated(11_000)).not.toHaveProperty('scheduled_balance')
})

it('follows what a portfolio has cost, its income bought in, where that was said or a gain is to be taxed', () => {
  const fund = { value: 10_000, as_of_month: '2026-10', expected_return: 0, income_yield: 12 }
  expect(expected('portfolio', fund)).not.toHaveProperty('cost_base')
  expect(expected('portfolio', { ...fund, cost_base: 4_000 })).toMatchObject({ cost_base: 4_100 })
  expect(expected('portfolio', { ...fund, sale_month: '2030-01' })).toMatchObject({ cost_base: 10_100 })
})

it('follows what it costs to own a dwelling of own use, beside what it has cost', () => {
  const cabin = {
    value: 300_000,
    as_of_month: '2026-05',
    use: 'own_use',
    annual_expenses: 6_000,
    loan_balance: 100_000,
    loan_interest_only_months: 60,
    cost_base: 250_000,
    ownership_costs: 10_000,
    building_depreciation: 5_000,
  }
  const aged = expected('property', cabin)
  expect(aged).toMatchObject({ cost_base: 250_000, ownership_costs: 10_000 + 6 * 500 + 6 * 500 })
  expect(aged).not.toHaveProperty('building_depreciation_years')
  expect(expected('property', { ...cabin, use: 'let' })).not.toHaveProperty('ownership_costs')
})

it('gives the whole asset, whatever part of it is the investor’s, also none', () => {
  const half = { value: 500_000, as_of_month: '2025-11', growth_rate: 4, ownership_share: 50 }
  expect(expected('property', half)).toMatchObject({ value: 520_000 })
  expect(expected('property', { ...half, ownership_share: 0 })).toMatchObject({ value: 520_000 })
})

it('says nothing of what is of this month, of no known month, archived, sold or still to be bought', () => {
  const others = [
    instanceOf('cash', { value: 1, as_of_month: '2026-11' }, { id: 'now' }),
    instanceOf('cash', { value: 1 }, { id: 'undated' }),
    instanceOf('cash', { value: 1, as_of_month: '2026-01' }, { id: 'archived', status: 'archived' }),
    instanceOf('portfolio', { value: 1, as_of_month: '2026-01', sale_month: '2026-10' }, { id: 'sold' }),
    instanceOf('cash', { value: 1, as_of_month: '2026-01', start_month: '2027-01' }, { id: 'planned' }),
  ]
  expect([...amountsAt(others, {}, november)]).toEqual([])
})

it('leaves a household of eight months before within a fifth of a percent: months since are counted with later amounts', () => {
  const begun = toMonth('2026-03')
  const instances = samplePortfolio(begun).map((one, i) => ({ ...one, id: `${i}`, lineageId: `${i}` }))
  const assumptions = { ...sampleAssumptions(begun), horizon_years: 20 }
  const aged = amountsAt(instances, assumptions, november)
  const later = instances.map((one) => ({
    ...one,
    params: restated(one.kind, one.params, aged.get(one.id) ?? {}, {}, november),
  }))
  const netWorth = (year: number, holdings: Plan['instances']) =>
    totalAt(project({ instances: holdings, assumptions, startMonth: november }), 'netWorth', year)
  for (const year of [0, 20]) {
    const apart = netWorth(year, later) / netWorth(year, instances) - 1
    expect(Math.abs(apart)).toBeLessThan(0.002)
    expect(apart, 'it is not exact').not.toBe(0)
  }
})
