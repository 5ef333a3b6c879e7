import { expect, it } from 'vitest'
import type { ScenarioRow } from '#domain/merge/merge-copy.ts'
import { compareAll } from './differences.ts'
import { filterCopies } from './instance-filters.ts'

const copy = (name: string, overrides: Partial<ScenarioRow> = {}): ScenarioRow => ({
  id: name,
  lineage_id: name,
  kind: 'property',
  name,
  status: 'active',
  params: { value: 1 },
  source_instance_id: 'real',
  base: { name, status: 'active', params: { value: 1 } },
  ...overrides,
})
const reality = [{ ...copy('Flat', { params: { value: 2 } }), id: 'real' }]
const compared = compareAll(
  [
    copy('Flat'),
    copy('Flat', { params: { value: 3 } }),
    copy('Shöp', { source_instance_id: null, base: null }),
  ],
  reality,
)

it('finds copies by a part of their name, accents or not, and by their state', () => {
  expect(filterCopies(compared, { search: 'sho', state: 'all' })).toHaveLength(1)
  expect(filterCopies(compared, { search: '', state: 'new' })).toHaveLength(1)
  expect(filterCopies(compared, { search: 'flat', state: 'new' })).toHaveLength(0)
})

it('counts open decisions among what moved in reality', () => {
  expect(filterCopies(compared, { search: '', state: 'conflict' })).toHaveLength(1)
  expect(filterCopies(compared, { search: '', state: 'reality_moved' })).toHaveLength(2)
})
