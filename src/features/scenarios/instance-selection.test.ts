import { expect, it } from 'vitest'
import { groupByKind, type Selectable, selectionOf, withSelected } from './instance-selection.ts'

const item = (id: string, kind: Selectable['kind'], name = id): Selectable => ({
  id,
  kind,
  name,
  status: 'active',
})
const items = [
  item('car', 'loan', 'Car loan'),
  item('flat', 'property', 'Flat'),
  item('house', 'property', 'House in Zürich'),
]

it('groups by kind in the order of the catalogue and leaves out empty kinds', () => {
  expect(groupByKind(items, '').map(({ kind, items }) => [kind, items.length])).toEqual([
    ['property', 2],
    ['loan', 1],
  ])
})

it('finds every word of the search in a name, whatever its case, order and accents', () => {
  expect(groupByKind(items, 'zurich hou').flatMap(({ items }) => items.map(({ id }) => id))).toEqual([
    'house',
  ])
  expect(groupByKind(items, '  FLAT ').flatMap(({ items }) => items.map(({ id }) => id))).toEqual(['flat'])
})

it('selects and deselects without touching the rest', () => {
  const some = withSelected(new Set(['car']), ['flat', 'house'], true)
  expect([...withSelected(some, ['flat'], false)].sort()).toEqual(['car', 'house'])
})

it('tells all from some from none', () => {
  expect(selectionOf(items, new Set(['car', 'flat', 'house']))).toEqual({
    checked: true,
    indeterminate: false,
  })
  expect(selectionOf(items, new Set(['car']))).toEqual({ checked: false, indeterminate: true })
  expect(selectionOf(items, new Set())).toEqual({ checked: false, indeterminate: false })
  expect(selectionOf([], new Set())).toEqual({ checked: false, indeterminate: false })
})
