import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { amountsAt } from './amounts-at.ts'
import { monthsOf } from './analysis/months.ts'
import { taxWorksheet } from './analysis/tax-worksheet.ts'
import { instanceByYear, totalsByYear } from './by-year.test-support.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import type { PlanInstance } from './plan.ts'
import { project } from './project.ts'
import { whatHappened } from './what-happened.ts'

const covered = { cover_shortfall_from: 'cash_then_portfolios', household_cash: 0, household_cash_rate: 0 }
const spending = (amount: number, params: Params = {}) =>
  instanceOf('cash_flow', { amount, direction: 'expense', follows_inflation: false, ...params })
const deposit = (id: string, value: number, params: Params = {}) =>
  instanceOf('cash', { value, interest_rate: 0, ...params }, { id })
/** Neither grows nor pays anything, unless it is said to. */
const shares = (id: string, value: number, params: Params = {}) =>
  instanceOf('portfolio', { value, expected_return: 0, income_yield: 0, volatility: 0, ...params }, { id })
const planned = (instances: PlanInstance[], assumptions: Params = {}) =>
  planOf(instances, { horizon_years: 3, tax_system: 'none', ...covered, ...assumptions })

it('draws on deposits, then on portfolios, and borrows only what nothing covers', () => {
  const plan = planned([spending(1_000), deposit('savings', 15_000), shares('fund', 12_000)])
  const projection = project(plan)
  const savings = instanceByYear(projection, 'savings')
  const fund = instanceByYear(projection, 'fund')
  expect(savings.map(({ cashValue }) => cashValue)).toEqual([15_000, 3_000, 0, 0])
  expect(fund.map(({ portfolioValue }) => portfolioValue)).toEqual([12_000, 12_000, 3_000, 0])
  expect(savings.map((year) => year.covered)).toEqual([0, 12_000, 3_000, 0])
  const totals = totalsByYear(projection)
  expect(totals.map((year) => year.covered)).toEqual([0, 12_000, 12_000, 3_000])
  // 27 months are covered.
  expect(totals.map(({ deficit }) => deficit)).toEqual([0, 0, 0, 9_000])
  expect(totals[3]!.household).toBe(-9_000)
})

it('is borrowed as before where nothing else is said', () => {
  const { cover_shortfall_from: _, ...before } = covered
  const instances = [spending(1_000), deposit('savings', 15_000)]
  const projection = project(planOf(instances, { horizon_years: 1, tax_system: 'none', ...before }))
  expect(instanceByYear(projection, 'savings')[1]!.cashValue).toBe(15_000)
  expect(totalsByYear(projection)[1]).toMatchObject({ covered: 0, deficit: 12_000 })
})

it('draws in turns: smaller numbers first, equal ones together, those without one last', () => {
  const plan = planned(
    [
      spending(1_000),
      shares('third', 40_000, { shortfall_order: 7 }),
      shares('second', 2_000, { shortfall_order: 2 }),
      shares('last', 40_000),
      deposit('first', 1_000),
      shares('with second', 6_000, { shortfall_order: 2 }),
    ],
    { horizon_years: 1 },
  )
  const projection = project(plan)
  const drawn = (id: string) => instanceByYear(projection, id)[1]!.covered
  expect(['first', 'second', 'with second', 'third', 'last'].map(drawn)).toEqual([
    1_000, 2_000, 6_000, 3_000, 0,
  ])
  // What two cover together they cover by their worth.
  expect(monthsOf(plan, 'second', 'covered', 1)[1]).toBeCloseTo(250, 9)
  expect(monthsOf(plan, 'with second', 'covered', 1)[1]).toBeCloseTo(750, 9)
})

it('leaves alone what is not there yet, or no longer', () => {
  const plan = planned(
    [
      spending(1_000),
      shares('sold', 6_000, { sale_month: '2026-02', cost_base: 6_000 }),
      deposit('later', 2_000, { start_month: '2026-11' }),
      deposit('archived', 99_000),
    ].map((one) => (one.id === 'archived' ? { ...one, status: 'archived' as const } : one)),
    { horizon_years: 1, household_deficit_rate: 0 },
  )
  const projection = project(plan)
  // 1,000 is drawn in January; the sale brings the rest in February, which lasts until June.
  expect(instanceByYear(projection, 'sold')[1]).toMatchObject({ covered: 1_000, withdrawals: 6_000 })
  expect(instanceByYear(projection, 'later')[1]).toMatchObject({ covered: 2_000, contributions: 2_000 })
  expect(totalsByYear(projection)[1]).toMatchObject({ deficit: 6_000, household: -6_000 })
})

it('taxes the gains on what is sold in the tax year of the sale, and covers that tax as well', () => {
  const plan = planned([spending(1_000), shares('fund', 100_000, { cost_base: 40_000 })], {
    tax_system: 'flat',
    tax_flat_rate: 30,
    tax_year_end_month: 12,
    capital_gains_discount: 50,
    loss_treatment: 'carry_forward',
  })
  const projection = project(plan)
  // In December the tax is settled first: what is sold then, the tax among it, counts in the year after.
  const sold = 12_000
  const gain = 11_000 * 0.6
  const tax = gain * 0.5 * 0.3
  const [, first, second] = totalsByYear(projection)
  expect(first).toMatchObject({ household: 0, deficit: 0 })
  expect(first!.tax).toBeCloseTo(tax, 8)
  expect(first!.covered).toBeCloseTo(sold + tax, 8)
  expect(second!.tax).toBeCloseTo((sold + tax) * 0.6 * 0.5 * 0.3, 8)
  const sale = taxWorksheet(plan).years[0]!.persons[0]!.holdings[0]!.realised[0]!
  expect(sale).toMatchObject({ isWithdrawal: true, isLong: true })
  expect(sale.gain).toBeCloseTo(gain, 8)
})

it('has covered in the months that have passed, and says so', () => {
  const plan = planned(
    [spending(1_000, { as_of_month: '2025-07' }), deposit('savings', 15_000, { as_of_month: '2025-07' })],
    { household_as_of_month: '2025-07' },
  )
  expect(instanceByYear(project(plan), 'savings')[0]!.cashValue).toBe(9_000)
  const happened = whatHappened(plan)!
  expect(happened.happenings).toContainEqual(
    expect.objectContaining({ kind: 'covered', amount: 6_000, count: 6 }),
  )
  expect(happened.now).toBe(0)
  const amounts = amountsAt(plan.instances, plan.assumptions, toMonth('2026-01'))
  expect(amounts.get('savings')).toMatchObject({ value: 9_000 })
})

it('keeps what a portfolio has cost when it is stated anew, because it may be sold', () => {
  const fund = shares('fund', 100_000, { as_of_month: '2025-01', expected_return: 10 })
  const costAt = (assumptions: Params) =>
    amountsAt([fund], assumptions, toMonth('2026-01')).get('fund')!.cost_base
  expect(costAt({})).toBeUndefined()
  expect(costAt(covered)).toBeCloseTo(100_000, 8)
})
