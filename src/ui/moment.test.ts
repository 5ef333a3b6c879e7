import { expect, it } from 'vitest'
import { describeMoment } from './moment.tsx'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (seconds: number, locale = 'en-AU') =>
  describeMoment(new Date(now.getTime() - seconds * 1000), now, locale)

it.each([
  [0, 'just now'],
  [59, 'just now'],
  [60, '1 minute ago'],
  [7_200, '2 hours ago'],
  [86_400, 'yesterday'],
  [6 * 86_400, '6 days ago'],
])('words %i seconds as "%s"', (seconds, words) => {
  expect(ago(seconds)).toBe(words)
})

it('gives the date of what lies a week back', () => {
  expect(ago(7 * 86_400)).toBe('15 Nov 2026')
})

it('words how long ago in English, as the sentences around it, and writes the date as chosen', () => {
  expect(ago(60, 'de-DE')).toBe('1 minute ago')
  expect(ago(86_400, 'ja-JP')).toBe('yesterday')
  expect(ago(7 * 86_400, 'de-DE')).toBe('15.11.2026')
})

it('words a clock that runs ahead as just now', () => {
  expect(ago(-30)).toBe('just now')
})
