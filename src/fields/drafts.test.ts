import { expect, it } from 'vitest'
import { fieldDefinition, fieldsOf } from '#domain/instances/catalogue.ts'
import { draftsOf, problemOf, valuesOf } from './drafts.ts'

const fields = fieldsOf('property')
const field = (key: string) => fieldDefinition('property', key)!

it('gives back what was stored when nothing was typed', () => {
  const stored = { value: 500_000, growth_rate: 0, main_residence: true, key_of_a_newer_version: 'x' }
  expect(valuesOf(fields, draftsOf(fields, stored), stored)).toEqual(stored)
  expect(valuesOf(fields, draftsOf(fields, {}), {})).toEqual({})
})

it('removes a value that was emptied and adds one that was typed', () => {
  const stored = { value: 500_000, growth_rate: 5 }
  const drafts = { ...draftsOf(fields, stored), growth_rate: '', weekly_rent: '650.50' }
  expect(valuesOf(fields, drafts, stored)).toEqual({ value: 500_000, weekly_rent: 650.5 })
})

it('keeps a switch that was turned back as it was stored', () => {
  expect(valuesOf(fields, { ...draftsOf(fields, {}), main_residence: false }, {})).toEqual({})
  expect(valuesOf(fields, draftsOf(fields, { main_residence: false }), { main_residence: false })).toEqual({
    main_residence: false,
  })
})

it.each([
  ['value', '', 'Value is needed.'],
  ['value', '-', 'Value must be a number.'],
  ['value', 500_000, null],
  ['growth_rate', '', null],
  ['growth_rate', 101, 'Growth in value must be between -50 and 100.'],
  ['sale_month', '2030', 'Sale month must be a month between 1900-01 and 2199-12, such as 2027-03.'],
] as const)('%s = %o: %s', (key, draft, problem) => {
  expect(problemOf(field(key), draft)).toBe(problem)
})
