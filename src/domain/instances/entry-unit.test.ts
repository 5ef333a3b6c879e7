import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldDefinition } from './catalogue.ts'
import { entryUnitsOf, inUnit, shownUnit } from './entry-unit.ts'
import { formatBareNumber, formatFieldValue } from './format.ts'
import { readField } from './read-field.ts'
import { summaryOf } from './summary.ts'

const rent = fieldDefinition('property', 'weekly_rent')!
const pounds = { locale: 'en-GB', currency: 'GBP', rentPeriod: 'month' } as const
const dollars = { locale: 'en-AU', currency: 'AUD', rentPeriod: 'week' } as const

const stored = (text: string, format: typeof pounds | typeof dollars, unit?: string) => {
  const reading = readField(rent, text, format, unit)
  return reading && 'value' in reading ? reading.value : reading
}

it('a rent a month is kept a week: a year of both is the same', () => {
  expect(Number(stored('1300', pounds)) * 52).toBeCloseTo(1_300 * 12, 9)
  expect(stored('300', dollars)).toBe(300)
})

it.each([
  ['1,300 a month', pounds, 300],
  ['£1,300 a month', pounds, 300],
  ['300 a week', pounds, 300],
  ['300 a week', dollars, 300],
  ['1300 a month', dollars, 300],
] as const)('“%s” is read in the unit that it says', (text, format, value) => {
  expect(stored(text, format)).toBeCloseTo(value, 9)
})

it('shows again exactly what was typed, in either country, whatever was typed', () => {
  const cents = fc.integer({ min: 0, max: 99_999_999 })
  fc.assert(
    fc.property(
      cents,
      fc.constantFrom('a week', 'a month'),
      fc.constantFrom(pounds, dollars),
      (amount, unit, format) => {
        const typed = amount / 100
        const value = Number(stored(typed.toFixed(2), format, unit))
        expect(inUnit(rent, value, unit)).toBe(typed)
        // As JSON, and in whichever unit it is shown without a fraction of a cent.
        const unitShown = shownUnit(rent, JSON.parse(JSON.stringify(value)), format)
        const shown = formatBareNumber(rent, inUnit(rent, value, unitShown), format)
        expect(Number(stored(shown, format, unitShown!))).toBeCloseTo(value, 7)
      },
    ),
  )
})

describe('the unit that a rent is shown in', () => {
  it('is no other because a great amount is round in it by accident', () => {
    expect(shownUnit(rent, 23_076_567_512.36989, dollars)).toBe('a week')
  })

  it('is that of the country', () => {
    expect(shownUnit(rent, 300, pounds)).toBe('a month')
    expect(shownUnit(rent, 300, dollars)).toBe('a week')
    expect(shownUnit(rent, null, pounds)).toBe('a month')
    expect(shownUnit(rent, null, { locale: 'en-AU', currency: 'AUD' })).toBe('a week')
  })

  it('is the one that it was typed in where the other would show fractions of a cent', () => {
    expect(formatFieldValue(rent, 590, pounds)).toBe('£590 a week')
    expect(formatFieldValue(rent, (1_354 * 12) / 52, dollars)).toBe('$1,354 a month')
    expect(summaryOf('property', { value: 1, weekly_rent: (1_354 * 12) / 52 }, pounds)).toContain(
      '£1,354 a month rent',
    )
  })
})

it('leaves nothing to choose where there is one unit', () => {
  expect(entryUnitsOf(fieldDefinition('property', 'annual_expenses')!)).toEqual([])
  expect(entryUnitsOf(rent)).toEqual(['a week', 'a month'])
  expect(entryUnitsOf(fieldDefinition('loan', 'term_months')!)).toEqual(['months', 'years'])
})
