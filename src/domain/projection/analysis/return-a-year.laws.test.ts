import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, toMonth } from '#domain/calendar/month.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import { ordinary, planArbitrary } from '../plan.arbitrary.ts'
import { instanceOf, leftOver, planOf } from '../plan.fixture.ts'
import { projectWithFlows } from '../project.ts'
import { instanceSeries } from '../projection.ts'
import { instanceKeyFigures, totalKeyFigures } from './key-figures.ts'

const begins = toMonth('2026-01')
/** A month counted from the first of the projection, which is 1. */
const month = (number: number) => addMonths(begins, number - 1)

function returnOf(kind: InstanceKind, params: Params, assumptions: Params = {}) {
  const projection = projectWithFlows(
    planOf([instanceOf(kind, params)], { horizon_years: 5, ...assumptions }),
  )
  return instanceKeyFigures(projection, `${kind}-1`).moneyWeightedReturn
}
const fund = { value: 10_000, expected_return: 10, income_yield: 0 }

describe('the return a year of a fund that earns 10%', () => {
  it('is 10% when it is bought in month 13 of 60', () => {
    expect(returnOf('portfolio', { ...fund, start_month: month(13) })).toBeCloseTo(0.1, 10)
  })

  it('is 10% whenever it is bought, sold, paid into and drawn from', () => {
    const some = (from: number, to: number) =>
      fc.option(fc.integer({ min: from, max: to }).map(month), { nil: null })
    const params = fc.record({
      value: fc.integer({ min: 1_000, max: 1_000_000 }),
      start_month: some(-30, 59),
      sale_month: some(1, 80),
      income_yield: fc.constantFrom(0, 3, 10),
      reinvest_income: fc.boolean(),
      monthly_contribution: fc.constantFrom(0, 10, 700),
      contribution_growth_rate: fc.constantFrom(0, 3),
      contribution_end_month: some(-10, 80),
      monthly_withdrawal: fc.constantFrom(0, 10, 900),
      withdrawal_start_month: some(-10, 80),
      as_of_month: some(-30, 0),
    })
    fc.assert(
      fc.property(params, (values) => {
        const given = Object.entries({ ...fund, ...values }).filter(([, value]) => value !== null)
        const projection = projectWithFlows(
          planOf([instanceOf('portfolio', Object.fromEntries(given) as Params)], { horizon_years: 5 }),
        )
        const found = instanceKeyFigures(projection, 'portfolio-1').moneyWeightedReturn
        const worth = instanceSeries(projection, 'portfolio-1', 'portfolioValue').subarray(0, 5)
        const isBought =
          (values.start_month ?? '') > begins && !((values.sale_month ?? '9') < values.start_month!)
        // What is put in and taken out again the same day has no return.
        if (found !== null || isBought || worth.some((amount) => amount > 0.01))
          expect(found).toBeCloseTo(0.1, 7)
      }),
      { numRuns: 500 },
    )
  })

  it.each([0.2, 1, 2.5])('is 1.10 · (1 − fee) − 1 with a fee of %s percent', (fee) => {
    const params = { ...fund, income_yield: 4, annual_fee_rate: fee, start_month: month(8) }
    expect(returnOf('portfolio', params)).toBeCloseTo(1.1 * (1 - fee / 100) - 1, 10)
    // What is paid out has borne no fee.
    const growth = 1.1 ** (1 / 12) * (0.04 / 12 + (1 - 0.04 / 12) * (1 - fee / 100) ** (1 / 12))
    const paidOut = { ...params, reinvest_income: false }
    expect(returnOf('portfolio', paidOut)).toBeCloseTo(growth ** 12 - 1, 10)
  })

  it('is 10% of two of them together, and of one beside an account of the household', () => {
    const two = [fund, { ...fund, start_month: month(30), monthly_contribution: 400 }].map((params, i) =>
      instanceOf('portfolio', params, { id: `fund-${i}` }),
    )
    const plan = planOf([...two, leftOver(900)], { horizon_years: 5, household_cash: 80_000 })
    expect(totalKeyFigures(projectWithFlows(plan)).moneyWeightedReturn).toBeCloseTo(0.1, 10)
  })
})

