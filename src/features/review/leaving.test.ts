import { expect, it } from 'vitest'
import { fieldOf, itemOf } from '#data/shapes/plan.fixture.ts'
import { archivedHolding } from './leaving.ts'

const status = fieldOf({
  field: 'status',
  base: 'active',
  current: 'active',
  proposed: 'archived',
  outcome: 'proposed_only',
  result: 'archived',
})
const archived = { name: 'Savings', status: 'archived' as const, params: { value: 120, interest_rate: 4 } }
const item = itemOf({
  action: 'update',
  after: archived,
  fields: [status, fieldOf({ result: 120 }), fieldOf({ field: 'params.interest_rate', current: null })],
})

it('is the real one as it is now, whatever else would be written', () => {
  expect(archivedHolding(item)).toEqual({ kind: 'cash', params: { value: 110 } })
})

it.each([
  ['stays active', itemOf({ action: 'update' })],
  [
    'is archived in reality already',
    itemOf({ action: 'update', after: archived, fields: [fieldOf({ ...status, current: 'archived' })] }),
  ],
  ['is new', itemOf({ action: 'create', after: archived, fields: [status] })],
])('is nothing where the holding %s', (_, other) => {
  expect(archivedHolding(other)).toBeNull()
})
