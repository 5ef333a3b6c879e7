import { describe, expect, it } from 'vitest'
import { type Month, toMonth } from '../calendar/month.ts'
import type { Params } from '../instances/types.ts'
import { withStatedMonths } from './stated-months.ts'

const today = toMonth('2027-03')
const stated = (before: Params, after: Params, inherited: Params = {}) =>
  withStatedMonths({ before, after, today, inherited })

it.each([
  ['a new balance', {}, { household_cash: 5 }, { household_as_of_month: today }],
  [
    'a changed balance',
    { household_cash: 5, household_as_of_month: '2026-11' },
    { household_cash: 6, household_as_of_month: '2026-11' },
    { household_as_of_month: today },
  ],
  ['a goal', {}, { goal_amount: 9 }, { goal_as_of_month: today }],
])('dates %s with this month', (_, before, after, dated) => {
  expect(stated(before, after)).toEqual({ ...after, ...dated })
})

it.each([
  ['a month that is chosen', { household_cash: 5 }, { household_cash: 6, household_as_of_month: '2027-01' }],
  [
    'the balance beside another rate',
    { household_cash: 5, household_as_of_month: '2026-11' },
    { household_cash: 5, household_as_of_month: '2026-11', household_cash_rate: 7 },
  ],
  ['other assumptions', { household_cash: 5 }, { household_cash: 5, horizon_years: 7 }],
  ['a balance taken back', { household_cash: 5 }, { horizon_years: 7 }],
])('leaves %s alone', (_, before, after) => {
  expect(stated(before, after)).toEqual(after)
})

const balance = { household_cash: 5, household_as_of_month: '2026-04' }

it('dates a balance of its own over an inherited one with this month', () => {
  const after = { household_cash: 6 }
  expect(stated({}, after, balance)).toEqual({ ...after, household_as_of_month: today })
})

it('takes the month back with the amount, which then has the inherited one', () => {
  const goal = { goal_amount: 9, goal_as_of_month: '2026-11' }
  const before = { household_cash: 6, household_as_of_month: '2026-11', ...goal }
  const after = { household_as_of_month: '2026-11', goal_as_of_month: '2026-11' }
  expect(stated(before, after, { ...balance, goal_amount: 8 })).toEqual({})
})

describe('the household’s month moved on', () => {
  const before = { household_cash: 5, household_as_of_month: '2026-11', income_so_far: 80_000 }
  const moved = (after: Params, inherited: Params = {}, own: Params = before) =>
    withStatedMonths({
      before: own,
      after,
      today,
      inherited,
      expectedIn: (month: Month) => ({
        household_cash: 7,
        income_so_far: month === today ? 82_000.004 : 81_000,
        carried_losses: 0,
        carried_capital_losses: 1_234.567,
      }),
    })

  it('writes with it what was expected then, to the cent, where it is not what applies already', () => {
    expect(moved({ ...before, household_cash: 9 })).toEqual({
      ...{ household_cash: 9, household_as_of_month: today },
      ...{ income_so_far: 82_000, carried_capital_losses: 1_234.57 },
    })
    expect(moved({ ...before, household_as_of_month: '2027-01' })).toEqual({
      ...{ household_cash: 5, household_as_of_month: '2027-01' },
      ...{ income_so_far: 81_000, carried_capital_losses: 1_234.57 },
    })
  })

  it('leaves what is changed with it, and takes this month for one still to come', () => {
    const after = { ...before, household_as_of_month: '2028-01', carried_capital_losses: 4, income_so_far: 5 }
    expect(moved(after)).toEqual(after)
    expect(moved({ ...before, household_as_of_month: '2028-01' })).toMatchObject({ income_so_far: 82_000 })
  })

  it('writes a nothing where something was carried', () => {
    const own = { ...before, carried_losses: 50 }
    expect(moved({ ...own, household_cash: 9 }, {}, own)).toMatchObject({ carried_losses: 0 })
  })

  it('writes to a scenario what differs from what it inherits', () => {
    expect(moved({ household_cash: 9 }, { ...before, carried_capital_losses: 1_234.57 }, {})).toEqual({
      ...{ household_cash: 9, household_as_of_month: today, income_so_far: 82_000 },
    })
  })

  it.each([
    ['moved back', { ...before, household_as_of_month: '2026-08' }],
    ['given for the first time', { household_cash: 9 }],
    ['not moved', { ...before, income_so_far: 7 }],
  ])('writes nothing where it is %s', (_, after) => {
    const own = 'household_as_of_month' in after ? before : {}
    expect(moved(after, {}, own)).toEqual({ household_as_of_month: today, ...after })
  })

  it('takes what was carried into it back with the balance', () => {
    const own = { household_cash: 6, household_as_of_month: '2027-01', carried_losses: 5, income_so_far: 7 }
    const { household_cash: _, ...after } = { ...own, carried_losses: 4 }
    expect(moved(after, before, own)).toEqual({ carried_losses: 4 })
  })
})
