import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { totalKeyFigures } from './analysis/key-figures.ts'
import { monthsOf } from './analysis/months.ts'
import { taxWorksheet } from './analysis/tax-worksheet.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import { project, projectWithFlows } from './project.ts'
import { householdSeries, instanceSeries } from './projection.ts'
import type { Row } from './rows.ts'
import { whatHappened } from './what-happened.ts'

const australian: Params = { tax_system: 'au_resident', tax_year_end_month: 12, household_cash_rate: 0 }
const portfolio = (params: Params) =>
  instanceOf('portfolio', { value: 0, expected_return: 0, income_yield: 0, ...params })
const fund = (params: Params) => portfolio({ tax_wrapper: 'super', access_month: '2029-01', ...params })

function rowsOf(params: Params, assumptions: Params, ...rows: Row[]): number[][] {
  const projection = project(planOf([portfolio(params)], { horizon_years: 5, ...assumptions }))
  return rows.map((row) => Array.from(instanceSeries(projection, 'portfolio-1', row)))
}

describe('a super fund', () => {
  it('takes 15% of what is paid in, by its owner out of the household account and by an employer past it', () => {
    const params = { ...fund({}).params, monthly_contribution: 1_000, employer_contribution: 500 }
    const plan = planOf([portfolio(params)], { ...australian, horizon_years: 1 })
    const projection = project(plan)
    const row = (name: Row) => instanceSeries(projection, 'portfolio-1', name)[1]
    expect(row('portfolioValue')).toBeCloseTo(18_000 * 0.85, 8)
    expect(row('contributions')).toBeCloseTo(18_000 * 0.85, 8)
    expect(row('received')).toBeCloseTo(6_000, 8)
    expect(monthsOf(plan, 'portfolio-1', 'received', 1)).toEqual(new Array(12).fill(500))
    expect(row('tax')).toBeCloseTo(18_000 * 0.15, 8)
    // Nobody has an income from which they could be deducted.
    expect(householdSeries(projection, 'household')[1]).toBeCloseTo(-12_000, 8)
    expect(instanceSeries(projection, 'portfolio-1', 'growth')[1]).toBeCloseTo(0, 8)
  })

  it('takes 15% of income and 10% of growth until there is access, and nothing from then on', () => {
    const held = { ...fund({}).params, value: 100_000, access_month: '2028-01' }
    const [growth] = rowsOf({ ...held, expected_return: 12 }, australian, 'portfolioValue')
    const month = 1.12 ** (1 / 12) - 1
    const taxed = (1 + 0.9 * month) ** 12
    expect(growth![2]).toBeCloseTo(100_000 * taxed ** 2, 6)
    expect(growth![3]! / growth![2]!).toBeCloseTo(1.12, 10)
    const [income] = rowsOf({ ...held, income_yield: 6 }, australian, 'portfolioValue', 'income')
    // Its price falls by what is paid out, which comes back less 15%, while a tenth of the fall is given back.
    expect(income![1]).toBeCloseTo(100_000 * (1 - 0.005 * 0.15 + 0.005 * 0.1) ** 12, 6)
  })

  it('has franking credits of its own, which are refunded in the pension phase', () => {
    const franked = { ...fund({}).params, value: 100_000, income_yield: 7, franking_rate: 100 }
    const [worth] = rowsOf(
      { ...franked, access_month: '2026-01' },
      { ...australian, horizon_years: 1 },
      'portfolioValue',
    )
    expect(worth![1]).toBeCloseTo(100_000 * (1 + (0.07 / 12) * (3 / 7)) ** 12, 6)
  })

  it('takes nothing where nothing is taxed, and its 15% where the household has brackets of another law', () => {
    const paid = { ...fund({}).params, employer_contribution: 1_000 }
    const worth = (assumptions: Params) =>
      rowsOf(paid, { horizon_years: 1, ...assumptions }, 'portfolioValue')[0]![1]
    expect(worth({ tax_system: 'none' })).toBeCloseTo(12_000, 8)
    expect(worth({ tax_system: 'flat', tax_flat_rate: 45 })).toBeCloseTo(10_200, 8)
  })

  it('lowers the tax of its owner by what they pay in, and leaves what an employer pays in out of it', () => {
    const salary = instanceOf('cash_flow', { amount: 10_000, follows_inflation: false })
    const tax = (params: Params) => {
      const plan = planOf([fund(params), salary], {
        ...australian,
        tax_system: 'flat',
        tax_flat_rate: 40,
        horizon_years: 1,
      })
      const [year] = taxWorksheet(plan).years
      return year!.persons[0]!
    }
    expect(tax({ monthly_contribution: 1_000 }).assessment.taxable).toBeCloseTo(108_000, 8)
    expect(tax({ monthly_contribution: 1_000 }).tax).toBeCloseTo(-4_800, 8)
    expect(tax({ employer_contribution: 1_000 }).tax).toBeCloseTo(0, 8)
    expect(tax({ employer_contribution: 1_000 }).holdings[0]).toMatchObject({
      fundTaxOnEntry: 1_800,
      contributed: 0,
    })
  })

  it('is paid into by its owner in both ways where its return is worked out', () => {
    const plan = planOf([fund({ value: 10_000, employer_contribution: 1_000 })], { horizon_years: 3 })
    expect(totalKeyFigures(projectWithFlows(plan)).moneyWeightedReturn).toBeCloseTo(0, 8)
  })

  it('is told of what its owner has paid in alone, once it has happened', () => {
    const params = { value: 50_000, income_yield: 4, monthly_contribution: 100, employer_contribution: 900 }
    const plan = planOf([fund({ ...params, as_of_month: '2025-07' })], {
      ...australian,
      household_as_of_month: '2025-10',
    })
    expect(whatHappened(plan)?.happenings.filter(({ instance }) => instance)).toEqual([
      expect.objectContaining({ kind: 'contributions', count: 3, amount: expect.closeTo(-300, 8) }),
    ])
  })
})

