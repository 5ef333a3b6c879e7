import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import { totalSeries } from '#domain/projection/projection.ts'

/** From January 2026 on, with so much other income that every dollar counts at 45% and the levy of 2%; prices stand still. Tax years are calendar years. */
const assumptions = {
  tax_system: 'au_resident',
  tax_year_end_month: 12,
  elsewhere: 1_000_000,
  horizon_years: 3,
  inflation_rate: 0,
}

/** Taxable income of each year. */
function taxedIn(instances: readonly PlanInstance[], others: Params = {}): number[] {
  const unlike = instances.map((one, i) => ({ ...one, id: `${i}`, lineageId: `${i}` }))
  const projection = project(planOf(unlike, { ...assumptions, ...others }))
  return Array.from(totalSeries(projection, 'tax'), (tax) => tax / 0.47).slice(1)
}
const near = (values: readonly number[], expected: readonly number[]) => {
  expect(values).toHaveLength(expected.length)
  for (const [year, value] of values.entries()) expect(value, `year ${year}`).toBeCloseTo(expected[year]!, 4)
}

/** 5,200 of rent a year, if it is let, less 10,000 of costs, 6,000 of interest and 2,000 of depreciation. */
const dwelling = (params: Params) =>
  instanceOf('property', {
    value: 500_000,
    cost_base: 400_000,
    growth_rate: 0,
    weekly_rent: 100,
    rent_growth_rate: 0,
    annual_expenses: 10_000,
    expense_growth_rate: 0,
    loan_balance: 100_000,
    loan_interest_only_months: 360,
    loan_term_months: 361,
    building_depreciation: 2_000,
    sale_cost_rate: 0,
    ...params,
  })
const shares = (params: Params) => instanceOf('portfolio', { expected_return: 0, income_yield: 0, ...params })

describe('a dwelling, by its use', () => {
  it.each<[string, Params, number[]]>([
    ['let and kept deducts what it costs', { use: 'let' }, [-12_800, -12_800, -12_800]],
    ['lived in and kept deducts nothing', { use: 'main_residence' }, [0, 0, 0]],
    ['of own use and kept deducts nothing', { use: 'own_use' }, [0, 0, 0]],
    [
      'let and sold in 2026 is taxed on half of 102,000, depreciation having lowered its cost',
      { use: 'let', sale_month: '2026-12' },
      [-12_800 + 51_000, 0, 0],
    ],
    ['lived in and sold in 2026 is not taxed', { use: 'main_residence', sale_month: '2026-12' }, [0, 0, 0]],
    [
      'of own use and sold in 2026 is taxed on half of 84,000, a year of costs having raised its cost',
      { use: 'own_use', sale_month: '2026-12' },
      [42_000, 0, 0],
    ],
    [
      'let and sold in 2028 is taxed on half of 103,000 up to July 2027, and on 3,000 since',
      { use: 'let', sale_month: '2028-12' },
      [-12_800, -12_800, -12_800 + 51_500 + 3_000],
    ],
    ['lived in and sold in 2028 is not taxed', { use: 'main_residence', sale_month: '2028-12' }, [0, 0, 0]],
    [
      'of own use and sold in 2028 is taxed on half of 76,000 up to July 2027, and on nothing since',
      { use: 'own_use', sale_month: '2028-12' },
      [0, 0, 38_000],
    ],
    [
      'of own use, a new build, and sold in 2028 is taxed on half of 52,000',
      { use: 'own_use', dwelling: 'new_build', sale_month: '2028-12' },
      [0, 0, 26_000],
    ],
  ])('%s', (_, params, expected) => near(taxedIn([dwelling(params)]), expected))
})

