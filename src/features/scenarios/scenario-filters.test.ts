import { expect, it } from 'vitest'
import { withLastChange } from '#data/scenarios/with-last-change.ts'
import { type FilterableScenario, filterScenarios, readChosen, writeChosen } from './scenario-filters.ts'

const noFilters = { search: '', status: 'current', sort: 'changed' } as const

const scenario = (name: string, overrides: Partial<FilterableScenario> = {}): FilterableScenario => ({
  id: name,
  name,
  description: null,
  tags: [],
  status: 'active',
  is_primary: false,
  created_at: new Date('2026-01-01'),
  updated_at: new Date('2026-01-01'),
  ...overrides,
})
const names = (scenarios: readonly FilterableScenario[]) => scenarios.map(({ name }) => name)

it('hides archived scenarios until asked', () => {
  const all = [
    scenario('Now'),
    scenario('Old', { status: 'archived' }),
    scenario('Idea', { status: 'draft' }),
  ]
  expect(names(filterScenarios(all, noFilters, 'en-AU'))).toEqual(['Now', 'Idea'])
  expect(names(filterScenarios(all, { ...noFilters, status: 'archived' }, 'en-AU'))).toEqual(['Old'])
  expect(filterScenarios(all, { ...noFilters, status: 'all' }, 'en-AU')).toHaveLength(3)
})

it('finds every word in name, description or tags', () => {
  const all = [
    scenario('Sell the flat', { tags: ['retirement'] }),
    scenario('Keep', { description: 'the FLAT' }),
  ]
  expect(names(filterScenarios(all, { ...noFilters, search: 'flat' }, 'en-AU'))).toHaveLength(2)
  expect(names(filterScenarios(all, { ...noFilters, search: 'Flat  retire' }, 'en-AU'))).toEqual([
    'Sell the flat',
  ])
})

it('puts the primary scenario first, then the last changed', () => {
  const all = [
    scenario('Old'),
    scenario('New', { updated_at: new Date('2026-05-01') }),
    scenario('Mine', { is_primary: true }),
  ]
  expect(names(filterScenarios(all, noFilters, 'en-AU'))).toEqual(['Mine', 'New', 'Old'])
  expect(names(filterScenarios(all, { ...noFilters, sort: 'name' }, 'en-AU'))).toEqual(['Mine', 'New', 'Old'])
})

it('puts names in the order of numbers', () => {
  const all = [scenario('Plan 10'), scenario('Plan 9')]
  expect(names(filterScenarios(all, { ...noFilters, sort: 'name' }, 'en-AU'))).toEqual(['Plan 9', 'Plan 10'])
})

it('counts a change of what is in a scenario as a change of it', () => {
  const old = scenario('Old')
  const later = new Date('2026-02-01')
  expect(withLastChange(old, later).updated_at).toEqual(later)
  expect(withLastChange(old, new Date('2025-01-01'))).toBe(old)
  expect(withLastChange(old, null)).toBe(old)
})

it('keeps in the address which scenarios are chosen, beside the filters', () => {
  const one = writeChosen(new URLSearchParams('status=all'), 'b', true)
  const two = writeChosen(one, 'a', true)
  expect(two.toString()).toBe('status=all&chosen=b%2Ca')
  expect(readChosen(two)).toEqual(['b', 'a'])
  expect(readChosen(writeChosen(two, 'b', false))).toEqual(['a'])
  expect(writeChosen(one, 'b', false).toString()).toBe('status=all')
})

it('in the order of results puts the best first, also before the primary one, and those not known yet last', () => {
  const all = [
    scenario('Primary', { is_primary: true }),
    scenario('Worse'),
    scenario('New'),
    scenario('Best'),
  ]
  const results = new Map([
    ['Best', 5],
    ['Primary', -1],
    ['Worse', -3],
  ])
  const found = filterScenarios(all, { ...noFilters, sort: 'result' }, 'en-AU', results)
  expect(names(found)).toEqual(['Best', 'Primary', 'Worse', 'New'])
})
