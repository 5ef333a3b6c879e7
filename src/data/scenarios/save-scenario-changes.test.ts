import { beforeEach, expect, it, vi } from 'vitest'
import type { Client } from '../client-type.ts'
import { VersionConflictError } from '../errors.ts'
import { saveScenarioChanges } from './save-scenario-changes.ts'
import type { Scenario } from './scenario.ts'
import { mergeScenario } from './scenario-fields.ts'
import { updateScenario } from './scenarios.api.ts'

vi.mock('./scenarios.api.ts', () => ({ updateScenario: vi.fn() }))

const client = {} as Client
const began: Scenario = {
  id: 'a',
  name: 'Sell',
  description: null,
  status: 'active',
  is_primary: false,
  tags: ['one'],
  assumptions: { inflation_rate: 2, horizon_years: 20 },
  version: 1,
  deleted_at: null,
  created_at: new Date(0),
  updated_at: new Date(0),
}
const moved = (changes: Partial<Scenario>): Scenario => ({ ...began, version: 5, ...changes })
const meetsMovedRow = (now: Scenario) => {
  vi.mocked(updateScenario).mockRejectedValueOnce(new VersionConflictError(now)).mockResolvedValueOnce(now)
}

beforeEach(() => vi.mocked(updateScenario).mockReset())

it('writes only what differs', async () => {
  vi.mocked(updateScenario).mockResolvedValueOnce(began)
  await saveScenarioChanges(client, began, { name: 'Keep', tags: ['one'], description: null })
  expect(updateScenario).toHaveBeenCalledWith(client, { id: 'a', version: 1, changes: { name: 'Keep' } })
})

it('writes nothing when nothing differs', async () => {
  expect(await saveScenarioChanges(client, began, { name: 'Sell' })).toBe(began)
  expect(updateScenario).not.toHaveBeenCalled()
})

it('keeps what changed elsewhere in other fields', async () => {
  meetsMovedRow(moved({ description: 'New' }))
  await saveScenarioChanges(client, began, { name: 'Keep' })
  expect(updateScenario).toHaveBeenLastCalledWith(client, { id: 'a', version: 5, changes: { name: 'Keep' } })
})

it('keeps what changed elsewhere in other assumptions', async () => {
  meetsMovedRow(moved({ assumptions: { inflation_rate: 4, horizon_years: 20, seed: 7 } }))
  await saveScenarioChanges(client, began, { assumptions: { inflation_rate: 2 } })
  expect(updateScenario).toHaveBeenLastCalledWith(client, {
    id: 'a',
    version: 5,
    changes: { assumptions: { inflation_rate: 4, seed: 7 } },
  })
})

it('overwrites nothing when the same field changed elsewhere', async () => {
  meetsMovedRow(moved({ name: 'Other' }))
  await expect(saveScenarioChanges(client, began, { name: 'Keep' })).rejects.toBeInstanceOf(
    VersionConflictError,
  )
  expect(updateScenario).toHaveBeenCalledTimes(1)
})

it('writes nothing a second time when somebody made the same change meanwhile', async () => {
  const now = moved({ name: 'Keep', description: 'New' })
  vi.mocked(updateScenario).mockRejectedValueOnce(new VersionConflictError(now))
  expect(await saveScenarioChanges(client, began, { name: 'Keep' })).toBe(now)
  expect(updateScenario).toHaveBeenCalledTimes(1)
})

it('names the fields in which both changed, not those in which they agree', () => {
  const now = moved({ name: 'Keep', tags: ['two'], assumptions: { inflation_rate: 3, horizon_years: 20 } })
  const wanted = {
    name: 'Keep',
    tags: ['one', 'three'],
    assumptions: { inflation_rate: 5, horizon_years: 20 },
  }
  const fields = mergeScenario(began, now, wanted)
  expect(
    fields.filter(({ outcome }) => outcome !== 'unchanged').map(({ field, outcome }) => [field, outcome]),
  ).toEqual([
    ['name', 'same_change'],
    ['tags', 'conflict'],
    ['assumptions.inflation_rate', 'conflict'],
  ])
})
