import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import { householdSeries, instanceSeries, totalSeries } from '#domain/projection/projection.ts'

const resident = {
  tax_system: 'custom',
  tax_brackets: '0:0, 18200:16, 45000:30, 135000:37, 190000:45',
  horizon_years: 4,
}
function taxOf(instances: readonly PlanInstance[], assumptions: Params = {}): number[] {
  return Array.from(totalSeries(project(planOf(instances, { ...resident, ...assumptions })), 'tax')).slice(1)
}
/** 10,000 a year at a rate that compounds to nothing else: a deposit would grow, rent does not. */
const rent = (weekly: number, params: Params = {}) =>
  instanceOf('property', {
    value: 500_000,
    growth_rate: 0,
    weekly_rent: weekly,
    rent_growth_rate: 0,
    ...params,
  })
const near = (values: readonly number[], expected: readonly number[]) => {
  expect(values).toHaveLength(expected.length)
  values.forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index]!, 6)
  })
}

describe('income tax is what the instances add to the tax on other income', () => {
  it('at the marginal rate of other income', () =>
    near(taxOf([rent(500)], { elsewhere: 100_000 }), Array(4).fill(26_000 * 0.3)))
  it('across a threshold', () =>
    near(taxOf([rent(500)], { elsewhere: 120_000 }), Array(4).fill(15_000 * 0.3 + 11_000 * 0.37)))
  it('and nothing below the first', () => near(taxOf([rent(300)]), [0, 0, 0, 0]))
  it('over the whole set at once', () => {
    const two = [rent(250), instanceOf('property', { ...rent(250).params }, { id: 'other' })]
    near(taxOf(two), taxOf([rent(500)]))
  })
})

describe('brackets', () => {
  const inflation = { elsewhere: 100_000, inflation_rate: 5 }
  it('rise with inflation if asked, and other income with them', () => {
    const growing = rent(500, { rent_growth_rate: 5 })
    const tax = taxOf([growing], { ...inflation, index_brackets: true })
    near(
      tax.map((value, year) => value / 1.05 ** year),
      Array(4).fill(7_800),
    )
  })
  it('otherwise stay, and inflation moves income into higher ones', () => {
    const tax = taxOf([rent(500, { rent_growth_rate: 5 })], { ...inflation, index_brackets: false })
    expect(tax[3]).toBeGreaterThan(7_800 * 1.05 ** 3)
  })
})

describe('a loss', () => {
  const loss = rent(0, { annual_expenses: 10_000, expense_growth_rate: 0 })
  it('lowers the tax on other income', () =>
    near(taxOf([loss], { elsewhere: 100_000 }), Array(4).fill(-3_000)))
  it('or is carried forward until there is income to lower', () => {
    const turning = [loss, rent(250, { start_month: '2028-01' })].map((one, index) => ({
      ...one,
      id: `${index}`,
      lineageId: `${index}`,
    }))
    // 10,000 lost in each of two years; then 3,000 a year of income.
    near(
      taxOf(turning, { elsewhere: 100_000, loss_treatment: 'carry_forward', horizon_years: 4 }),
      [0, 0, 0, 0],
    )
    const later = [
      rent(0, { annual_expenses: 10_000, sale_month: '2026-12', sale_cost_rate: 0 }),
      rent(250, { start_month: '2027-01' }),
    ].map((one, index) => ({ ...one, id: `${index}`, lineageId: `${index}` }))
    near(taxOf(later, { elsewhere: 100_000, loss_treatment: 'carry_forward' }), [0, 900, 3_900, 3_900])
  })
  it('that is larger than all income is carried forward in any case', () => {
    const big = rent(0, {
      annual_expenses: 50_000,
      expense_growth_rate: 0,
      sale_month: '2026-12',
      sale_cost_rate: 0,
    })
    near(taxOf([big], { elsewhere: 30_000, horizon_years: 2 }), [-1_888, -1_888])
  })
})

describe('deductions', () => {
  it('are interest, costs and depreciation', () => {
    const full = rent(500, {
      annual_expenses: 5_000,
      expense_growth_rate: 0,
      loan_balance: 100_000,
      loan_rate: 6,
      loan_interest_only_months: 60,
      building_depreciation: 4_000,
      building_depreciation_years: 2.5,
      plant_value: 10_000,
      plant_depreciation_rate: 20,
    })
    const diminishing = [2_000, 1_600, 1_280, 1_024]
    const building = [4_000, 4_000, 2_000, 0]
    const taxed = (plant: readonly number[]) =>
      plant.map((value, year) => (26_000 - 5_000 - 6_000 - building[year]! - value) * 0.3)
    near(taxOf([full], { elsewhere: 100_000 }), taxed(diminishing))
    const prime = {
      ...full,
      params: { ...full.params, plant_depreciation_method: 'prime_cost', plant_depreciation_rate: 40 },
    }
    near(taxOf([prime], { elsewhere: 100_000 }), taxed([4_000, 4_000, 2_000, 0]))
    const older = { ...prime, params: { ...prime.params, plant_cost: 15_000, plant_depreciation_rate: 20 } }
    near(taxOf([older], { elsewhere: 100_000 }), taxed([3_000, 3_000, 3_000, 1_000]))
  })
  it('do not exist for a main residence, nor for a loan that is not deductible', () => {
    const home = rent(0, { use: 'main_residence', annual_expenses: 9_000, loan_balance: 100_000 })
    const car = (interest_deductible: boolean) =>
      instanceOf('loan', { balance: 10_000, rate: 10, interest_only_months: 100, interest_deductible })
    near(taxOf([home, car(false)], { elsewhere: 100_000 }), [0, 0, 0, 0])
    near(taxOf([home, car(true)], { elsewhere: 100_000 }), Array(4).fill(-300))
  })
})

