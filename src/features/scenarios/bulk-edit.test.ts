import { expect, it } from 'vitest'
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import { changeOf, effectsInWords, effectsOn, fieldChoices, waysFor } from './bulk-edit.ts'

const rate = fieldDefinition('cash', 'interest_rate')!
const value = fieldDefinition('cash', 'value')!
const format = { currency: 'AUD', locale: 'en-AU' }
const rows = [
  { id: '1', name: 'A', kind: 'cash' as const, params: { value: 1, interest_rate: 4 } },
  { id: '2', name: 'B', kind: 'cash' as const, params: { value: 1 } },
  { id: '3', name: 'C', kind: 'loan' as const, params: { balance: 1 } },
]

it('reads the new value, the step or the percentage as it is typed', () => {
  expect(changeOf(rate, 'set', 4.5, format)).toEqual({ set: 4.5 })
  expect(changeOf(rate, 'add', -0.5, format)).toEqual({ add: -0.5 })
  expect(changeOf(rate, 'percent', 10, format)).toEqual({ multiply: 1.1 })
  expect(changeOf(value, 'set', '850k', format)).toBeNull()
})

it('clears an optional field with an empty value, and asks for a required one', () => {
  expect(changeOf(rate, 'set', '', format)).toEqual({ set: null })
  expect(changeOf(value, 'set', '', format)).toBeNull()
  expect(changeOf(value, 'add', '', format)).toBeNull()
  expect(changeOf(value, 'add', 0, format)).toBeNull()
})

it('offers each field once, under all of its names', () => {
  const choices = fieldChoices(new Set(['portfolio', 'cash']))
  expect(choices.filter(({ key }) => key === 'value')).toEqual([{ key: 'value', label: 'Value / Balance' }])
  expect(choices.map(({ key }) => key)).not.toContain('balance')
})

it('steps only what is a number', () => {
  expect(waysFor(value)).toEqual(['set', 'add', 'percent'])
  expect(waysFor(fieldDefinition('cash', 'as_of_month')!)).toEqual(['set'])
})

it('says in words what a change would do', () => {
  expect(effectsInWords(effectsOn(rows, 'interest_rate', { add: 1 }))).toBe(
    '2 will change, 1 is not concerned.',
  )
  expect(effectsInWords(effectsOn(rows, 'interest_rate', { set: 4 }))).toBe(
    '2 have this value already, 1 is not concerned.',
  )
})
