import { expect, it } from 'vitest'
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
