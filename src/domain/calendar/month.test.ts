import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  addMonths,
  currentMonth,
  formatMonth,
  isMonth,
  monthFromIndex,
  monthIndex,
  toMonth,
} from './month.ts'

const months = fc.integer({ min: 1900 * 12, max: 2199 * 12 + 11 }).map(monthFromIndex)

it('accepts the months from 1900-01 to 2199-12 and nothing else', () => {
  expect(['1900-01', '2199-12'].every(isMonth)).toBe(true)
  expect(['1899-12', '2200-01', '2027-00', '2027-13', '2027-3', '2027-03-01', ''].some(isMonth)).toBe(false)
  expect(() => toMonth('soon')).toThrow(RangeError)
})

it('adds months across years', () => {
  expect(addMonths(toMonth('2026-11'), 2)).toBe('2027-01')
  expect(addMonths(toMonth('2026-01'), -1)).toBe('2025-12')
})

it('round-trips through its index and orders as text', () => {
  fc.assert(
    fc.property(months, months, (a, b) => {
      expect(monthFromIndex(monthIndex(a))).toBe(a)
      expect(addMonths(a, monthIndex(b) - monthIndex(a))).toBe(b)
      expect(a < b).toBe(monthIndex(a) < monthIndex(b))
    }),
  )
})

it('reads the month of a moment and words it', () => {
  expect(currentMonth(new Date(2026, 0, 31, 23, 59))).toBe('2026-01')
  expect(formatMonth(toMonth('2027-03'), 'en-AU')).toBe('March 2027')
})
