import { expect, it } from 'vitest'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { newestScenarios } from './newest-scenarios.ts'

const scenario = (id: string, created: string, status: Scenario['status'] = 'active') => ({
  id,
  status,
  created_at: new Date(created),
})

it('a comparison begins with the newest three that are not archived, the newest first', () => {
  const scenarios = [
    scenario('b', '2026-02-01'),
    scenario('gone', '2026-09-01', 'archived'),
    scenario('d', '2026-04-01', 'draft'),
    scenario('a', '2026-01-01'),
    scenario('c', '2026-03-01'),
  ]
  expect(newestScenarios(scenarios)).toEqual(['d', 'c', 'b'])
  expect(newestScenarios([])).toEqual([])
})
