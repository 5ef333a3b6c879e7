/** A change of one scenario, made in another one too. */
import type { Change } from '#domain/changes/changes.ts'
import { contentOf } from '#domain/instances/content.ts'
import type { Client } from '../client-type.ts'
import { writeFields } from '../instances/write-fields.ts'
import { saveScenarioChanges } from '../scenarios/save-scenario-changes.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { ScenarioInstance } from './scenario-instance.ts'
import {
  copyInstancesToScenario,
  createScenarioInstance,
  listScenarioInstances,
  updateScenarioInstance,
} from './scenario-instances.api.ts'

/**
 * One like a new holding, in another scenario. A loan that is secured on a property which is new too is secured there on the one of that name; where
 * there is none, that is made first, and a retry finds it.
 */
async function createLike(
  client: Client,
  one: ScenarioInstance,
  target: Scenario,
  requestId: string,
): Promise<ScenarioInstance> {
  const { kind } = one
  const content = contentOf(one)
  let { params } = content
  const property = await newPropertyOf(client, one)
  if (property) {
    const there = (await listScenarioInstances(client, target.id)).find(
      (row) => row.kind === 'property' && row.source_instance_id === null && row.name === property.name,
    )
    const { lineage_id } = there ?? (await createLike(client, property, target, crypto.randomUUID()))
    params = { ...params, secured_on: lineage_id }
  }
  return createScenarioInstance(client, { scenarioId: target.id, kind, ...content, params, requestId })
}

/** The property on which a loan is secured, where only its own scenario has it. */
async function newPropertyOf(client: Client, one: ScenarioInstance): Promise<ScenarioInstance | undefined> {
  const { secured_on: lineage } = one.params
  if (lineage === undefined) return undefined
  const rows = await listScenarioInstances(client, one.scenario_id)
  return rows.find((row) => row.lineage_id === lineage && row.source_instance_id === null)
}

export interface CarryChange {
  readonly change: Change<ScenarioInstance>
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
    await createLike(client, copy, target, requestId)
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
