import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { totalsByYear } from './by-year.test-support.ts'
import { instanceOf, leftOver, planOf } from './plan.fixture.ts'
import { project } from './project.ts'
import { instanceSeries, totalAt, totalSeries } from './projection.ts'
import type { Row } from './rows.ts'

function series(
  kind: 'property' | 'portfolio' | 'cash' | 'loan',
  params: Params,
  row: Row,
  assumptions: Params = {},
) {
  return Array.from(
    instanceSeries(project(planOf([instanceOf(kind, params)], assumptions)), `${kind}-1`, row),
  )
}
const near = (values: readonly number[], expected: readonly number[], digits = 6) => {
  expect(values).toHaveLength(expected.length)
  values.forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index]!, digits)
  })
}
const years = (count: number) => ({ horizon_years: count })

describe('growth without volatility is the closed form', () => {
  it('of a property: value · (1 + g)^years', () => {
    const values = series('property', { value: 500_000, growth_rate: 5 }, 'propertyValue', years(40))
    values.forEach((value, year) => {
      expect(value / (500_000 * 1.05 ** year)).toBeCloseTo(1, 12)
    })
  })

  it('of a portfolio: return, less the fee, whether or not income is split off', () => {
    const params = { value: 100_000, expected_return: 7, income_yield: 4, annual_fee_rate: 1 }
    near(series('portfolio', params, 'portfolioValue', years(2)), [100_000, 105_930, 105_930 * 1.0593], 6)
  })

  it('of a deposit: monthly compounding', () => {
    near(series('cash', { value: 1000, interest_rate: 6 }, 'cashValue', years(1)), [1000, 1000 * 1.005 ** 12])
  })

  it('of monthly contributions: the sum of a geometric series', () => {
    const params = { value: 0, expected_return: 7, income_yield: 0, monthly_contribution: 100 }
    const month = 1.07 ** (1 / 12)
    const expected = (100 * (month ** 120 - 1)) / (month - 1)
    near([series('portfolio', params, 'portfolioValue', years(10))[10]!], [expected])
  })
})

describe('a property', () => {
  const let_ = {
    value: 600_000,
    weekly_rent: 500,
    rent_growth_rate: 3,
    vacancy_rate: 4,
    management_rate: 5,
    annual_expenses: 4000,
  }
  it('earns 52 weeks of rent less vacancy, pays costs and the management fee', () => {
    near(series('property', let_, 'income', years(2)), [0, 26_000 * 0.96, 26_000 * 0.96 * 1.03])
    near(series('property', let_, 'expenses', years(1)), [0, 4000 + 26_000 * 0.96 * 0.05])
  })

  it('counts by the share that is owned', () => {
    const params = { ...let_, loan_balance: 300_000, offset_balance: 10_000, ownership_share: 25 }
    const quarter = planOf([instanceOf('property', params)])
    const whole = planOf([instanceOf('property', { ...params, ownership_share: 100 })])
    const scaled = totalsByYear(project(whole)).map(({ netWorth }) => netWorth / 4)
    near(
      totalsByYear(project(quarter)).map(({ netWorth }) => netWorth),
      scaled,
      6,
    )
  })

  it('is bought through the household account: price, costs, less what is borrowed', () => {
    const params = {
      ...let_,
      start_month: '2027-01',
      purchase_costs: 30_000,
      loan_balance: 450_000,
      loan_rate: 6,
    }
    const rows = totalsByYear(
      project(planOf([instanceOf('property', params)], { household_cash: 200_000, ...years(2) })),
    )
    expect(rows[1]).toMatchObject({
      propertyValue: 0,
      debt: 0,
      household: 200_000,
      income: 0,
      netWorth: 200_000,
    })
    expect(rows[2]!.propertyValue).toBeCloseTo(600_000 * 1.04, 6)
    expect(rows[2]!.contributions).toBe(150_000)
    expect(rows[2]!.expenses).toBeCloseTo(30_000 + 4000 + 24_960 * 0.05, 6)
    expect(rows[2]!.principal).toBeCloseTo(450_000 - rows[2]!.debt, 6)
  })

  it('is sold at the end of its month: costs, the loan repaid, the rest to the household account', () => {
    const params = {
      value: 600_000,
      growth_rate: 0,
      loan_balance: 200_000,
      loan_rate: 0,
      loan_term_months: 240,
      sale_month: '2026-12',
      sale_cost_rate: 2,
    }
    const [, sold, after] = totalsByYear(project(planOf([instanceOf('property', params)], years(2))))
    expect(sold).toMatchObject({ propertyValue: 0, debt: 0, principal: 200_000, withdrawals: 600_000 })
    expect(sold!.household).toBeCloseTo(600_000 * 0.98 - 200_000, 6)
    expect(after).toMatchObject({ income: 0, expenses: 0, interest: 0, principal: 0 })
  })

  it('that was sold before the beginning, or would be sold before it is bought, takes no part', () => {
    for (const months of [{ sale_month: '2025-06' }, { start_month: '2028-01', sale_month: '2027-01' }])
      expect(
        totalsByYear(project(planOf([instanceOf('property', { ...let_, ...months })]))).every(
          (row) => row.netWorth === 0 && row.income === 0,
        ),
      ).toBe(true)
  })

  it('keeps its offset account as cash, taken from the household account with a future purchase', () => {
    const offset = { value: 500_000, growth_rate: 0, offset_balance: 20_000 }
    expect(series('property', offset, 'cashValue', years(1))).toEqual([20_000, 20_000])
    const bought = project(planOf([instanceOf('property', { ...offset, start_month: '2026-07' })], years(1)))
    expect(totalAt(bought, 'household', 1)).toBe(-520_000)
    expect(totalAt(bought, 'netWorth', 1)).toBeCloseTo(0, 6)
  })
})

