import { z } from 'zod'
import type { BulkChange } from '#domain/instances/bulk-change.ts'
import { contentOf } from '#domain/instances/content.ts'
import type { InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import { isSameContent } from '#domain/merge/three-way.ts'
import { byName } from '#lib/by-name.ts'
import { asJson, requestAllRows, requestAnswer, requestRow, requestRows, requestUpdate } from '../answers.ts'
import type { Client } from '../client-type.ts'
import { isAddedBefore } from '../errors.ts'
import type { RequestOptions } from '../request.ts'
import { type Copied, copiedSchema } from '../shapes/copied.ts'
import { type ApplicationAnswer, applicationAnswerSchema } from '../shapes/plan.ts'
import { timestampSchema } from '../shapes/rows.ts'
import {
  type ScenarioInstance,
  scenarioInstanceColumns,
  scenarioInstanceSchema,
} from './scenario-instance.ts'

/** Everything in a scenario, archived ones included, deleted ones not, by name. Empty for a scenario not one's own. */
export async function listScenarioInstances(
  client: Client,
  scenarioId: string,
  options?: RequestOptions,
): Promise<ScenarioInstance[]> {
  const living = () =>
    client
      .from('scenario_instances')
      .select(scenarioInstanceColumns)
      .eq('scenario_id', scenarioId)
      .is('deleted_at', null)
  return (await requestAllRows(scenarioInstanceSchema, living, options)).sort(byName())
}

/** What a list of scenarios says of their instances. */
export interface ScenarioContents {
  /** Archived ones included. */
  readonly count: number
  /** When the last of them was changed or removed; null for a scenario that never held any. */
  readonly changedAt: Date | null
}

/** What each scenario of the caller holds, by its id. */
export async function listScenarioContents(
  client: Client,
  options?: RequestOptions,
): Promise<ReadonlyMap<string, ScenarioContents>> {
  const living = () =>
    client
      .from('scenarios')
      .select('id, held:scenario_instances(count), last:scenario_instances(updated_at)')
      .is('deleted_at', null)
      .is('held.deleted_at', null)
      .order('updated_at', { referencedTable: 'last', ascending: false })
      .limit(1, { referencedTable: 'last' })
  const rows = await requestAllRows(contentsSchema, living, options)
  return new Map(
    rows.map(({ id, held, last }) => [
      id,
      { count: held[0]?.count ?? 0, changedAt: last[0]?.updated_at ?? null },
    ]),
  )
}

const contentsSchema = z.object({
  id: z.guid(),
  held: z.array(z.object({ count: z.coerce.number() })),
  last: z.array(z.object({ updated_at: timestampSchema })),
})

/** One scenario instance. @throws AppError `not_found` when it is deleted, missing or someone else's. */
export async function getScenarioInstance(
  client: Client,
  scenarioInstanceId: string,
  options?: RequestOptions,
): Promise<ScenarioInstance> {
  const query = client
    .from('scenario_instances')
    .select(scenarioInstanceColumns)
    .eq('id', scenarioInstanceId)
    .is('deleted_at', null)
  return requestRow(scenarioInstanceSchema, query, options)
}

export type NewScenarioInstance = InstanceContent & {
  readonly scenarioId: string
  readonly kind: InstanceKind
  /** A new uuid for each decision of the user; a retry with the same one adds nothing a second time. */
  readonly requestId?: string
}

/**
 * An instance that exists in the scenario only, until it is applied. A retry of what was added before, its answer lost,
 * leaves that as it is typed now. @throws AppError `not_found`, `invalid`.
 */
export async function createScenarioInstance(
  client: Client,
  instance: NewScenarioInstance,
): Promise<ScenarioInstance> {
  const { scenarioId, kind, name, status, params, requestId } = instance
  const values = { scenario_id: scenarioId, kind, name, status, params }
  try {
    const insert = { ...values, ...(requestId ? { request_id: requestId } : {}) }
    const query = client.from('scenario_instances').insert(insert).select(scenarioInstanceColumns)
    return await requestRow(scenarioInstanceSchema, query)
  } catch (error) {
    if (!isAddedBefore(error) || !requestId) throw error
    const query = client
      .from('scenario_instances')
      .select(scenarioInstanceColumns)
      .eq('request_id', requestId)
      .is('deleted_at', null)
    const added = await requestRow(scenarioInstanceSchema, query)
    const content = { name, status, params }
    if (isSameContent(contentOf(added), content, added.kind)) return added
    return updateScenarioInstance(client, { id: added.id, version: added.version, content })
  }
}

/** Takes out what these requests have added, all or nothing; what is out already stays so. Answers what left by this. */
export async function deleteAddedInstances(
  client: Client,
  requestIds: readonly string[],
): Promise<ScenarioInstance[]> {
  // The server replaces the time with its own.
  const query = client.from('scenario_instances').update({ deleted_at: new Date().toISOString() })
  const added = query.in('request_id', requestIds).is('deleted_at', null)
  return requestRows(scenarioInstanceSchema, added.select(scenarioInstanceColumns))
}

export interface CopyIntoScenario {
  readonly scenarioId: string
  readonly instanceIds: readonly string[]
}

/**
 * Copies instances into a scenario, all or nothing; those already there are `skipped`, so that it may be repeated.
 * @throws AppError `not_found` when the scenario or an instance is not the caller's, `invalid` past a limit.
 */
export async function copyInstancesToScenario(client: Client, copy: CopyIntoScenario): Promise<Copied> {
  return requestAnswer(
    copiedSchema,
    client.rpc('copy_instances_to_scenario', {
      p_scenario_id: copy.scenarioId,
      p_instance_ids: [...copy.instanceIds],
    }),
  )
}

export interface RefreshInput {
  readonly scenarioId: string
  readonly requestId: string
  /** Null or missing: all of the scenario. */
  readonly scenarioInstanceIds?: readonly string[] | null
}

/**
 * Takes what changed in reality into the scenario and keeps what the user changed there; a field that both changed
 * stays a conflict. The answer lists the fields taken over and the conflicts that remain.
 * @throws AppError `not_found`, `forbidden` while the feature is off.
 */
export async function refreshScenarioInstances(
  client: Client,
  { scenarioId, requestId, scenarioInstanceIds }: RefreshInput,
): Promise<ApplicationAnswer> {
  return requestAnswer(
    applicationAnswerSchema,
    client.rpc('refresh_scenario_instances', {
      p_scenario_id: scenarioId,
      p_request_id: requestId,
      ...(scenarioInstanceIds ? { p_scenario_instance_ids: [...scenarioInstanceIds] } : {}),
    }),
  )
}

export interface BulkEditInput {
  readonly scenarioId: string
  /** Null or missing: all of the scenario. */
  readonly scenarioInstanceIds?: readonly string[] | null
  /** By field: `name`, `status` (both only `set`) or `params.<key>`. */
  readonly changes: Readonly<Record<string, BulkChange>>
  readonly requestId: string
}

export const bulkEditSchema = z.object({
  application_id: z.guid(),
  request_id: z.guid(),
  replayed: z.boolean(),
  status: z.enum(['success', 'failed']),
  error: applicationAnswerSchema.shape.error,
  changed: z.array(z.object({ scenario_instance_id: z.guid(), version: z.number().int() })),
  /** Rows that a change does not concern: their kind lacks the field, or there is no value to start from. */
  not_concerned: z.array(
    z.object({
      scenario_instance_id: z.guid(),
      field: z.string(),
      reason: z.enum(['unknown_field', 'no_value']),
    }),
  ),
})
export type BulkEdit = z.infer<typeof bulkEditSchema>

/**
 * The same changes to many instances of a scenario, all or nothing: with `status` `failed` (a value out of range, say)
 * nothing was written and `error` names the place.
 * @throws AppError `bad_request` for a change that is not understood, `not_found`.
 */
export async function bulkEditScenarioInstances(
  client: Client,
  { scenarioId, scenarioInstanceIds, changes, requestId }: BulkEditInput,
): Promise<BulkEdit> {
  return requestAnswer(
    bulkEditSchema,
    client.rpc('bulk_edit_scenario_instances', {
      p_scenario_id: scenarioId,
      // The database takes null for all; the generated types do not know.
      p_scenario_instance_ids: (scenarioInstanceIds ? [...scenarioInstanceIds] : null) as string[],
      p_changes: asJson(changes),
      p_request_id: requestId,
    }),
  )
}

export interface ScenarioInstanceUpdate {
  readonly id: string
  /** The version that the user began with. */
  readonly version: number
  readonly content: InstanceContent
}

/**
 * Replaces what is proposed, provided that nobody changed the row since `version`. A save whose answer was lost may
 * be repeated: when the row already holds this content, it has succeeded.
 * @throws VersionConflictError with the row as it is now; nothing was written.
 * @throws AppError `not_found`, `invalid` naming the field.
 */
export async function updateScenarioInstance(
  client: Client,
  { id, version, content }: ScenarioInstanceUpdate,
): Promise<ScenarioInstance> {
  const { name, status, params } = content
  const table = client.from('scenario_instances')
  const query = table.update({ name, status, params }).eq('id', id).eq('version', version)
  return requestUpdate(scenarioInstanceSchema, {
    query: query.is('deleted_at', null).select(scenarioInstanceColumns),
    readNow: () => getScenarioInstance(client, id),
    isSaved: (now) => isSameContent(contentOf(now), content, now.kind),
  })
}

/**
 * Takes an instance out of its scenario; reality stays as it is, and it can be restored for 30 days.
 * @throws AppError `not_found` when it is missing or someone else's.
 */
export async function deleteScenarioInstance(client: Client, scenarioInstanceId: string): Promise<void> {
  // The server replaces the time with its own.
  await setDeletedAt(client, scenarioInstanceId, new Date().toISOString())
}

/**
 * Takes a deletion back.
 * @throws AppError `not_found` when it is purged, `conflict` when its source was copied again meanwhile.
 */
export async function restoreScenarioInstance(
  client: Client,
  scenarioInstanceId: string,
): Promise<ScenarioInstance> {
  return setDeletedAt(client, scenarioInstanceId, null)
}

async function setDeletedAt(client: Client, id: string, deletedAt: string | null): Promise<ScenarioInstance> {
  const query = client.from('scenario_instances').update({ deleted_at: deletedAt }).eq('id', id)
  return requestRow(scenarioInstanceSchema, query.select(scenarioInstanceColumns))
}