describe('an account that is taxed when drawn', () => {
  it('makes income of withdrawals and of a sale, and of nothing before', () => {
    const params: Params = {
      ...{ tax_wrapper: 'deferred', value: 120_000, income_yield: 6, cost_base: 1 },
      ...{ monthly_withdrawal: 1_000, withdrawal_start_month: '2027-01', sale_month: '2029-12' },
    }
    const [tax] = rowsOf(params, { tax_system: 'flat', tax_flat_rate: 30 }, 'tax')
    expect(tax!.map((amount) => Math.round(amount * 100) / 100 + 0)).toEqual([
      0,
      0,
      3_600,
      3_600,
      0.3 * 96_000,
      0,
    ])
  })

  it('lowers other income also where losses of investments wait', () => {
    const salary = instanceOf('cash_flow', { amount: 5_000, follows_inflation: false })
    const account = portfolio({ tax_wrapper: 'deferred', monthly_contribution: 1_000 })
    const lawOf = (loss_treatment: string) => ({
      tax_system: 'flat',
      tax_flat_rate: 30,
      loss_treatment,
      horizon_years: 1,
    })
    for (const treatment of ['carry_forward', 'offset_other_income']) {
      const projection = project(planOf([account, salary], lawOf(treatment)))
      expect(householdSeries(projection, 'household')[1], treatment).toBeCloseTo((60_000 - 12_000) * 0.7, 6)
    }
  })
})

it('regular withdrawals begin with the month of access', () => {
  const params = {
    tax_wrapper: 'tax_free',
    value: 100_000,
    monthly_withdrawal: 1_000,
    access_month: '2027-07',
  }
  const [drawn] = rowsOf(params, {}, 'withdrawals')
  expect(drawn).toEqual([0, 0, 6_000, 12_000, 12_000, 12_000])
})
