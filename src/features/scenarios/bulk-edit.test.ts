import { expect, it } from 'vitest'
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import type { Params } from '#domain/instances/types.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import {
  archivedBy,
  changeOf,
  changesOf,
  definitionIn,
  effectsInWords,
  effectsOn,
  fieldChoices,
  waysFor,
} from './bulk-edit.ts'

const rate = fieldDefinition('cash', 'interest_rate')!
const value = fieldDefinition('cash', 'value')!
const format = { currency: 'AUD', locale: 'en-AU' }
const alone = resolveAssumptions({})
const rows = [
  { id: '1', name: 'A', kind: 'cash', status: 'active', params: { value: 1, interest_rate: 4 } },
  { id: '2', name: 'B', kind: 'cash', status: 'archived', params: { value: 1 } },
  { id: '3', name: 'C', kind: 'loan', status: 'active', params: { balance: 1 } },
] as const

it('reads the new value, the step or the percentage as it is typed', () => {
  expect(changeOf(rate, 'set', 4.5, format)).toEqual({ set: 4.5 })
  expect(changeOf(rate, 'add', -0.5, format)).toEqual({ add: -0.5 })
  expect(changeOf(rate, 'percent', 10, format)).toEqual({ multiply: 1.1 })
  expect(changeOf(value, 'set', { unread: '850k' }, format)).toBeNull()
})

it('clears an optional field with an empty value, and asks for a required one', () => {
  expect(changeOf(rate, 'set', '', format)).toEqual({ set: null })
  expect(changeOf(value, 'set', '', format)).toBeNull()
  expect(changeOf(value, 'add', '', format)).toBeNull()
  expect(changeOf(value, 'add', 0, format)).toBeNull()
})

it('offers each field once, under all of its names', () => {
  const choices = fieldChoices(new Set(['portfolio', 'cash']), alone)
  expect(choices.map(({ value }) => value).slice(0, 2)).toEqual(['name', 'status'])
  expect(choices).toContainEqual({ value: 'params.value', label: 'Value / Balance' })
  expect(choices.map(({ value }) => value)).not.toContain('params.balance')
})

it('says of what a field is where two have the same name', () => {
  const labels = fieldChoices(new Set(['cash', 'loan']), alone).map(({ label }) => label)
  expect(labels).toContain('Interest rate (cash deposit)')
  expect(labels).toContain('Interest rate (loan)')
  expect(fieldChoices(new Set(['cash']), alone).map(({ label }) => label)).toContain('Interest rate')
})

it('offers no field that another change is about', () => {
  const choices = fieldChoices(new Set(['cash']), alone, new Set(['status', 'params.value']))
  expect(choices.map(({ value }) => value)).not.toContain('status')
  expect(choices.map(({ value }) => value)).not.toContain('params.value')
})

it('offers only what can count under the assumptions', () => {
  const offered = (assumptions: Params) =>
    fieldChoices(new Set(['portfolio']), resolveAssumptions(assumptions)).map(({ value }) => value)
  expect(offered({})).not.toContain('params.owner_share')
  expect(offered({ taxpayers: 2 })).toContain('params.owner_share')
  expect(offered({ tax_system: 'none' })).not.toContain('params.franking_rate')
  expect(offered({ tax_system: 'au_resident' })).toContain('params.franking_rate')
})

it('leaves limits to each row, since one field may have others in another kind', () => {
  expect(changeOf(rate, 'set', 900, format)).toEqual({ set: 900 })
  const [refused] = effectsOn(rows, { 'params.interest_rate': { set: 900 } }, format)
  expect(refused).toMatchObject({ outcome: 'refused' })
})

it('steps only what is a number', () => {
  expect(waysFor(value)).toEqual(['set', 'add', 'percent'])
  expect(waysFor(fieldDefinition('cash', 'as_of_month')!)).toEqual(['set'])
})

it('says in words what a change would do', () => {
  const words = (changes: Parameters<typeof effectsOn>[1]) => effectsInWords(effectsOn(rows, changes, format))
  expect(words({ 'params.interest_rate': { add: 1 } })).toBe('2 will change, 1 is left out.')
  expect(words({ 'params.interest_rate': { set: 4 } })).toBe('2 have this value already, 1 is left out.')
  expect(words({ 'params.interest_rate': { set: 5 }, 'params.balance': { add: 1 } })).toBe('3 will change.')
  expect(words({ 'params.interest_rate': { set: 4 }, status: { set: 'active' } })).toBe(
    '1 will change, 2 have these values already.',
  )
})

it('takes several changes at once, and a row by the weightiest of them', () => {
  const kinds = new Set(rows.map(({ kind }) => kind))
  const changes = changesOf(
    [
      { id: 0, field: 'params.interest_rate', way: 'add', draft: 0.5 },
      { id: 1, field: 'status', way: 'set', draft: 'archived' },
      { id: 2, field: 'name', way: 'set', draft: '' },
      { id: 3, field: null, way: 'set', draft: '' },
    ],
    kinds,
    format,
  )
  expect(changes).toEqual({ 'params.interest_rate': { add: 0.5 }, status: { set: 'archived' } })
  const effects = effectsOn(rows, changes, format)
  expect(effects.map(({ row, outcome }) => [row.name, outcome])).toEqual([
    ['A', 'changed'],
    ['B', 'changed'],
    ['C', 'changed'],
  ])
  expect(effects[2]?.fields.map(({ effect }) => effect.outcome)).toEqual(['not_concerned', 'changed'])
  expect(archivedBy(effects).map(({ name }) => name)).toEqual(['A', 'C'])
})

it('defines name and status for every kind, and a field as the first of the kinds does', () => {
  expect(definitionIn(new Set(['loan']), 'status')).toMatchObject({ type: 'choice', required: true })
  expect(definitionIn(new Set(['cash', 'portfolio']), 'params.value')?.label).toBe('Value')
  expect(definitionIn(new Set(['loan']), 'params.value')).toBeUndefined()
})
