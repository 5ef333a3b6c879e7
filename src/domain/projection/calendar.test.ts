import { describe, expect, it } from 'vitest'
import { addMonths, toMonth } from '#domain/calendar/month.ts'
import { sampleAssumptions, samplePortfolio } from '#domain/instances/sample-portfolio.ts'
import type { Params } from '#domain/instances/types.ts'
import { bareAssumptions, instanceOf, planOf } from './plan.fixture.ts'
import type { Plan, PlanInstance } from './plan.ts'
import { project } from './project.ts'
import { totalAt, totalSeries } from './projection.ts'
import { simulate } from './simulation/simulate.ts'

const opened = (plan: Plan, month: string, horizon_years: number) =>
  project({
    ...plan,
    startMonth: toMonth(month),
    assumptions: { ...plan.assumptions, horizon_years },
  })
const household = (instances: readonly PlanInstance[], assumptions: Params = {}) =>
  planOf(instances, { household_cash: 200_000, household_as_of_month: '2026-11', ...assumptions })

describe('what was to happen since the household’s month', () => {
  const flat = instanceOf('property', {
    value: 600_000,
    as_of_month: '2026-11',
    start_month: '2027-03',
    purchase_costs: 25_000,
    growth_rate: 0,
    loan_balance: 480_000,
    loan_rate: 6,
    loan_interest_only_months: 60,
  })

  it('has a purchase paid, whether it is seen a month before, in its month or later', () => {
    const plan = household([flat])
    for (const [month, isHeld] of [
      ['2027-02', false],
      ['2027-03', false],
      ['2027-04', true],
    ] as const) {
      const seen = opened(plan, month, 1)
      const interest = isHeld ? 2_400 : 0
      expect(totalAt(seen, 'propertyValue', 0)).toBe(isHeld ? 600_000 : 0)
      expect(totalAt(seen, 'household', 0)).toBeCloseTo(isHeld ? 55_000 - interest : 200_000, 6)
    }
    const ends = ['2027-02', '2027-03', '2027-04'].map((month) =>
      totalAt(opened(plan, month, 1), 'netWorth', 1),
    )
    // A month more of interest each.
    expect(ends.map((end, k) => end + 2_400 * k)).toEqual(ends.map(() => expect.closeTo(ends[0]!, 6)))
  })

  it('has a sale paid out, the loan repaid and its tax paid in its tax year', () => {
    const sold = instanceOf('property', {
      value: 700_000,
      as_of_month: '2026-11',
      cost_base: 500_000,
      growth_rate: 0,
      sale_month: '2027-01',
      sale_cost_rate: 0,
      start_month: '2010-01',
    })
    const plan = household([sold], {
      tax_system: 'flat',
      tax_flat_rate: 30,
      capital_gains_discount: 50,
      tax_year_end_month: 6,
    })
    const netWorth = (month: string) => totalAt(opened(plan, month, 1), 'netWorth', 0)
    expect(netWorth('2027-01')).toBeCloseTo(900_000, 6)
    expect(netWorth('2027-02')).toBeCloseTo(900_000, 6)
    expect(netWorth('2027-06')).toBeCloseTo(900_000, 6)
    expect(netWorth('2027-07')).toBeCloseTo(900_000 - 200_000 * 0.5 * 0.3, 6)
    // The open tax year goes along: the tax is still to come.
    expect(totalAt(opened(plan, '2027-03', 1), 'tax', 1)).toBeCloseTo(30_000, 6)
  })

  it('has a new loan paid out and a part of it repaid', () => {
    const loan = instanceOf('loan', { balance: 40_000, rate: 0, term_months: 40, start_month: '2027-01' })
    const seen = opened(household([loan]), '2027-03', 1)
    expect(totalAt(seen, 'debt', 0)).toBeCloseTo(38_000, 6)
    expect(totalAt(seen, 'netWorth', 0)).toBeCloseTo(200_000, 6)
  })

  it('leaves the sample where it was to be after three years, and ends where it was to end', () => {
    const begun = toMonth('2026-11')
    const plan: Plan = {
      instances: samplePortfolio(begun).map((one, i) => ({ ...one, id: `${i}`, lineageId: `${i}` })),
      assumptions: sampleAssumptions(begun),
      startMonth: begun,
    }
    const [then, now] = [opened(plan, begun, 20), opened(plan, addMonths(begun, 36), 17)]
    expect(totalAt(now, 'netWorth', 0)).toBeCloseTo(totalAt(then, 'netWorth', 3), 4)
    expect(totalAt(now, 'netWorth', 17)).toBeCloseTo(totalAt(then, 'netWorth', 20), 4)
  })

  it('is not there where the balance has no month: it is that of the first month, and all has gone into it', () => {
    const { household_as_of_month: _, ...assumptions } = household([flat]).assumptions
    const seen = opened({ ...household([flat]), assumptions }, '2027-04', 1)
    expect(totalAt(seen, 'household', 0)).toBe(200_000)
    expect(totalAt(seen, 'propertyValue', 0)).toBe(600_000)
  })

  it('has amounts stated after the household’s hold until their month', () => {
    const shop = instanceOf('property', {
      value: 300_000,
      as_of_month: '2027-02',
      growth_rate: 12,
      weekly_rent: 300,
    })
    const loan = instanceOf('loan', { balance: 40_000, rate: 0, term_months: 40, as_of_month: '2027-02' })
    const repaid = opened(household([loan]), '2027-02', 1)
    expect(totalAt(repaid, 'debt', 0)).toBe(40_000)
    expect(totalAt(repaid, 'household', 0)).toBeCloseTo(
      200_000 - 40_000 * (1 / 43 + 42 / 43 / 42 + 41 / 43 / 41),
      6,
    )
    const seen = opened(household([shop]), '2027-02', 1)
    expect(totalAt(seen, 'propertyValue', 0)).toBe(300_000)
    expect(totalAt(seen, 'household', 0)).toBeCloseTo(200_000 + 3 * 1_300, 6)
  })
})