describe('amounts of an earlier month', () => {
  it('are carried forward: growth, rent, loan', () => {
    const loan = { loan_balance: 300_000, loan_rate: 6 }
    const params = { value: 500_000, growth_rate: 5, weekly_rent: 400, rent_growth_rate: 3, ...loan }
    const then = { ...params, as_of_month: '2024-01' }
    near(series('property', then, 'propertyValue', years(1)), [500_000 * 1.05 ** 2, 500_000 * 1.05 ** 3])
    near(series('property', then, 'income', years(1)), [0, 20_800 * 1.03 ** 2])
    const debt = series('property', params, 'debt', years(3))
    near(series('property', then, 'debt', years(1)), debt.slice(2))
  })

  it('bring contributions along, and start where a plan made then would be', () => {
    const params = { value: 10_000, monthly_contribution: 200, contribution_growth_rate: 3 }
    const kept = series('portfolio', { ...params, as_of_month: '2026-01' }, 'portfolioValue', years(5))
    near(
      series('portfolio', { ...params, as_of_month: '2023-01' }, 'portfolioValue', years(2)),
      kept.slice(3),
    )
  })

  it('take withdrawals along, which without a first month are in payment already', () => {
    const params = {
      value: 1_000_000,
      as_of_month: '2023-01',
      expected_return: 7,
      income_yield: 0,
      monthly_withdrawal: 5_000,
      contribution_growth_rate: 2.5,
    }
    const month = 1.07 ** (1 / 12)
    let expected = 1_000_000
    for (let k = 0; k < 36; k++) expected = expected * month - 5_000 * 1.025 ** Math.floor(k / 12)
    expect(expected).toBeCloseTo(1_021_246.29, 2)
    near(series('portfolio', params, 'portfolioValue', years(1)).slice(0, 1), [expected])
    near(series('portfolio', params, 'withdrawals', years(1)), [0, 12 * 5_000 * 1.025 ** 3])
    const begun = { ...params, withdrawal_start_month: '2023-01' }
    expect(series('portfolio', begun, 'portfolioValue')).toEqual(
      series('portfolio', params, 'portfolioValue'),
    )
    const later = { ...params, withdrawal_start_month: '2026-01' }
    near(series('portfolio', later, 'portfolioValue', years(1)).slice(0, 1), [1_000_000 * 1.07 ** 3])
  })

  it('have no more withdrawn than there was', () => {
    const params = { value: 100, interest_rate: 0, monthly_withdrawal: 30, as_of_month: '2025-10' }
    near(series('cash', params, 'cashValue', years(1)), [10, 0])
    near(series('cash', params, 'withdrawals', years(1)), [0, 10])
    near(series('cash', { ...params, as_of_month: '2025-01' }, 'cashValue', years(1)), [0, 0])
  })

  it('have the cost base taken down in proportion by what was withdrawn', () => {
    const params = {
      value: 100_000,
      cost_base: 40_000,
      expected_return: 0,
      income_yield: 0,
      monthly_withdrawal: 5_000,
      as_of_month: '2025-03',
      sale_month: '2026-01',
    }
    const tax = { ...years(1), tax_system: 'flat', tax_flat_rate: 10, capital_gains_discount: 0 }
    // Ten withdrawals before the projection left half of both; the last one and the sale realise the rest.
    near(series('portfolio', params, 'tax', tax), [0, (50_000 - 20_000) * 0.1])
  })

  it('are not moved by shifts, which concern the future', () => {
    const params = { value: 100, growth_rate: 0, as_of_month: '2020-01' }
    near(series('property', params, 'propertyValue', { ...years(1), growth_shift: 10 }), [100, 110])
  })

  it('that lies ahead are taken as true at the beginning', () => {
    near(
      series('cash', { value: 100, interest_rate: 0, as_of_month: '2030-01' }, 'cashValue', years(1)),
      [100, 100],
    )
  })

  it('of a future purchase are those of its own month', () => {
    const params = { value: 100, growth_rate: 5, as_of_month: '2020-01', start_month: '2028-01' }
    near(series('property', params, 'propertyValue', years(3)), [0, 0, 0, 105])
  })
})

