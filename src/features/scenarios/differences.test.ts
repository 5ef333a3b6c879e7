import { expect, it } from 'vitest'
import type { InstanceContent } from '#domain/instances/types.ts'
import { compareAll, compareCopy, compareFields, proposedChanges, summarise } from './differences.ts'

const flat: InstanceContent = { name: 'Flat', status: 'active', params: { value: 500_000, weekly_rent: 550 } }
const withParams = (params: InstanceContent['params'], content = flat): InstanceContent => ({
  ...content,
  params: { ...content.params, ...params },
})
const copyOf = (
  proposed: InstanceContent,
  base: InstanceContent | null = flat,
  source: string | null = 'a',
) => ({
  ...proposed,
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
  expect(compareCopy(copyOf(proposed), current).states).toEqual(states)
})

it('says "new" for one that has no source', () => {
  expect(compareCopy(copyOf(flat, null, null), undefined)).toEqual({ states: ['new'], fields: [] })
})

it('gives each differing field its three values, a missing key as null', () => {
  const proposed = withParams({ growth_rate: 4 })
  expect(compareFields(flat, flat, proposed)).toEqual([
    { field: 'params.growth_rate', base: null, current: null, proposed: 4, outcome: 'proposed_only' },
  ])
})

it('counts a conflict among the proposed changes, and what only reality changed not', () => {
  const comparison = compareCopy(
    copyOf({ ...withParams({ value: 2 }), name: 'Home' }),
    withParams({ value: 1, weekly_rent: 600 }),
  )
  expect(proposedChanges(comparison).map(({ field }) => field)).toEqual(['name', 'params.value'])
})

it('summarises the states of all', () => {
  const compared = compareAll(
    [copyOf(flat), copyOf(withParams({ value: 2 })), copyOf(flat, flat, 'gone'), copyOf(flat, null, null)],
    [{ ...flat, id: 'a' }],
  )
  expect(summarise(compared)).toEqual({
    total: 4,
    created: 1,
    changed: 1,
    moved: 0,
    conflicts: 0,
    sourceDeleted: 1,
  })
})
