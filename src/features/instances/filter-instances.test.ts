import { expect, it } from 'vitest'
import { readChoices } from '#lib/use-choices.ts'
import { filterInstances, instanceChoices, isNarrowed } from './filter-instances.ts'

const rows = [
  { name: 'Flat in Zürich', kind: 'property', status: 'active' },
  { name: 'Old flat', kind: 'property', status: 'archived' },
  { name: 'Savings', kind: 'cash', status: 'active' },
] as const
const filtersOf = (query: string) => readChoices(new URLSearchParams(query), instanceChoices)
const names = (query: string) => filterInstances(rows, filtersOf(query)).map((row) => row.name)

it.each([
  ['', ['Flat in Zürich', 'Savings']],
  ['search=zurich flat', ['Flat in Zürich']],
  ['search=boat', []],
  ['kind=cash', ['Savings']],
  ['kind=boat', ['Flat in Zürich', 'Savings']],
  ['status=archived', ['Old flat']],
  ['status=all&kind=property', ['Flat in Zürich', 'Old flat']],
])('“%s” finds %o', (query, found) => {
  expect(names(query)).toEqual(found)
})

it.each([
  ['', false],
  ['status=all', false],
  ['search=+', false],
  ['search=flat', true],
  ['kind=cash', true],
  ['status=archived', true],
])('“%s” leaves out what counts: %s', (query, isPart) => {
  expect(isNarrowed(filtersOf(query))).toBe(isPart)
})