describe('a tax year', () => {
  const gain = (sale_month: string, id: string) =>
    instanceOf(
      'portfolio',
      { value: 300_000, cost_base: 100_000, expected_return: 0, income_yield: 0, sale_month },
      { id, lineageId: id },
    )
  const resident: Params = { tax_system: 'au_resident', law_changes: 'ignore', elsewhere: 90_000 }
  const tax = (instances: readonly PlanInstance[], month: string, assumptions: Params = resident) => {
    const { tax_year_end_month: _, ...unlike } = bareAssumptions
    const { elsewhere = 0, ...others } = assumptions
    const plan = { ...planOf(instances, { elsewhere }), assumptions: { ...unlike, ...others } }
    return totalSeries(opened(plan, month, 6), 'tax').reduce((sum, part) => sum + part, 0)
  }

  it('ends in June under Australian law: gains of May and of August 2030 fall into two, in whatever month one looks', () => {
    const [may, august] = [gain('2030-05', 'may'), gain('2030-08', 'august')]
    for (const month of ['2026-01', '2026-05', '2026-07', '2026-11']) {
      // Whoever stays with the law of the month knows another one from July on.
      const apart = tax([may], month) + tax([august], month)
      expect(tax([may, august], month)).toBeCloseTo(apart, 4)
      expect(tax([may, gain('2030-06', 'june')], month)).toBeGreaterThan(apart + 1_000)
    }
  })

  it('ends in December otherwise, and where the user says', () => {
    const own: Params = { tax_system: 'custom', tax_brackets: '0:0, 100000:50' }
    const two = [gain('2030-05', 'may'), gain('2030-08', 'august')]
    const once = 0.5 * (200_000 - 100_000)
    expect(tax(two, '2026-03', own)).toBeCloseTo(once, 6)
    expect(tax(two, '2026-03', { ...own, tax_year_end_month: 6 })).toBeCloseTo(0, 6)
    expect(tax(two, '2026-03', { ...own, tax_year_end_month: 3 })).toBeCloseTo(once, 6)
  })

  it('has what is known of it before the household’s month: rent since January, and a gain of the year', () => {
    const rent = instanceOf('property', {
      ...{ value: 1, growth_rate: 0, weekly_rent: 300, rent_growth_rate: 0, as_of_month: '2024-01' },
    })
    const own: Params = { tax_system: 'flat', tax_flat_rate: 10, tax_year_end_month: 12 }
    const sold = {
      ...gain('2025-06', 'sold'),
      params: { ...gain('2025-06', 'sold').params, as_of_month: '2024-01' },
    }
    const firstTax = (instances: readonly PlanInstance[]) =>
      totalAt(opened(planOf(instances, own), '2025-10', 1), 'tax', 1)
    expect(firstTax([rent])).toBeCloseTo((12 + 9) * 1_300 * 0.1, 6)
    expect(firstTax([rent, sold])).toBeCloseTo((12 + 9) * 1_300 * 0.1 + 200_000 * 0.5 * 0.1, 6)
  })

  it('is settled in its last month, and the one that is open at the end with the last month of all', () => {
    const rent = instanceOf('property', { value: 1, growth_rate: 0, weekly_rent: 300, rent_growth_rate: 0 })
    const flat: Params = { tax_system: 'flat', tax_flat_rate: 10, tax_year_end_month: 6 }
    const taxes = Array.from(totalSeries(opened(planOf([rent], flat), '2026-03', 3), 'tax'))
    // March to June; a year; a year, and July to February.
    const months = [0, 4, 12, 12 + 8]
    expect(taxes).toEqual(months.map((count) => expect.closeTo(count * 1_300 * 0.1, 6)))
  })
})

describe('a goal', () => {
  const chance = (month: string, assumptions: Params) =>
    simulate({
      ...planOf([], { goal_amount: 100_000, inflation_rate: 10, horizon_years: 1, ...assumptions }),
      startMonth: toMonth(month),
    }).goal

  it('keeps the money of its month', () => {
    const goal = chance('2028-01', { goal_as_of_month: '2026-01', household_cash: 120_000, paths: 4 })
    expect(goal?.amount).toBeCloseTo(121_000, 6)
    expect(goal?.probabilityByYear[0]).toBe(0)
  })

  it('is of the first month where it has none', () => {
    expect(chance('2028-01', { household_cash: 120_000, paths: 4 })).toMatchObject({ amount: 100_000 })
  })
})