describe('the return a year', () => {
  it('of a deposit is its effective rate, whenever it is paid into', () => {
    const params = { value: 5_000, interest_rate: 6, start_month: month(5), monthly_contribution: 250 }
    expect(returnOf('cash', params)).toBeCloseTo(1.005 ** 12 - 1, 10)
  })

  it('of a property without rent and costs is its growth, and what it costs to buy and sell lowers it', () => {
    const params = { value: 500_000, growth_rate: 5, start_month: month(7) }
    expect(returnOf('property', params)).toBeCloseTo(0.05, 10)
    const traded = { ...params, purchase_costs: 20_000, sale_month: month(30), sale_cost_rate: 2 }
    // Held from the beginning of month 7 to the end of month 30: two years.
    const expected = Math.sqrt((500_000 * 1.05 ** 2 * 0.98) / 520_000) - 1
    expect(returnOf('property', traded)).toBeCloseTo(expected, 10)
  })

  it.each([
    { loan_interest_only_months: 60 },
    { loan_term_months: 120 },
    { loan_term_months: 40, start_month: month(9) },
  ])('of a property whose loan costs what it grows is that growth: %j', (terms) => {
    const params = {
      value: 500_000,
      loan_balance: 400_000,
      loan_rate: 6,
      growth_rate: 100 * (1.005 ** 12 - 1),
    }
    expect(returnOf('property', { ...params, ...terms })).toBeCloseTo(1.005 ** 12 - 1, 10)
  })

  it('of a property with a loan is that of the owner’s part', () => {
    const params = {
      value: 500_000,
      growth_rate: 5,
      loan_balance: 400_000,
      loan_rate: 3.6,
      loan_interest_only_months: 60,
    }
    const found = returnOf('property', params) as number
    // 100,000 put in, 1,200 of interest paid each month, the worth less the loan at the end.
    const growth = (1 + found) ** (1 / 12)
    let worth = -100_000
    for (let k = 1; k <= 60; k++) worth -= 1_200 / growth ** k
    worth += (500_000 * 1.05 ** 5 - 400_000) / growth ** 60
    expect(worth).toBeCloseTo(0, 4)
    expect(found).toBeGreaterThan(0.05)
  })

  it('is after tax, which is paid at the end of the year', () => {
    const tax = { horizon_years: 1, tax_system: 'flat', tax_flat_rate: 30, capital_gains_discount: 0 }
    const interest = 1.005 ** 12 - 1
    expect(returnOf('cash', { value: 1_000, interest_rate: 6 }, tax)).toBeCloseTo(interest * 0.7, 10)
    // Sold after six months: with x six months of growth, value · x² − price · x + tax = 0.
    const price = 10_000 * Math.sqrt(1.1)
    const due = 0.3 * (price - 10_000)
    const x = (price + Math.sqrt(price ** 2 - 4 * 10_000 * due)) / 20_000
    expect(returnOf('portfolio', { ...fund, sale_month: month(6) }, tax)).toBeCloseTo(x ** 2 - 1, 10)
  })

  it('is not there for a loan, which costs, nor for what is never held', () => {
    expect(returnOf('loan', { balance: 9_000 })).toBeNull()
    expect(returnOf('portfolio', { ...fund, start_month: month(61) })).toBeNull()
  })
})

it('monthly flows add up to the net cash flow of every holding', () => {
  fc.assert(
    fc.property(planArbitrary(5, 8, ordinary), (plan) => {
      const projection = projectWithFlows(plan)
      const length = 12 * projection.years + 1
      const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
      projection.instances.forEach(({ id, kind }, position) => {
        const flows = projection.monthlyFlows.subarray(position * length, (position + 1) * length)
        // What an employer pays into a fund is paid in by its owner here, and has come in there before.
        const employers = kind === 'portfolio' ? instanceSeries(projection, id, 'received') : null
        const yearly = instanceSeries(projection, id, 'netCashFlow').map(
          (flow, year) => flow - (employers?.[year] ?? 0),
        )
        const size = sum(yearly.map(Math.abs)) + sum(flows.map(Math.abs))
        expect(Math.abs(sum(flows) - sum(yearly))).toBeLessThanOrEqual(0.005 + 1e-10 * size)
      })
    }),
  )
})