describe('costs of owning a dwelling of own use', () => {
  const sold = { use: 'own_use', sale_month: '2026-12' }
  const gain = (params: Params, others: Params = {}) => taxedIn([dwelling({ ...sold, ...params })], others)[0]
  const winner = shares({ value: 400_000, cost_base: 100_000, sale_month: '2026-12' })

  it('join its cost base since its amounts were true', () => {
    expect(gain({ as_of_month: '2025-07', start_month: '2020-01' })).toBeCloseTo((100_000 - 24_000) / 2, 4)
  })
  it('are also those of the time before that, which are stated', () => {
    expect(gain({ ownership_costs: 30_000 })).toBeCloseTo((100_000 - 46_000) / 2, 4)
    near(
      taxedIn([winner, dwelling({ ...sold, cost_base: 490_000, ownership_costs: 30_000 })]),
      [150_000, 0, 0],
    )
    // Where it is let they say nothing.
    expect(gain({ use: 'let', ownership_costs: 30_000 })).toBeCloseTo(-12_800 + 51_000, 4)
  })
  it('count by share', () => {
    expect(gain({ ownership_share: 25 })).toBeCloseTo(42_000 / 4, 4)
  })
  it('are running costs, and interest on what the offset account leaves of the loan', () => {
    expect(gain({ offset_balance: 40_000 })).toBeCloseTo((100_000 - 10_000 - 3_600) / 2, 4)
  })
  it('make no loss', () => {
    near(taxedIn([winner, dwelling({ ...sold, cost_base: 490_000 })]), [150_000, 0, 0])
  })
  it('enlarge no loss', () => {
    near(taxedIn([winner, dwelling({ ...sold, cost_base: 600_000 })]), [100_000, 0, 0])
  })
  it('do not count where it was bought before September 1991', () => {
    expect(gain({ start_month: '1991-08' })).toBeCloseTo(50_000, 4)
    expect(gain({ start_month: '1991-09' })).toBeCloseTo(42_000, 4)
  })
  it('are no part of the cost under other laws', () => {
    expect(gain({}, { tax_system: 'flat', tax_flat_rate: 47 })).toBeCloseTo(50_000, 4)
  })
  // David of the Budget's explainer (reform.test.ts), who is taxed on 174,405, with 1,000 a year of rates.
  it('do not rise with prices as the rest of the cost does', () => {
    const params = {
      value: 500_000,
      cost_base: 500_000,
      use: 'own_use',
      start_month: '2027-07',
      sale_month: '2037-06',
      growth_rate: 5,
      annual_expenses: 1_000,
      loan_balance: 0,
    }
    const taxed = taxedIn([dwelling(params)], { horizon_years: 12, inflation_rate: 2.5 })
    expect(taxed.reduce((sum, one) => sum + one, 0)).toBeCloseTo(174_405 - 10_000, -1)
  })
  it('leave the rent of other dwellings as it is, also where losses of dwellings wait', () => {
    const let_ = dwelling({ weekly_rent: 500, annual_expenses: 0, loan_balance: 0, building_depreciation: 0 })
    const alone = taxedIn([let_])
    near(alone, [26_000, 26_000, 26_000])
    near(taxedIn([let_, dwelling({ use: 'own_use', start_month: '2026-06' })]), alone)
  })
})

it('what waits of the losses of let dwellings lowers the gain of one of own use', () => {
  const plain = { annual_expenses: 0, loan_balance: 0, building_depreciation: 0, weekly_rent: 0 }
  const waiting = dwelling({ ...plain, annual_expenses: 12_000, start_month: '2027-08' })
  const sold = dwelling({ ...plain, use: 'own_use', cost_base: 400_000, sale_month: '2028-12' })
  // Seventeen months of losses, before the discount.
  near(taxedIn([waiting, sold]), [0, 0, (100_000 - 17_000) / 2])
})

it.each(['own_use', 'main_residence'])('a dwelling of %s earns no rent, whatever is filled in', (use) => {
  const projection = project(planOf([dwelling({ use })], { ...assumptions, household_cash_rate: 0 }))
  near([...totalSeries(projection, 'income')].slice(1), [0, 0, 0])
  near([...totalSeries(projection, 'expenses')].slice(1), Array(3).fill(10_000))
})