describe('a capital gain', () => {
  const sold = (params: Params) =>
    instanceOf('portfolio', {
      value: 100_000,
      expected_return: 0,
      income_yield: 0,
      cost_base: 60_000,
      sale_month: '2026-12',
      ...params,
    })
  const other = { elsewhere: 140_000, horizon_years: 2 }
  it('counts after the discount', () => near(taxOf([sold({})], other), [20_000 * 0.37, 0]))
  it('counts in full when no whole year lies between the days of purchase and sale', () => {
    near(taxOf([sold({ start_month: '2025-12' })], other), [20_000 * 0.37, 0])
    near(taxOf([sold({ start_month: '2026-01' })], other), [40_000 * 0.37, 0])
    near(taxOf([sold({ start_month: '2026-02' })], other), [40_000 * 0.37, 0])
  })
  it('of a property is after selling costs and with depreciation taken off the cost base', () => {
    const house = rent(0, {
      cost_base: 400_000,
      sale_month: '2026-12',
      sale_cost_rate: 2,
      building_depreciation: 10_000,
    })
    near(taxOf([house], { ...other, elsewhere: 10_000_000 }), [(-10_000 + (490_000 - 390_000) / 2) * 0.45, 0])
  })
  it('of a main residence is not taxed', () =>
    near(taxOf([rent(0, { use: 'main_residence', cost_base: 1, sale_month: '2026-12' })], other), [0, 0]))
  it('is realised by withdrawals in proportion', () => {
    const drawn = sold({ monthly_withdrawal: 1_000 })
    const { sale_month: _, ...params } = drawn.params
    near(taxOf([{ ...drawn, params }], other), [12_000 * 0.4 * 0.5 * 0.37, 12_000 * 0.4 * 0.5 * 0.37])
  })
  it('is lowered by losses of the same and earlier years before the discount', () => {
    const loser = { ...sold({ cost_base: 130_000 }), id: 'loser', lineageId: 'loser' }
    near(taxOf([sold({}), loser], other), [5_000 * 0.37, 0])
    const winner = { ...sold({ sale_month: '2027-12' }), id: 'winner', lineageId: 'winner' }
    near(taxOf([loser, winner], other), [0, 5_000 * 0.37])
    near(taxOf([loser], other), [0, 0])
  })
  it('with reinvested income has a cost base that grows with it', () => {
    const kept = sold({ cost_base: 100_000, expected_return: 0, income_yield: 6 })
    // Growth nil in total: the income was taxed, the sale brings no further gain and no loss but the income's.
    const [tax] = taxOf([kept], { ...other, elsewhere: 10_000_000 })
    const income = totalSeries(project(planOf([kept], { horizon_years: 1 })), 'income')[1]!
    expect(tax).toBeCloseTo(income * 0.45, 6)
  })
})

it('is shared out after interest: who loses, lowers the tax of the others', () => {
  const geared = rent(500, { loan_balance: 700_000, loan_rate: 6, loan_interest_only_months: 60 })
  const projection = project(
    planOf(
      [geared, rent(100)].map((one, i) => ({ ...one, id: `${i}`, lineageId: `${i}` })),
      { ...resident, elsewhere: 100_000 },
    ),
  )
  expect(instanceSeries(projection, '0', 'tax')[1]).toBeCloseTo((26_000 - 42_000) * 0.3, 6)
  expect(instanceSeries(projection, '1', 'tax')[1]).toBeCloseTo(5_200 * 0.3, 6)
})

it('is shared out over gains as they are taxed: a discount for what was held long, nothing where losses took it', () => {
  const sold = (id: string, params: Params) =>
    instanceOf(
      'portfolio',
      { value: 100_000, expected_return: 0, income_yield: 0, sale_month: '2026-12', ...params },
      { id },
    )
  const taxes = (...instances: readonly PlanInstance[]) => {
    const taxed = [...instances, rent(500)]
    const projection = project(planOf(taxed, { ...resident, elsewhere: 10_000_000, horizon_years: 1 }))
    return taxed.map(({ id }) => instanceSeries(projection, id, 'tax')[1]!)
  }
  const short = sold('short', { cost_base: 60_000, start_month: '2026-01', sale_month: '2026-06' })
  const long = sold('long', { cost_base: 60_000 })
  const lost = sold('lost', { cost_base: 140_000 })
  near(taxes(short, long), [40_000 * 0.45, 20_000 * 0.45, 26_000 * 0.45])
  near(taxes(long, lost), [0, 0, 26_000 * 0.45])
})

it('is shared out by taxable income, and what cannot be is the household account’s', () => {
  const [winner, loser] = [rent(1000), { ...rent(0, { annual_expenses: 12_000 }), id: 'b', lineageId: 'b' }]
  const projection = project(
    planOf([winner, loser], {
      ...resident,
      elsewhere: 100_000,
      household_cash: 100_000,
      household_cash_rate: 2,
    }),
  )
  const tax = (id: string) => instanceSeries(projection, id, 'tax')[1]!
  const total = totalSeries(projection, 'tax')[1]!
  expect(tax('property-1')).toBeGreaterThan(0)
  expect(tax('b') / tax('property-1')).toBeCloseTo(-12_000 / 52_000, 10)
  expect(tax('property-1') + tax('b') + householdSeries(projection, 'tax')[1]!).toBeCloseTo(total, 6)
})
