import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import { instanceSeries, totalSeries } from '#domain/projection/projection.ts'

const taxOf = (instance: PlanInstance, assumptions: Params) =>
  totalSeries(
    project(planOf([instance], { horizon_years: 1, tax_year_end_month: 12, ...assumptions })),
    'tax',
  )[1]!

const sold = (gain: number) =>
  instanceOf('portfolio', {
    value: 100_000 + gain,
    cost_base: 100_000,
    expected_return: 0,
    income_yield: 0,
    sale_month: '2026-06',
  })

/** England: allowance 12,570, 20 % to 50,270, 40 % to 125,140, then 45 %; GOV.UK, rates for 2025–26 and 2026–27. */
const british = {
  tax_system: 'custom',
  tax_brackets: '0:0, 12570:20, 50270:40, 125140:45',
  gains_brackets: '0:18, 50270:24',
  gains_allowance: 3_000,
  interest_credit_rate: 20,
}

describe('a British higher-rate taxpayer with an income of 60,000', () => {
  const flat = (params: Params = {}) =>
    instanceOf('property', {
      value: 300_000,
      weekly_rent: 300,
      rent_growth_rate: 0,
      loan_balance: 220_000,
      loan_rate: 5,
      loan_interest_only_months: 60,
      ...params,
    })
  // GOV.UK, "Tax relief for residential landlords: how it's worked out": 40 % of 15,600, less 20 % of 11,000.
  it('pays 4,040 on a rent of 15,600 with interest of 11,000, and not 1,840', () => {
    expect(taxOf(flat(), { ...british, other_income: 60_000 })).toBeCloseTo(4_040, 6)
    expect(taxOf(flat(), { ...british, other_income: 60_000, interest_credit_rate: 0 })).toBeCloseTo(1_840, 6)
  })
  it('has no more interest credited than the profit from letting; the rest waits', () => {
    const costly = flat({ annual_expenses: 8_000, expense_growth_rate: 0 })
    const years = {
      ...british,
      other_income: 60_000,
      inflation_rate: 0,
      horizon_years: 2,
      tax_year_end_month: 12,
    }
    const later = {
      ...costly,
      params: { ...costly.params, loan_term_months: 12, loan_interest_only_months: 12 },
    }
    const tax = totalSeries(project(planOf([later], years)), 'tax')
    expect(tax[1]).toBeCloseTo(7_600 * 0.4 - 7_600 * 0.2, 6)
    // Of 11,000 of interest 3,400 are left for the year in which there is no loan any more.
    expect(tax[2]).toBeCloseTo(7_600 * 0.4 - 3_400 * 0.2, 6)
  })
  // 3,000 are free, the rest at 24 %.
  it('pays 13,680 on a gain of 60,000', () => {
    expect(taxOf(sold(60_000), { ...british, other_income: 60_000 })).toBeCloseTo(13_680, 6)
  })
  it('pays 18 % on what of the basic band is left', () => {
    const tax = taxOf(sold(23_000), { ...british, other_income: 40_270 })
    expect(tax).toBeCloseTo(10_000 * 0.18 + 10_000 * 0.24, 6)
  })
})

it('an American pays 7,500 on a long gain of 50,000 at 15 %', () => {
  const law = {
    tax_system: 'custom',
    tax_brackets: '0:10, 50000:22',
    gains_brackets: '0:0, 48350:15, 533400:20',
  }
  expect(taxOf(sold(50_000), { ...law, other_income: 100_000 })).toBeCloseTo(7_500, 6)
})

describe('franking credits', () => {
  const shares = (franking_rate: number) =>
    instanceOf('portfolio', {
      value: 100_000,
      expected_return: 0,
      income_yield: 12,
      reinvest_income: false,
      franking_rate,
    })
  const year = (franking_rate: number, other_income: number) => {
    const law = { tax_system: 'au_resident', other_income, horizon_years: 1, tax_year_end_month: 12 }
    const projection = project(planOf([shares(franking_rate)], law))
    return {
      income: totalSeries(projection, 'income')[1]!,
      tax: totalSeries(projection, 'tax')[1]!,
      own: instanceSeries(projection, 'portfolio-1', 'tax')[1]!,
    }
  }
  // Tax office, "Imputation reference guide": of a dividend of 700 with a credit of 300 the income is 1,000.
  it('count as income and are set against the tax', () => {
    const { income, tax, own } = year(100, 1_000_000)
    const credits = (income * 30) / 70
    expect(tax).toBeCloseTo((income + credits) * 0.47 - credits, 6)
    expect(own).toBeCloseTo(tax, 6)
    expect(year(0, 1_000_000).tax).toBeCloseTo(income * 0.47, 6)
  })
  it('are refunded where there is less tax than that', () => {
    const { income, tax } = year(50, 0)
    expect(tax).toBeCloseTo((-income * 0.5 * 30) / 70, 6)
  })
})