describe('payments', () => {
  it('end and begin with their months, and rise every year', () => {
    const params = {
      value: 1000,
      interest_rate: 0,
      monthly_contribution: 10,
      contribution_growth_rate: 10,
      contribution_end_month: '2027-06',
      monthly_withdrawal: 5,
      withdrawal_start_month: '2027-07',
    }
    near(series('cash', params, 'contributions', years(3)), [0, 120, 66, 0])
    near(series('cash', params, 'withdrawals', years(3)), [0, 0, 33, 72.6])
  })

  it('never take more than there is', () => {
    const params = { value: 100, interest_rate: 0, monthly_withdrawal: 30 }
    near(series('cash', params, 'withdrawals', years(2)), [0, 100, 0])
    near(series('cash', params, 'cashValue', years(2)), [100, 0, 0])
  })

  it('of income go to the household account unless they are reinvested', () => {
    const params = { value: 120_000, expected_return: 0, income_yield: 4 }
    const paid = project(planOf([instanceOf('portfolio', { ...params, reinvest_income: false })], years(1)))
    const kept = project(planOf([instanceOf('portfolio', params)], years(1)))
    expect(totalAt(paid, 'household', 1)).toBeCloseTo(totalAt(paid, 'income', 1), 8)
    expect(totalAt(paid, 'netWorth', 1)).toBeCloseTo(120_000, 6)
    expect(totalAt(kept, 'household', 1)).toBe(0)
    expect(totalAt(kept, 'reinvested', 1)).toBeCloseTo(12 * 400, 8)
  })
})

describe('the household account', () => {
  it('earns interest while in credit and is charged while overdrawn', () => {
    const account = (household_cash: number) =>
      totalSeries(
        project(
          planOf([], { ...years(1), household_cash, household_cash_rate: 3, household_deficit_rate: 12 }),
        ),
        'household',
      )[1]
    expect(account(1000)).toBeCloseTo(1000 * 1.0025 ** 12, 8)
    expect(account(-1000)).toBeCloseTo(-1000 * 1.01 ** 12, 8)
  })

  it('reports the largest overdraft of each year', () => {
    const plan = planOf([leftOver(-10)], { ...years(3), household_cash: 100 })
    near(Array.from(totalSeries(project(plan), 'deficit')), [0, 20, 140, 260])
  })

  it('receives what is left over, which rises with inflation', () => {
    const plan = planOf([leftOver(100)], { ...years(2), inflation_rate: 10 })
    near(Array.from(totalSeries(project(plan), 'household')), [0, 1200, 2520])
    near(Array.from(totalSeries(project(plan), 'netWorthReal')), [0, 1200 / 1.1, 2520 / 1.21])
  })

  it('receives a loan that starts later', () => {
    const loan = instanceOf('loan', { balance: 1000, rate: 0, term_months: 10, start_month: '2026-12' })
    const rows = totalsByYear(project(planOf([loan], years(2))))
    expect(rows[1]).toMatchObject({ withdrawals: 1000, debt: 900, household: 900, netWorth: 0 })
    expect(rows[2]!.household).toBeCloseTo(0, 9)
  })
})
