import { expect, it } from 'vitest'
import { parseTimestamp } from './timestamp.ts'

it.each([
  '2026-11-22 08:27:26+00',
  '2026-11-22T08:27:26Z',
  '2026-11-22T08:27:26.000000+00:00',
  '2026-11-22 18:27:26.000+10',
  '2026-11-22T08:27:26',
])('reads %s', (text) => {
  expect(parseTimestamp(text).toISOString()).toBe('2026-11-22T08:27:26.000Z')
})

it('refuses what is no moment', () => {
  expect(() => parseTimestamp('yesterday')).toThrow(RangeError)
})
