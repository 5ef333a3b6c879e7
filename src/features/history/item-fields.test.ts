import { expect, it } from 'vitest'
import type { PlanField } from '#data/shapes/plan.ts'
import { decisionOf, recordedFields } from './item-fields.ts'

const content = (params: Record<string, number>) => ({ name: 'Flat', status: 'active' as const, params })
const merge = (overrides: Partial<PlanField> = {}): PlanField => ({
  field: 'params.value',
  base: 1,
  current: 2,
  proposed: 3,
  outcome: 'conflict',
  resolution: { take: 'current' },
  result: 2,
  ...overrides,
})

it('lists what changed and leaves out what stayed', () => {
  const fields = recordedFields({
    kind: 'property',
    before: content({ value: 1, rate: 5 }),
    after: content({ value: 2, rate: 5 }),
    fields: [],
  })
  expect(fields).toEqual([{ field: 'params.value', before: 1, after: 2, merge: null }])
})

it('leaves out a default that was only written out', () => {
  const fields = recordedFields({
    kind: 'property',
    before: content({ value: 1 }),
    after: content({ value: 1, growth_rate: 4 }),
    fields: [],
  })
  expect(fields).toEqual([])
})

it('keeps a decided field even when the decision left it as it was', () => {
  const fields = recordedFields({
    kind: 'property',
    before: content({ value: 2 }),
    after: content({ value: 2 }),
    fields: [merge()],
  })
  expect(fields.map(({ field }) => field)).toEqual(['params.value'])
})

it('lists everything of an investment that was added', () => {
  const fields = recordedFields({ kind: 'property', before: null, after: content({ value: 2 }), fields: [] })
  expect(fields.map(({ field, after }) => [field, after])).toEqual([
    ['name', 'Flat'],
    ['status', 'active'],
    ['params.value', 2],
  ])
})

it('tells how a conflict was decided', () => {
  expect(decisionOf(merge())).toBe('current')
  expect(decisionOf(merge({ resolution: { value: 9 } }))).toBe('own')
  expect(decisionOf(merge({ resolution: null }))).toBeNull()
  expect(decisionOf(merge({ outcome: 'proposed_only' }))).toBeNull()
  expect(decisionOf(null)).toBeNull()
})

it('keeps what was left for later, in conflict or not, and says so', () => {
  const later = { take: 'later' } as const
  const left = merge({ outcome: 'proposed_only', current: 1, resolution: later, result: 1 })
  const same = content({ value: 1 })
  const [field] = recordedFields({ kind: 'property', before: same, after: same, fields: [left] })
  expect(field?.field).toBe('params.value')
  expect(decisionOf(left)).toBe('later')
  expect(decisionOf(merge({ resolution: later }))).toBe('later')
  expect(decisionOf(merge({ outcome: 'proposed_only', resolution: null }))).toBeNull()
})
