import { expect, it } from 'vitest'
import { itemOf } from '#data/applications/plan.fixture.ts'
import type { Instance } from '#data/instances/instance.ts'
import { realityAfter, realityNow } from './reality-after.ts'

function instanceOf(overrides: Partial<Instance>): Instance {
  const then = new Date(0)
  return {
    id: 'real-1',
    lineage_id: 'line-1',
    name: 'Savings',
    kind: 'cash',
    status: 'active',
    params: { value: 110 },
    version: 3,
    created_at: then,
    updated_at: then,
    ...overrides,
  }
}

const reality = [
  instanceOf({}),
  instanceOf({ id: 'real-2', lineage_id: 'line-2', name: 'Car', kind: 'loan' }),
]

it('stays as it is with an empty plan', () => {
  expect(realityAfter(reality, [])).toEqual(realityNow(reality))
})

it('has the new content in the place of the old, under the same lineage', () => {
  const after = { name: 'Nest egg', status: 'active' as const, params: { value: 120 } }
  const [changed, other] = realityAfter(reality, [itemOf({ action: 'update', after })])
  expect(changed).toEqual({ id: 'real-1', lineageId: 'line-1', kind: 'cash', ...after })
  expect(other).toEqual(realityNow(reality)[1])
})

it('has what is created last', () => {
  const after = { name: 'New', status: 'active' as const, params: { value: 1 } }
  const created = itemOf({ action: 'create', instance_id: null, scenario_instance_id: 'copy-9', after })
  expect(realityAfter(reality, [created]).map(({ id }) => id)).toEqual(['real-1', 'real-2', 'copy-9'])
})

it('lacks what is archived, and what the scenario drops was not there before', () => {
  const after = { name: 'Savings', status: 'archived' as const, params: { value: 110 } }
  const plan = [
    itemOf({ action: 'update', after }),
    itemOf({ action: 'discard', instance_id: 'gone', scenario_instance_id: 'copy-2', after: null }),
  ]
  expect(realityAfter(reality, plan).map(({ id }) => id)).toEqual(['real-2'])
})
