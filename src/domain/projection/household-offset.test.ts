import { describe, expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { amountsAt } from './amounts-at.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import { project, projectWithFlows } from './project.ts'
import { householdSeries, instanceSeries, totalSeries } from './projection.ts'
import type { Row } from './rows.ts'
import { simulate } from './simulation/simulate.ts'
import { bandSeries } from './simulation/simulation.ts'

/** Interest alone, so that what stands against it can be read from what is paid. */
const loan = (id: string, params: Params) =>
  instanceOf(
    'loan',
    { balance: 100_000, rate: 6, interest_only_months: 360, uses_household_offset: true, ...params },
    { id },
  )
const interestOf = (instances: Parameters<typeof planOf>[0], assumptions: Params, id: string, year = 1) =>
  instanceSeries(project(planOf(instances, assumptions)), id, 'interest')[year]!

describe('what the household account holds', () => {
  it('stands against no loan of what was sold before the household’s month', () => {
    const sold = instanceOf('property', {
      ...{ value: 500_000, as_of_month: '2026-01', sale_month: '2025-12' },
      ...{ loan_balance: 400_000, loan_rate: 6, loan_uses_household_offset: true },
    })
    const assumptions = { household_cash: 100_000, household_cash_rate: 12, household_as_of_month: '2026-01' }
    const opened = project({ ...planOf([sold], assumptions), startMonth: toMonth('2027-01') })
    expect(totalSeries(opened, 'household')[0]).toBeCloseTo(100_000 * 1.01 ** 12, 6)
  })

  it('saves interest on as much of the loan, month by month, as it stands after the month before', () => {
    // 30,000 less 350 of interest in the first month, 351.75 in the second …
    let held = 30_000
    let paid = 0
    for (let month = 0; month < 12; month++) {
      const interest = (100_000 - held) * 0.005
      held -= interest
      paid += interest
    }
    expect(interestOf([loan('one', {})], { household_cash: 30_000 }, 'one')).toBeCloseTo(paid, 8)
  })

  it('saves none while it is overdrawn, and none on more than is owed', () => {
    expect(interestOf([loan('one', {})], { household_cash: -30_000 }, 'one')).toBeCloseTo(6_000, 8)
    expect(interestOf([loan('one', {})], { household_cash: 500_000 }, 'one')).toBe(0)
  })

  it('earns itself only on what does not stand against a loan', () => {
    const plan = planOf([loan('one', {})], { household_cash: 160_000, household_cash_rate: 12 })
    const [, income] = householdSeries(project(plan), 'income')
    expect(income).toBeCloseTo(60_000 * (1.01 ** 12 - 1), 6)
  })

  it('stands against one loan after the other, where the rate is highest first', () => {
    const both = [loan('cheap', { rate: 5 }), loan('dear', { rate: 7 })]
    const assumptions = { household_cash: 130_000, household_cash_rate: 0 }
    expect(interestOf(both, assumptions, 'dear')).toBe(0)
    expect(interestOf(both, assumptions, 'cheap')).toBeGreaterThan(3_500)
    // The order follows the rates: once it is fixed no longer, the other one is dearer.
    const later = [loan('cheap', { rate: 5, fixed_months: 12, revert_rate: 9 }), loan('dear', { rate: 7 })]
    expect(interestOf(later, assumptions, 'cheap', 2)).toBe(0)
    expect(interestOf(later, assumptions, 'dear', 2)).toBeGreaterThan(0)
  })

  it('stands at the same rate against the loan first whose interest is not deducted', () => {
    const both = [loan('a', { interest_deductible: true }), loan('b', {})]
    expect(interestOf(both, { household_cash: 110_000 }, 'b')).toBe(0)
    expect(interestOf(both, { household_cash: 110_000 }, 'a')).toBeGreaterThan(5_000)
  })

  it('stands against loans that are alike by lineage, those that name a property first', () => {
    const property = instanceOf('property', {
      value: 500_000,
      loan_balance: 100_000,
      loan_rate: 6,
      loan_interest_only_months: 360,
      loan_uses_household_offset: true,
    })
    const interest = (secured: Params) => {
      const both = [property, loan('z', { ...secured, interest_deductible: true })]
      const assumptions = { household_cash: 100_000, household_cash_rate: 0 }
      return ['property-1', 'z'].map((id) => Math.round(interestOf(both, assumptions, id)))
    }
    expect(interest({})[1]).toBe(6_000)
    expect(interest({ secured_on: 'property-1' })[0]).toBe(6_000)
  })

  it('stands against what an offset account of its own leaves of it', () => {
    const flat = instanceOf('property', {
      value: 500_000,
      growth_rate: 0,
      loan_balance: 100_000,
      loan_rate: 6,
      loan_interest_only_months: 360,
      offset_balance: 70_000,
      loan_uses_household_offset: true,
    })
    const plan = planOf([flat], { household_cash: 90_000, household_cash_rate: 12 })
    expect(instanceSeries(project(plan), 'property-1', 'interest')[1]).toBe(0)
    expect(householdSeries(project(plan), 'income')[1]).toBeCloseTo(60_000 * (1.01 ** 12 - 1), 6)
  })

  it('is the investor’s own: half of a loan is met by it as half of one', () => {
    const flat = (ownership_share: number) =>
      instanceOf('property', {
        value: 500_000,
        loan_balance: 200_000,
        loan_rate: 6,
        loan_interest_only_months: 360,
        loan_uses_household_offset: true,
        ownership_share,
      })
    const interest = (share: number, cash: number) =>
      interestOf([flat(share)], { household_cash: cash }, 'property-1')
    expect(interest(50, 40_000)).toBeCloseTo(interest(100, 80_000) / 2, 8)
  })

  it('counts after the purchases of the month', () => {
    const later = instanceOf('property', { value: 80_000, growth_rate: 0, start_month: '2026-02' })
    const [alone, beside] = [[loan('one', {})], [loan('one', {}), later]].map((instances) =>
      interestOf(instances, { household_cash: 90_000 }, 'one'),
    )
    expect(beside! - alone!).toBeGreaterThan(80_000 * 0.005 * 11)
  })

  it('lowers what is deducted, and leaves the flows of each month adding up', () => {
    const flat = instanceOf('property', {
      value: 500_000,
      loan_balance: 300_000,
      loan_rate: 6,
      loan_uses_household_offset: true,
    })
    const assumptions = {
      household_cash: 100_000,
      tax_system: 'flat',
      tax_flat_rate: 30,
      elsewhere: 90_000,
    }
    const projection = projectWithFlows(planOf([flat], assumptions))
    const series = (row: Row) => instanceSeries(projection, 'property-1', row)
    expect(series('tax')[1]).toBeCloseTo(-0.3 * series('interest')[1]!, 8)
    const months = projection.monthlyFlows.subarray(1, 13)
    expect(months.reduce((sum, flow) => sum + flow, 0)).toBeCloseTo(series('netCashFlow')[1]!, 8)
  })

  it('is other on every path, and so is the interest', () => {
    const shares = instanceOf('portfolio', { value: 300_000, income_yield: 5, reinvest_income: false })
    const spread = (uses: boolean) => {
      const instances = [shares, loan('one', { uses_household_offset: uses })]
      const simulation = simulate(planOf(instances, { paths: 200, horizon_years: 5, household_cash: 30_000 }))
      const at = (percentile: 5 | 95) => bandSeries(simulation, 'interest', percentile)[5]!
      return at(95) - at(5)
    }
    expect(spread(false)).toBeCloseTo(0, 8)
    expect(spread(true)).toBeGreaterThan(500)
  })
})

describe('amounts stated anew', () => {
  const november = toMonth('2026-11')

  it('are lower by the interest that the account of the whole household has saved', () => {
    const car = loan('car', { as_of_month: '2026-01', interest_only_months: 0, term_months: 60 })
    const wages = instanceOf('cash_flow', { amount: 3_000, as_of_month: '2026-01' })
    const assumptions = { household_cash: 20_000, household_as_of_month: '2026-01' }
    const balance = (instances: Parameters<typeof amountsAt>[0]) =>
      Number(
        amountsAt(instances, { ...planOf([]).assumptions, ...assumptions }, november).get('car')?.balance,
      )
    const plan = { ...planOf([car, wages], assumptions), startMonth: november }
    expect(balance([car, wages])).toBeCloseTo(instanceSeries(project(plan), 'car', 'debt')[0]!, 8)
    expect(balance([car])).toBeGreaterThan(balance([car, wages]) + 100)
  })
})
