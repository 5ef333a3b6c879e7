import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offeredLocales } from '../money/locales.ts'
import { writeDuration } from '../reading/read-duration.ts'
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import { fieldsOf, instanceKinds } from './catalogue.ts'
import { durationUnitOf } from './entry-unit.ts'
import { formatBareNumber, formatFieldValue } from './format.ts'
import { readField } from './read-field.ts'
import type { FieldDefinition } from './types.ts'

/** Besides those on offer: what a browser may bring along, with other digits, grouping, calendars and directions. */
const otherLocales = [
  'ar-EG',
  'bn-BD',
  'de-AT',
  'es-419',
  'eu-ES',
  'fa-IR',
  'fr-CH',
  'he-IL',
  'hi-IN',
  'ko-KR',
  'mr-IN',
  'my-MM',
  'nb-NO',
  'pl-PL',
  'pt-PT',
  'th-TH',
  'tr-TR',
]
const currencies = ['AUD', 'CHF', 'EUR', 'GBP', 'INR', 'JPY', 'KWD', 'SEK', 'USD', 'ZAR']

const numericFields = [...instanceKinds.flatMap(fieldsOf), ...assumptionFields].filter((field) =>
  ['money', 'percent', 'number', 'integer'].includes(field.type),
)

/** Any number that the catalogue allows here: with every digit that a double holds, or as few as people type. */
function numbersOf({ type, min = -1e12, max = 1e12 }: FieldDefinition): fc.Arbitrary<number> {
  if (type === 'integer') return fc.integer({ min, max })
  return fc.oneof(
    fc.double({ min, max, noNaN: true }).map((value) => value + 0),
    fc
      .tuple(fc.double({ min, max, noNaN: true }), fc.nat(4))
      .map(([value, digits]) => Number(value.toFixed(digits)) + 0),
    fc.integer({ min: Math.ceil(min), max: Math.floor(max) }),
  )
}

const written = fc
  .constantFrom(...numericFields)
  .chain((field) => fc.tuple(fc.constant(field), numbersOf(field)))
const currency = fc.constantFrom(...currencies)

describe.each([...offeredLocales, ...otherLocales])('in %s', (locale) => {
  it('reads every number as its input shows it', () => {
    fc.assert(
      fc.property(written, currency, ([field, value], currency) => {
        const format = { locale, currency }
        expect(readField(field, formatBareNumber(field, value, format), format)).toMatchObject({ value })
      }),
    )
  })

  it('reads every number as other screens show it, with currency, percent sign and unit', () => {
    fc.assert(
      fc.property(written, currency, ([field, value], currency) => {
        const format = { locale, currency }
        expect(readField(field, formatFieldValue(field, value, format), format)).toMatchObject({ value })
      }),
    )
  })

  it('reads every duration in months and in years', () => {
    const durations = numericFields.filter((field) => durationUnitOf(field) === 'months')
    fc.assert(
      fc.property(
        fc.constantFrom(...durations),
        fc.integer({ min: -720, max: 720 }),
        fc.constantFrom('months' as const, 'years' as const),
        (field, value, unit) => {
          const text = writeDuration(value, { locale, unit, storedIn: 'months' })
          expect(readField(field, text, { locale, currency: 'AUD' }, unit)).toMatchObject({ value })
        },
      ),
    )
  })
})

describe('durations', () => {
  const term = fieldsOf('loan').find((field) => field.key === 'term_months')!
  const horizon = assumptionFields.find((field) => field.key === 'horizon_years')!
  const german = { locale: 'de-DE', currency: 'EUR' }

  it.each([
    ['360', 360],
    ['30 years', 360],
    ['30 y', 360],
    ['360 months', 360],
    ['2,5 years', 30],
    ['2 years 6 months', 30],
    ['2y 6m', 30],
    ['-2 years 6 months', -30],
    ['1.200', 1_200],
  ])('%s is %d months', (text, value) => {
    expect(readField(term, text, german)).toMatchObject({ value })
  })

  it('counts in years where years are stored', () => {
    expect(readField(horizon, '30', german)).toMatchObject({ value: 30 })
    expect(readField(horizon, '360 months', german)).toMatchObject({ value: 30 })
    expect(readField(term, '30', german, 'years')).toMatchObject({ value: 360 })
  })

  it.each([
    ['1,3 years', '“1,3 years” is not a whole number of months.'],
    ['12,5', '“12,5” is not a whole number of months.'],
    ['30 weeks', '“30 weeks” is not a duration: “weeks” cannot be read. Write months or years.'],
    ['soon', '“soon” is not a duration: “soon” cannot be read. Write months or years.'],
    ['2 years 3', '“2 years 3” is not a duration. Write months or years, such as 30 years or 18 months.'],
  ])('%s is refused', (text, problem) => {
    expect(readField(term, text, german)).toEqual({ problem })
  })
})
