import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { loanCourse } from './analysis/loan-course.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import { project, projectWithFlows } from './project.ts'
import { householdSeries, instanceSeries } from './projection.ts'
import type { Row } from './rows.ts'
import { whatHappened } from './what-happened.ts'

const terms: Params = { loan_balance: 350_000, loan_rate: 7, loan_term_months: 300 }
const home = (params: Params) =>
  instanceOf('property', { value: 600_000, growth_rate: 0, ...terms, ...params })
const yearsOf = (params: Params, row: Row) =>
  Array.from(instanceSeries(project(planOf([home(params)])), 'property-1', row))

const refinanced: Params = {
  loan_refinance_month: '2027-01',
  loan_refinance_rate: 6.25,
  loan_refinance_term_months: 360,
  loan_refinance_draw: 50_000,
  loan_refinance_costs: 8_000,
}

describe('a refinancing', () => {
  it('adds what is drawn to what is owed, pays it out and has its costs paid', () => {
    const before = yearsOf({}, 'debt')[1]!
    expect(yearsOf(refinanced, 'debt')[1]).toBeCloseTo(before, 8)
    const repaid = yearsOf(refinanced, 'principal')[2]!
    expect(yearsOf(refinanced, 'debt')[2]).toBeCloseTo(before + 50_000 - repaid, 6)
    expect(yearsOf(refinanced, 'withdrawals')).toEqual([0, 0, 50_000, ...new Array(8).fill(0)])
    expect(yearsOf(refinanced, 'expenses')).toEqual([0, 0, 8_000, ...new Array(8).fill(0)])
    const paid = yearsOf(refinanced, 'interest')[2]! + repaid
    const household = householdSeries(project(planOf([home(refinanced)])), 'household')
    expect(household[2]! - household[1]!).toBeCloseTo(50_000 - 8_000 - paid, 6)
  })

  it('is levelled over what is owed for the time left then', () => {
    const owed = yearsOf({}, 'debt')[1]! + 50_000
    const [rate, paid] = [
      0.0625 / 12,
      yearsOf(refinanced, 'interest')[3]! + yearsOf(refinanced, 'principal')[3]!,
    ]
    expect(paid / 12).toBeCloseTo((owed * rate) / (1 - (1 + rate) ** -360), 6)
    const course = loanCourse(planOf([home(refinanced)]), 'property-1')
    expect(course?.afterRefinancing).toEqual({ month: '2027-01', repayment: expect.closeTo(paid / 12, 6) })
    expect(course?.lastMonth).toBe('2056-12')
  })

  it('ends a fixed rate, and is moved by a shift of rates', () => {
    const interest = (params: Params, shift: number) => {
      const plan = planOf([home({ loan_interest_only_months: 200, ...params })], { loan_rate_shift: shift })
      return instanceSeries(project(plan), 'property-1', 'interest')[2]!
    }
    const fixed: Params = { loan_fixed_months: 60, loan_revert_rate: 9 }
    expect(interest(fixed, 2)).toBeCloseTo(350_000 * 0.07, 6)
    expect(interest({ ...fixed, ...refinanced, loan_refinance_draw: 0 }, 0)).toBeCloseTo(350_000 * 0.0625, 6)
    expect(interest({ ...fixed, ...refinanced, loan_refinance_draw: 0 }, 2)).toBeCloseTo(350_000 * 0.0825, 6)
    expect(interest({ ...fixed, loan_refinance_month: '2027-01' }, 2)).toBeCloseTo(350_000 * 0.07, 6)
  })

  it('draws on a dwelling without a loan, and is repaid at its sale', () => {
    const free = { ...refinanced, loan_balance: 0, sale_month: '2029-06', sale_cost_rate: 0 }
    expect(yearsOf(free, 'debt')[1]).toBe(0)
    expect(yearsOf(free, 'debt')[3]).toBeGreaterThan(48_000)
    expect(yearsOf(free, 'debt')[4]).toBe(0)
    expect(yearsOf(free, 'principal').reduce((sum, value) => sum + value, 0)).toBeCloseTo(50_000, 6)
  })

  it('is counted among the flows of its month', () => {
    const { monthlyFlows } = projectWithFlows(planOf([home(refinanced)]))
    const plain = projectWithFlows(planOf([home({})])).monthlyFlows
    expect(monthlyFlows[12]! - plain[12]!).toBeCloseTo(42_000, 8)
  })

  it('that has passed is told with what came of it', () => {
    const past = { ...refinanced, as_of_month: '2025-01', loan_refinance_month: '2025-06' }
    const plan = planOf([home(past)], { household_as_of_month: '2025-03' })
    const told = whatHappened(plan)!.happenings.map(({ kind, month, amount }) => [
      kind,
      month,
      Math.round(amount),
    ])
    expect(told).toContainEqual(['refinancing', '2025-06', 42_000])
    expect(told.filter(([kind]) => kind === 'withdrawals' || kind === 'costs')).toEqual([])
  })

  it('is known to amounts of a later month: only its money moves, if the balance is older', () => {
    const params = { ...refinanced, loan_refinance_month: '2025-06', as_of_month: '2025-09' }
    const plain = { ...terms, as_of_month: '2025-09' }
    const seen = (own: Params, household_as_of_month: string) => {
      const projection = project(planOf([home(own)], { household_as_of_month }))
      return [
        instanceSeries(projection, 'property-1', 'debt')[5]!,
        householdSeries(projection, 'household')[0]!,
      ]
    }
    for (const [household, moved] of [
      ['2025-03', 42_000],
      ['2025-08', 0],
    ] as const) {
      const [debt, cash] = seen(params, household)
      const [plainDebt, plainCash] = seen(plain, household)
      expect(debt).toBe(plainDebt)
      expect(cash! - plainCash!).toBeCloseTo(moved, 6)
    }
  })
})
