/** A change of one scenario, made in another one too. */
import type { Change } from '#domain/changes/changes.ts'
import { contentOf } from '#domain/instances/content.ts'
import type { Client } from '../client-type.ts'
import { writeFields } from '../instances/write-fields.ts'
import { saveScenarioChanges } from '../scenarios/save-scenario-changes.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import {
  copyInstancesToScenario,
  createScenarioInstance,
  listScenarioInstances,
  updateScenarioInstance,
} from './scenario-instances.api.ts'

export interface CarryChange {
  readonly change: Change
  readonly target: Scenario
  /** A new one for each decision of the user: a retry adds nothing a second time. */
  readonly requestId: string
}

/**
 * The fields of the change are written into the target's copy of the same source, or into its assumptions, and nothing else there
 * changes. A copy that is not there yet is made first; should the second step fail, it is there as reality is, and a retry
 * finds it.
 * @throws AppError as the writes do: `not_found`, `invalid` naming the field; VersionConflictError for an assumption that moved.
 */
export async function carryChange(client: Client, { change, target, requestId }: CarryChange): Promise<void> {
  const { copy, fields } = change
  const values = Object.fromEntries(fields.map(({ field, to }) => [field, to]))
  if (!copy) {
    const assumptions = Object.fromEntries(
      Object.entries({ ...target.assumptions, ...values }).flatMap(([key, value]) =>
        value === null ? [] : [[key, value] as const],
      ),
    )
    await saveScenarioChanges(client, target, { assumptions })
    return
  }
  const sourceId = copy.source_instance_id
  if (sourceId === null) {
    const { kind } = copy
    await createScenarioInstance(client, { scenarioId: target.id, kind, ...contentOf(copy), requestId })
    return
  }
  const find = async () =>
    (await listScenarioInstances(client, target.id)).find((row) => row.source_instance_id === sourceId)
  let row = await find()
  if (!row) {
    await copyInstancesToScenario(client, { scenarioId: target.id, instanceIds: [sourceId] })
    row = await find()
  }
  if (row) await writeFields({ row, fields: values }, (update) => updateScenarioInstance(client, update))
}
