import { expect, it } from 'vitest'
import { addMonths, toMonth } from '#domain/calendar/month.ts'
import { goalOf } from '#domain/projection/goal.ts'
import { planOf } from '#domain/projection/plan.fixture.ts'
import { whenJudged, whenReached } from './goal-words.ts'

const startMonth = toMonth('2026-10')
const endOf = (year: number) => addMonths(startMonth, 12 * year - 1)

it('a goal is judged with the last year of the projection that ends in its year, and today where none does', () => {
  const judged = (goal_year: number) => {
    const goal = goalOf({ ...planOf([], { goal_amount: 1, goal_year, horizon_years: 10 }), startMonth })
    return whenJudged(goal?.point ?? Number.NaN, endOf, 'en-AU')
  }
  expect([2024, 2026, 2027, 2040].map(judged)).toEqual([
    'today',
    'today',
    'by the end of September 2027',
    'by the end of September 2036',
  ])
})

it('half of the futures have reached it today, by the end of a year, or never', () => {
  expect([0, 2, null].map((year) => whenReached(year, endOf, 'en-AU'))).toEqual([
    'It is reached today',
    'Half of the futures are there by the end of September 2028',
    'Fewer than half of the futures ever get there',
  ])
})
