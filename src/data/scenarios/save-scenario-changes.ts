import { isProposed } from '#domain/merge/three-way.ts'
import type { Client } from '../client-type.ts'
import { movedRow, VersionConflictError } from '../errors.ts'
import type { Scenario } from './scenario.ts'
import { changesOver, mergeScenario, type ScenarioChanges } from './scenario-fields.ts'
import { updateScenario } from './scenarios.api.ts'

/**
 * Saves single fields of a scenario. A change elsewhere to other fields is no obstacle: both are kept. A change
 * elsewhere to the same field is not overwritten.
 * @throws VersionConflictError with the scenario as it is now; nothing was written.
 */
export async function saveScenarioChanges(
  client: Client,
  began: Scenario,
  wanted: ScenarioChanges,
): Promise<Scenario> {
  let current = began
  for (;;) {
    const fields = mergeScenario(began, current, wanted)
    if (fields.some(({ outcome }) => outcome === 'conflict')) throw new VersionConflictError(current)
    const mine = fields.filter(isProposed)
    if (mine.length === 0) return current
    try {
      const changes = changesOver(current, mine)
      return await updateScenario(client, { id: began.id, version: current.version, changes })
    } catch (error) {
      const now = movedRow<Scenario>(error)
      if (now === null) throw error
      current = now
    }
  }
}
