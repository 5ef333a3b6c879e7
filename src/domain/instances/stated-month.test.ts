import { expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import { ageOf, isStale, knownMonth } from './stated-month.ts'
import type { Params } from './types.ts'

const today = toMonth('2026-11')
const age = (params: Params, status: 'active' | 'archived' = 'active') => ageOf({ status, params }, today)

it.each<[string, Params, number | null]>([
  ['of March', { as_of_month: '2026-03' }, 8],
  ['of this month', { as_of_month: '2026-11' }, 0],
  ['of a month to come', { as_of_month: '2027-02' }, 0],
  ['of no month', {}, null],
  ['of before the purchase', { as_of_month: '2025-01', start_month: '2026-06' }, 5],
  ['confirmed since', { as_of_month: '2025-01', confirmed_month: '2026-09' }, 2],
  ['confirmed before they were stated anew', { as_of_month: '2026-10', confirmed_month: '2026-01' }, 1],
  ['of what is still to be bought', { as_of_month: '2026-01', start_month: '2027-01' }, null],
  ['of what is sold', { as_of_month: '2026-01', sale_month: '2026-10' }, null],
  ['of what is to be sold this month', { as_of_month: '2026-01', sale_month: '2026-11' }, 10],
])('amounts %s have their age', (_, params, months) => {
  expect(age(params)).toBe(months)
})

it('what is archived does not age', () => {
  expect(age({ as_of_month: '2020-01' }, 'archived')).toBeNull()
})

it('amounts are stale once they are older than the limit', () => {
  const of = (month: string) => isStale({ status: 'active', params: { as_of_month: month } }, today, 6)
  expect([of('2026-05'), of('2026-04')]).toEqual([false, true])
})

it('the month in which amounts were last known is of no use without their own', () => {
  expect(knownMonth({ confirmed_month: '2026-09' })).toBeNull()
})
