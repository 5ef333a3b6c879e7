import { expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import { withStatedMonths } from './stated-months.ts'

const today = toMonth('2027-03')

it.each([
  ['a new balance', {}, { household_cash: 5 }, { household_as_of_month: today }],
  [
    'a changed balance',
    { household_cash: 5, household_as_of_month: '2026-11' },
    { household_cash: 6, household_as_of_month: '2026-11' },
    { household_as_of_month: today },
  ],
  ['a first surplus', {}, { household_monthly_surplus: 5 }, { household_as_of_month: today }],
  ['a goal', {}, { goal_amount: 9 }, { goal_as_of_month: today }],
])('dates %s with this month', (_, before, after, dated) => {
  expect(withStatedMonths(before, after, today)).toEqual({ ...after, ...dated })
})

it.each([
  ['a month that is chosen', { household_cash: 5 }, { household_cash: 6, household_as_of_month: '2027-01' }],
  [
    'the balance beside another surplus',
    { household_cash: 5, household_as_of_month: '2026-11' },
    { household_cash: 5, household_as_of_month: '2026-11', household_monthly_surplus: 7 },
  ],
  ['other assumptions', { household_cash: 5 }, { household_cash: 5, horizon_years: 7 }],
  ['a balance taken back', { household_cash: 5 }, { horizon_years: 7 }],
])('leaves %s alone', (_, before, after) => {
  expect(withStatedMonths(before, after, today)).toEqual(after)
})

const balance = { household_cash: 5, household_as_of_month: '2026-04' }

it.each([
  ['a surplus over an inherited balance', {}, { household_monthly_surplus: 7 }],
  ['other income over an inherited balance', { horizon_years: 7 }, { horizon_years: 7, other_income: 9 }],
])('leaves %s to the month of that balance', (_, before, after) => {
  expect(withStatedMonths(before, after, today, balance)).toEqual(after)
  expect(withStatedMonths(before, after, today, { household_cash: 5 })).toEqual(after)
})

it('dates a balance of its own over an inherited one with this month', () => {
  const after = { household_cash: 6 }
  expect(withStatedMonths({}, after, today, balance)).toEqual({ ...after, household_as_of_month: today })
})

it('takes the month back with the amount, which then has the inherited one', () => {
  const goal = { goal_amount: 9, goal_as_of_month: '2026-11' }
  const before = { household_cash: 6, household_as_of_month: '2026-11', ...goal }
  const after = { household_as_of_month: '2026-11', goal_as_of_month: '2026-11' }
  expect(withStatedMonths(before, after, today, { ...balance, goal_amount: 8 })).toEqual({})
})
