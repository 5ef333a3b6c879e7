import { expect, it } from 'vitest'
import type { Application } from '#data/applications/application.ts'
import type { KeptPlan } from '#data/kept-projections/kept-projections.api.ts'
import { toMonth } from '#domain/calendar/month.ts'
import {
  applyToKeep,
  comparablePlans,
  comparedWith,
  firstComparison,
  isAfter,
  lineThrough,
  monthsShown,
  netWorthSince,
  planLabel,
  standingText,
  usualPlan,
} from './kept-plans.ts'

const format = { currency: 'AUD', locale: 'en-AU' }
const plan = (start: string, amount: number, scenario: string | null = null): KeptPlan => ({
  id: start,
  start_month: toMonth(start),
  application_id: scenario && 'an-apply',
  scenario_name: scenario,
  engine_version: 1,
  assumptions_digest: '',
  months: [0, 1, 2, 3, 12],
  net_worth: [amount, amount + 1, amount + 2, amount + 3, amount + 12],
  created_at: new Date(0),
})
const now = toMonth('2027-06')
const kept = [
  plan('2027-06', 160),
  plan('2027-05', 150),
  plan('2027-05', 149, 'Sell'),
  plan('2027-03', 130),
  plan('2027-02', 120),
]

it('compares with the plan of the last apply, and without one with the oldest', () => {
  const plans = comparablePlans(kept, now)
  expect(plans.map(({ start_month }) => start_month)).toEqual(['2027-05', '2027-05', '2027-03', '2027-02'])
  expect(usualPlan(plans)?.scenario_name).toBe('Sell')
  expect(usualPlan(plans.filter(({ scenario_name }) => scenario_name === null))?.start_month).toBe('2027-02')
  expect(usualPlan(comparablePlans(kept, toMonth('2027-02')))).toBeUndefined()
})

it('names a plan by its month and by what was applied', () => {
  expect(planLabel(plan('2027-03', 1), 'en-AU')).toBe('March 2027')
  expect(planLabel(plan('2027-03', 1, 'Sell'), 'en-AU')).toBe('March 2027, when “Sell” was applied')
})

it('says from when on there will be something to compare', () => {
  expect(firstComparison([], now)).toBe('2027-07')
  expect(firstComparison(kept, now)).toBe('2027-03')
})

it('takes of each month what was seen last, and of this month what is now', () => {
  const seen = netWorthSince(kept, plan('2027-02', 120), { month: now, amount: 175 })
  expect(seen).toEqual([
    { month: '2027-03', amount: 130 },
    { month: '2027-05', amount: 150 },
    { month: '2027-06', amount: 175 },
  ])
  const course = { startMonth: toMonth('2027-02'), months: [0, 1, 2, 3], amounts: [120, 121, 122, 123] }
  expect(comparedWith(course, seen).map(({ expected }) => expected)).toEqual([121, 123])
})

it.each([
  [103_200, 'In line with the plan of March 2027: $1,200 above it.'],
  [101_999, 'In line with the plan of March 2027: $1 below it.'],
  [102_000, 'Exactly as in the plan of March 2027.'],
  [152_000, '$50,000 above the plan of March 2027.'],
  [-102_000, '$204,000 below the plan of March 2027.'],
])('words %d beside 102,000', (amount, words) => {
  expect(standingText({ month: now, amount, expected: 102_000 }, toMonth('2027-03'), format)).toBe(words)
})

it('shows a year more than has passed, as far as the plan goes', () => {
  const course = { startMonth: toMonth('2027-03'), months: [0, 6, 24], amounts: [0, 0, 0] }
  expect(monthsShown(course, now).at(-1)).toBe('2028-06')
  expect(monthsShown({ ...course, months: [0, 6] }, now).at(-1)).toBe('2027-09')
})

it('draws a line through what was observed, and none where nothing was', () => {
  const months = ['2027-02', '2027-03', '2027-04', '2027-05', '2027-06'].map(toMonth)
  const observed = [
    { month: toMonth('2027-03'), amount: 10 },
    { month: toMonth('2027-05'), amount: 20 },
  ]
  expect([...lineThrough(months, observed)]).toEqual([Number.NaN, 10, 15, 20, Number.NaN])
})

it('knows what came after a plan from what is too small for it', () => {
  const one = plan('2027-05', 1)
  const [before, after] = [new Date(-1), new Date(1)]
  expect(isAfter(one, { a: [1] }, 'a', after)).toBe(false)
  expect(isAfter(one, { a: [1] }, 'b', before)).toBe(true)
  const full = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`a${index}`, [1]]))
  expect([isAfter(one, full, 'b', before), isAfter(one, full, 'b', after)]).toEqual([false, true])
})

it('keeps later what could not be kept at an apply, within a day and while reality is as the apply left it', () => {
  const hour = 60 * 60_000
  const done = (operation: Application['operation'], id: string, more: Partial<Application> = {}) =>
    ({
      ...{ id, operation, status: 'success', created_at: new Date(0), scenario_name: 'Sell' },
      ...more,
    }) as Application
  const apply = done('apply', 'an-apply')
  expect(applyToKeep([apply], [], hour)).toBe('an-apply')
  expect(applyToKeep([done('copy', 'c'), done('apply', 'f', { status: 'failed' }), apply], [], hour)).toBe(
    'an-apply',
  )
  expect(applyToKeep([apply], [plan('2027-05', 1, 'Sell')], hour)).toBe(null)
  expect(applyToKeep([apply], [], 24 * hour)).toBe(null)
  for (const since of [done('edit', 'e', { scenario_name: null }), done('revert', 'r')])
    expect(applyToKeep([since, apply], [], hour)).toBe(null)
  expect(applyToKeep([], [], hour)).toBe(null)
})
