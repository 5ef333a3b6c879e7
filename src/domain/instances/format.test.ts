import { expect, it } from 'vitest'
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import { fieldDefinition } from './catalogue.ts'
import { formatFieldValue } from './format.ts'

const australian = { currency: 'AUD', locale: 'en-AU' }
const german = { currency: 'EUR', locale: 'de-DE' }
const field = (key: string) => fieldDefinition('property', key)!

it.each([
  ['weekly_rent', 650, '$650 a week'],
  ['weekly_rent', 650.5, '$650.50 a week'],
  ['loan_rate', 6.25, '6.25% a year'],
  ['loan_term_months', 1200, '1,200 months'],
  ['loan_term_months', 1, '1 month'],
  ['start_month', '2027-03', 'March 2027'],
  ['use', 'main_residence', 'Main residence'],
  ['plant_depreciation_method', 'prime_cost', 'Prime cost'],
  ['loan_rate', null, '6% a year (default)'],
  ['sale_month', undefined, 'Not set'],
  ['loan_rate', 'six', 'six'],
] as const)('%s %s reads %s', (key, value, text) => {
  expect(formatFieldValue(field(key), value, australian)).toBe(text)
})

it('follows the locale', () => {
  expect(formatFieldValue(field('value'), 1234567.5, german).replace(/\s/g, ' ')).toBe('1.234.567,50 €')
  expect(formatFieldValue(field('loan_rate'), 6.25, german).replace(/\s/g, ' ')).toBe('6,25 % a year')
})

it('says of one what is said of one, and adds points to a rate instead of percent', () => {
  const text = (key: string, value: number) =>
    formatFieldValue(assumptionFields.find((one) => one.key === key)!, value, australian)
  expect(text('taxpayers', 1)).toBe('1 person')
  expect(text('taxpayers', 2)).toBe('2 people')
  expect(text('loan_rate_shift', 0)).toBe('0 points')
  expect(text('rate_volatility', 1)).toBe('1 point a year')
})
