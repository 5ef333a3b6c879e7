import { describe, expect, it } from 'vitest'
import { assumptionFields, assumptionGroups } from '../scenarios/assumption-fields.ts'
import { catalogue, fieldLabel, instanceKinds, valueKey } from './catalogue.ts'
import { fieldSchema } from './field-schema.ts'

const entities = [
  ...instanceKinds.map((kind) => ({
    name: kind,
    groups: catalogue[kind].groups,
    fields: catalogue[kind].fields,
  })),
  { name: 'assumptions', groups: assumptionGroups, fields: assumptionFields },
]

describe.each(entities)('the catalogue of $name', ({ groups, fields }) => {
  it('names every key once, in snake_case', () => {
    const keys = fields.map((field) => field.key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const key of keys) expect(key).toMatch(/^[a-z]+(_[a-z]+)*$/)
  })

  it('puts every field into a group that exists and leaves no group empty', () => {
    const keys = groups.map((group) => group.key)
    for (const field of fields) expect(keys).toContain(field.group)
    for (const key of keys) expect(fields.some((field) => field.group === key)).toBe(true)
  })

  it('puts first what stands in the group, and all that is needed', () => {
    for (const { key, first } of groups) {
      const members = fields.filter(({ group }) => group === key)
      const keys = members.map((field) => field.key)
      for (const one of first ?? []) expect(keys, key).toContain(one)
      for (const field of members) if (field.required) expect(first ?? keys, key).toContain(field.key)
    }
  })

  it('accepts its own defaults', () => {
    for (const field of fields)
      if (field.default !== null) expect(fieldSchema(field).parse(field.default)).toBe(field.default)
  })

  it('brings along with an option what its fields accept, other than their defaults', () => {
    for (const { options = [] } of fields)
      for (const [key, value] of options.flatMap(({ typical = {} }) => Object.entries(typical))) {
        const field = fields.find((one) => one.key === key)
        expect(field && fieldSchema(field).parse(value), key).toBe(value)
        expect(value).not.toBe(field?.default)
      }
  })

  it('holds the usual range within the allowed one', () => {
    for (const { key, min = -Infinity, max = Infinity, usualMin = min, usualMax = max } of fields) {
      expect(usualMin, key).toBeGreaterThanOrEqual(min)
      expect(usualMax, key).toBeLessThanOrEqual(max)
      expect(usualMin, key).toBeLessThan(usualMax)
    }
  })

  it('limits every number, so that no projection meets an infinity', () => {
    for (const field of fields)
      if (['money', 'percent', 'number', 'integer'].includes(field.type))
        expect([typeof field.min, typeof field.max], field.key).toEqual(['number', 'number'])
  })

  it('explains every field in a sentence, and what a missing value means where there is no default', () => {
    for (const field of fields) {
      expect(field.help, field.key).toMatch(/^[A-Z].+\.$/)
      if (field.default === null && !field.required) expect(field.help, field.key).toContain('Left empty')
    }
  })
})

it('requires nothing but the value of a holding', () => {
  for (const kind of instanceKinds) {
    const required = catalogue[kind].fields.filter((field) => field.required).map((field) => field.key)
    expect(required).toEqual([valueKey(kind)])
  }
})

it('labels merge fields in the words of the form', () => {
  expect(fieldLabel('property', 'params.weekly_rent')).toBe('Rent')
  expect(fieldLabel('loan', 'name')).toBe('Name')
  expect(fieldLabel('cash', 'status')).toBe('Status')
  expect(fieldLabel('cash', '*')).toBe('The whole cash deposit')
  expect(fieldLabel('cash', 'params.from_the_future')).toBe('from_the_future')
})

it.each(['property', 'loan'] as const)('a %s states one refinancing: each of its fields once', (kind) => {
  const stated = catalogue[kind].fields.map(({ key }) => key.replace(/^loan_/, ''))
  expect(stated.filter((key) => key.startsWith('refinance')).toSorted()).toEqual([
    'refinance_costs',
    'refinance_draw',
    'refinance_month',
    'refinance_rate',
    'refinance_term_months',
  ])
})
