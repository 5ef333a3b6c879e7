import { describe, expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { expectedHousehold } from './expected-household.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import type { Plan, PlanInstance } from './plan.ts'
import { project } from './project.ts'
import { totalSeries } from './projection.ts'

const flat = { tax_system: 'flat', tax_flat_rate: 10, tax_year_end_month: 12, capital_gains_discount: 0 }
const share = (id: string, value: number, cost_base: number, sale_month: string) =>
  instanceOf(
    'portfolio',
    { ...{ value, cost_base, sale_month, expected_return: 0, income_yield: 0 }, as_of_month: '2026-11' },
    { id, lineageId: id },
  )
const seenIn = (month: string, instances: readonly PlanInstance[], assumptions: Params): Plan => ({
  ...planOf(instances, { household_as_of_month: '2026-11', horizon_years: 4, ...assumptions }),
  startMonth: toMonth(month),
})
const taxes = (plan: Plan) =>
  Array.from(totalSeries(project(plan), 'tax'), (tax) => Math.round(tax * 100) / 100)

describe('what tax carries into the month of the balance', () => {
  const soldAbove = share('above', 80_000, 50_000, '2028-06')

  it('lowers what is taxed: a loss of capital gains only, another one all income', () => {
    const dated = { ...flat, household_as_of_month: '2028-01' }
    expect(taxes(seenIn('2028-01', [soldAbove], dated))).toEqual([0, 3_000, 0, 0, 0])
    const capital = { ...dated, carried_capital_losses: 20_000 }
    expect(taxes(seenIn('2028-01', [soldAbove], capital))).toEqual([0, 1_000, 0, 0, 0])
    const other = { ...dated, carried_losses: 12_000, elsewhere: 10_000, inflation_rate: 0 }
    expect(taxes(seenIn('2028-01', [soldAbove], other))).toEqual([0, 1_800, 0, 0, 0])
  })

  it('is credited where it is interest that waits', () => {
    const let_ = instanceOf('property', {
      ...{ value: 1, growth_rate: 0, rent_growth_rate: 0, weekly_rent: 300, as_of_month: '2028-01' },
    })
    const british = {
      ...{ tax_system: 'custom', tax_brackets: '0:20', tax_year_end_month: 12, interest_credit_rate: 20 },
      ...{ household_as_of_month: '2028-01', horizon_years: 2 },
    }
    const rent = 300 * 52
    const [, first, second] = taxes(seenIn('2028-01', [let_], { ...british, carried_interest: 20_000 }))
    expect(first).toBeCloseTo(rent * 0.2 - rent * 0.2, 2)
    expect(second).toBeCloseTo(rent * 0.2 - (20_000 - rent) * 0.2, 2)
  })

  it('waits for income of dwellings where it is a loss of dwellings', () => {
    const let_ = instanceOf('property', {
      ...{ value: 1, growth_rate: 0, rent_growth_rate: 0, weekly_rent: 300, as_of_month: '2028-07' },
    })
    const resident = {
      ...{ tax_system: 'au_resident', elsewhere: 60_000, inflation_rate: 0 },
      ...{ household_as_of_month: '2028-07', horizon_years: 1 },
    }
    const [, without] = taxes(seenIn('2028-07', [let_], resident))
    expect(without).toBeGreaterThan(4_000)
    const waiting = { ...resident, carried_rental_losses: 300 * 52 }
    expect(taxes(seenIn('2028-07', [let_], waiting))).toEqual([0, 0])
    expect(
      taxes(seenIn('2028-07', [], { ...waiting, household_cash: 10_000, household_cash_rate: 12 })),
    ).toEqual(taxes(seenIn('2028-07', [], { ...resident, household_cash: 10_000, household_cash_rate: 12 })))
  })

  it('is taxed with the year where it is income', () => {
    const soFar = { ...flat, household_as_of_month: '2028-05', income_so_far: 7_000 }
    expect(taxes(seenIn('2028-05', [soldAbove], soFar))).toEqual([0, 3_700, 0, 0, 0])
  })
})

describe('a balance that is restated as it was expected', () => {
  const sold = [share('below', 30_000, 50_000, '2027-05'), share('above', 80_000, 50_000, '2029-06')]
  const restated = (plan: Plan, month: string, assumptions: Params = {}) => ({
    ...plan,
    startMonth: toMonth(month),
    assumptions: {
      ...plan.assumptions,
      ...expectedHousehold(plan, toMonth(month)),
      household_as_of_month: month,
      ...assumptions,
    },
  })

  it('has what earlier years lost', () => {
    const plan = seenIn('2026-11', sold, flat)
    const carried = expectedHousehold(plan, toMonth('2028-03'))
    expect(carried).toMatchObject({
      carried_capital_losses: 20_000,
      household_cash: 30_000,
      income_so_far: 0,
    })
    expect(taxes(restated(plan, '2028-03'))).toEqual([0, 0, 1_000, 0, 0])
    expect(taxes(restated(plan, '2028-03', { carried_capital_losses: 0 }))).toEqual([0, 0, 3_000, 0, 0])
  })

  it('has what the account has earned in the tax year, and what holdings did before their amounts were restated', () => {
    const rent = { value: 1, growth_rate: 0, weekly_rent: 300, rent_growth_rate: 0 }
    const account = { household_cash: 100_000, household_cash_rate: 12, horizon_years: 1 }
    const dwelling = (as_of_month: string) =>
      seenIn('2027-10', [instanceOf('property', { ...rent, as_of_month })], { ...flat, ...account })
    for (const asOf of ['2026-11', '2027-07'])
      expect(taxes(restated(dwelling(asOf), '2027-10'))).toEqual(taxes(dwelling(asOf)))
  })

  it('has paid for what is bought in its month', () => {
    const bought = instanceOf('property', {
      value: 90_000,
      purchase_costs: 5_000,
      start_month: '2027-03',
      loan_balance: 50_000,
    })
    const plan = seenIn('2026-11', [bought], { ...flat, household_cash: 60_000, household_cash_rate: 0 })
    expect(expectedHousehold(plan, toMonth('2027-03')).household_cash).toBe(15_000)
    const loan = instanceOf('loan', { balance: 8_000, start_month: '2027-03' })
    expect(expectedHousehold(seenIn('2026-11', [loan], flat), toMonth('2027-03')).household_cash).toBe(8_000)
  })
})
