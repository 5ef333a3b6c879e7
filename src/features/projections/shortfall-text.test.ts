import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import { firstShortfallText, shortfallText } from './shortfall-text.ts'

const projection = { startMonth: toMonth('2027-01') }
const shortfall = (year: number) => ({ amount: 100, year, endMonth: toMonth('2030-12') })

it.each([
  [null, 'Never'],
  [0, 'From the start'],
  [3, 'In the year to December 2029'],
])('overdrawn first in year %s reads “%s”', (year, text) => {
  expect(firstShortfallText(projection, year, 'en-AU')).toBe(text)
})

it.each([
  [null, null, 'It always covers what has to be paid'],
  [0, 0, 'From the start'],
  [4, 4, 'In the year to December 2030'],
  [4, 0, 'In the year to December 2030; overdrawn from the start'],
  [4, 2, 'In the year to December 2030; overdrawn for the first time in the year to December 2028'],
])('deepest in year %s and first in year %s reads “%s”', (worst, first, text) => {
  const figures = { worstShortfall: worst === null ? null : shortfall(worst), firstShortfallYear: first }
  expect(shortfallText(projection, figures, 'en-AU')).toBe(text)
})
