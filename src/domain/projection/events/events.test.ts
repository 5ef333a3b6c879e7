import { describe, expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import { catalogue, instanceKinds } from '#domain/instances/catalogue.ts'
import type { Params } from '#domain/instances/types.ts'
import { loanCourse } from '../analysis/loan-course.ts'
import { instanceOf, leftOver, planOf } from '../plan.fixture.ts'
import type { Plan } from '../plan.ts'
import { eventFields } from './event-fields.ts'
import { eventsOf } from './events.ts'
import { movedParams } from './moved-params.ts'

const told = (plan: Plan) =>
  eventsOf(plan).map((event) => [
    event.month,
    event.of === 'holding' ? `${event.name} ${event.label}` : event.of,
  ])

describe('the fields of events', () => {
  it('are all that say when something happens', () => {
    // Whose month it is that amounts, terms and rises are of, and not of anything that happens.
    const others =
      /^(as_of_month|confirmed_month|rise_month|(loan_)?term_months|(loan_)?refinance_term_months)$/
    for (const kind of instanceKinds) {
      const saying = catalogue[kind].fields.filter(
        ({ key, type }) =>
          /_months?$/.test(key) && (type === 'month' || type === 'integer') && !others.test(key),
      )
      expect(eventFields[kind].map(({ key }) => key).sort()).toEqual(saying.map(({ key }) => key).sort())
    }
  })
})

describe('what happens when', () => {
  const flat: Params = {
    value: 500_000,
    as_of_month: '2026-01',
    loan_balance: 400_000,
    loan_rate: 6,
    loan_term_months: 360,
    loan_interest_only_months: 24,
    loan_fixed_months: 36,
    sale_month: '2030-05',
  }

  it('comes in the order of months, durations counted from the month of the amounts', () => {
    const salary = instanceOf('cash_flow', { amount: 9_000, end_month: '2029-12' }, { id: 'Salary' })
    expect(told(planOf([instanceOf('property', flat, { id: 'Flat' }), salary]))).toEqual([
      ['2028-01', 'Flat interest-only time ends'],
      ['2029-01', 'Flat fixed rate ends'],
      ['2029-12', 'Salary ends'],
      ['2030-05', 'Flat sold'],
    ])
  })

  it('leaves out what comes before a purchase, or outside of the years looked at', () => {
    const past = instanceOf('portfolio', { value: 1, start_month: '2020-01', sale_month: '2040-01' })
    expect(told(planOf([past]))).toEqual([])
    const fund = instanceOf(
      'portfolio',
      { value: 1, start_month: '2030-01', withdrawal_start_month: '2029-01' },
      { id: 'Fund' },
    )
    expect(told(planOf([fund, leftOver(1)]))).toEqual([['2030-01', 'Fund bought']])
  })

  it('ignores a month that does not count', () => {
    const own = { value: 1, access_month: '2028-01' }
    expect(told(planOf([instanceOf('portfolio', own)]))).toEqual([])
    const fund = instanceOf('portfolio', { ...own, tax_wrapper: 'super' }, { id: 'Fund' })
    expect(told(planOf([fund]))).toEqual([['2028-01', 'Fund access begins']])
  })

  it('knows the month in which a loan is paid off, which is that of its course', () => {
    const loan = instanceOf(
      'loan',
      { balance: 20_000, rate: 6, term_months: 60, extra_monthly_payment: 300 },
      { id: 'Car' },
    )
    const plan = planOf([loan, leftOver(2_000)])
    expect(told(plan)).toEqual([[loanCourse(plan, 'Car')?.lastMonth, 'Car paid off']])
  })

  it('says nothing more of a loan once it is paid off', () => {
    const loan = instanceOf(
      'loan',
      { balance: 1_000, rate: 6, term_months: 60, fixed_months: 48, extra_monthly_payment: 500 },
      { id: 'Card' },
    )
    expect(told(planOf([loan, leftOver(2_000)]))).toEqual([['2026-02', 'Card paid off']])
  })

  it('knows the month in which the household account is first overdrawn, and the year that reaches the goal', () => {
    const plan = planOf([leftOver(1_000)], { household_cash: 500, goal_amount: 30_000 })
    expect(told(plan)).toEqual([['2028-12', 'goal']])
    expect(told(planOf([leftOver(-100)], { household_cash: 250 }))).toEqual([['2026-03', 'shortfall']])
  })
})

describe('moving an event', () => {
  const from = toMonth('2028-01')
  it('writes the month where the field says one', () => {
    const row = { kind: 'property' as const, params: { value: 1, sale_month: '2028-01' } }
    expect(movedParams(row, { field: 'sale_month', from, to: toMonth('2029-03') })).toEqual({
      value: 1,
      sale_month: '2029-03',
    })
  })

  it('makes a duration longer or shorter by as many months, and never less than none', () => {
    const row = { kind: 'loan' as const, params: { balance: 1, fixed_months: 24 } }
    const moved = (to: string) =>
      movedParams(row, { field: 'fixed_months', from, to: toMonth(to) }).fixed_months
    expect(moved('2028-07')).toBe(30)
    expect(moved('2020-01')).toBe(0)
  })

  it('is where it was moved to when it is looked at again', () => {
    const params = {
      balance: 9_000,
      rate: 6,
      term_months: 60,
      as_of_month: '2025-06',
      interest_only_months: 24,
    }
    const events = (of: Params) => eventsOf(planOf([instanceOf('loan', of), leftOver(500)]))
    const [first] = events(params)
    expect(first?.month).toBe('2027-06')
    const row = { kind: 'loan' as const, params }
    const to = toMonth('2028-02')
    const next = movedParams(row, { field: 'interest_only_months', from: toMonth('2027-06'), to })
    expect(events(next)[0]?.month).toBe(to)
  })
})
