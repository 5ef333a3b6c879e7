import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { HouseholdEvent } from '#domain/projection/events/events.ts'
import { chartMarks, marksOfYear } from './event-words.ts'

const sold: HouseholdEvent = {
  of: 'holding',
  month: toMonth('2028-01'),
  instanceId: 'flat',
  name: 'Flat',
  kind: 'property',
  label: 'sold',
  field: 'sale_month',
}

it('an event stands in the middle of its month, and is told with the year that it is part of', () => {
  const marks = chartMarks([sold, { of: 'goal', month: toMonth('2028-12') }], toMonth('2026-02'), 'en-AU')
  expect(marks.map(({ text }) => text)).toEqual(['Jan 2028: Flat: sold', 'Dec 2028: Goal reached'])
  expect(marks.map(({ year }) => year)).toEqual([23.5 / 12, 34.5 / 12])
  expect(marksOfYear(marks, 2)).toEqual([marks[0]])
  expect(marksOfYear(marks, 3)).toEqual([marks[1]])
})
