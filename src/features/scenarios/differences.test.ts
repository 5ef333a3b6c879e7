import { expect, it } from 'vitest'
import type { InstanceContent } from '#domain/instances/types.ts'
import type { RealRow, ScenarioRow } from '#domain/merge/merge-copy.ts'
import { compareAll, compareCopy, newsOf } from './differences.ts'

const flat: InstanceContent = { name: 'Flat', status: 'active', params: { value: 500_000, weekly_rent: 550 } }
const withParams = (params: InstanceContent['params'], content = flat): InstanceContent => ({
  ...content,
  params: { ...content.params, ...params },
})
const realOf = (content: InstanceContent, id = 'a'): RealRow => ({
  ...content,
  id,
  lineage_id: `line-${id}`,
  kind: 'property',
})
const copyOf = (
  proposed: InstanceContent,
  base: InstanceContent | null = flat,
  source: string | null = 'a',
): ScenarioRow => ({
  ...realOf(proposed, `copy-${source}`),
  lineage_id: `line-${source}`,
  base,
  source_instance_id: source,
})

it.each([
  { name: 'nothing changed', current: flat, proposed: flat, states: ['copied'] },
  {
    name: 'only the scenario changed',
    current: flat,
    proposed: withParams({ value: 1 }),
    states: ['changed'],
  },
  {
    name: 'only reality changed',
    current: withParams({ value: 1 }),
    proposed: flat,
    states: ['reality_moved'],
  },
  {
    name: 'both changed different fields',
    current: withParams({ value: 1 }),
    proposed: withParams({ weekly_rent: 1 }),
    states: ['changed', 'reality_moved'],
  },
  {
    name: 'both changed the same field differently',
    current: withParams({ value: 1 }),
    proposed: withParams({ value: 2 }),
    states: ['changed', 'conflict'],
  },
  {
    name: 'both made the same change',
    current: withParams({ value: 1 }),
    proposed: withParams({ value: 1 }),
    states: ['copied'],
  },
  { name: 'the source is gone', current: undefined, proposed: flat, states: ['source_deleted'] },
  {
    name: 'the source is gone and the scenario changed',
    current: undefined,
    proposed: withParams({ value: 2 }),
    states: ['source_deleted', 'changed'],
  },
])('says "$states" when $name', ({ current, proposed, states }) => {
  expect(compareCopy(copyOf(proposed), current && realOf(current)).states).toEqual(states)
})

it('says "new" for one that has no source, until reality has it from elsewhere', () => {
  const created = copyOf(flat, null, null)
  expect(compareCopy(created, undefined)).toEqual({ states: ['new'], fields: [] })
  expect(compareCopy(created, realOf(flat)).states).toEqual(['already_created'])
})

it('leaves out what is at its default, written out or not', () => {
  expect(compareCopy(copyOf(withParams({ growth_rate: 4 })), realOf(flat)).states).toEqual(['copied'])
})

it('counts what reality has news for', () => {
  const created = { ...copyOf(flat, null, null), lineage_id: 'line-a' }
  const compared = compareAll(
    [
      copyOf(flat),
      copyOf(withParams({ value: 2 })),
      copyOf(flat, withParams({ value: 3 })),
      copyOf(flat, flat, 'gone'),
      copyOf(flat, null, null),
      created,
    ],
    [realOf(withParams({ value: 1 }))],
  )
  expect(newsOf(compared)).toEqual({ moved: 1, conflicts: 2, alreadyCreated: 1, sourceDeleted: 1 })
})
