import { expect, it } from 'vitest'
import { itemOf } from './plan.fixture.ts'
import { type PlanItem, previewOfApplySchema, previewOfRevertSchema } from './plan.ts'

const copy = '00000000-0000-4000-8000-00000000000c'
const real = '00000000-0000-4000-8000-00000000000a'

function nameOf(schema: typeof previewOfApplySchema, overrides: Partial<PlanItem>) {
  const item = itemOf({ scenario_instance_id: copy, instance_id: real, ...overrides })
  return schema.parse({ fingerprint: '', items: [item], conflicts: [], error: null }).items[0]?.rowId
}

it('names the rows of an apply by their scenario instance', () => {
  expect(nameOf(previewOfApplySchema, {})).toBe(copy)
  expect(nameOf(previewOfApplySchema, { instance_id: null })).toBe(copy)
})

it('names the rows of a revert by their instance, and by their copy where that alone is touched', () => {
  expect(nameOf(previewOfRevertSchema, {})).toBe(real)
  expect(nameOf(previewOfRevertSchema, { instance_id: null })).toBe(copy)
  for (const action of ['create', 'discard'] as const)
    expect(nameOf(previewOfRevertSchema, { action })).toBe(copy)
})

it('names the assumptions of an apply by the profile that they are of', () => {
  expect(nameOf(previewOfApplySchema, { kind: 'assumptions', scenario_instance_id: null })).toBe(real)
})

it('refuses a row without a name', () => {
  expect(() => nameOf(previewOfApplySchema, { scenario_instance_id: null })).toThrow('This row has no name.')
})
