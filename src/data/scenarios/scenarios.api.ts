import { z } from 'zod'
import {
  asJson,
  pageSize,
  requestAllRows,
  requestAnswer,
  requestRow,
  requestRows,
  requestUpdate,
} from '../answers.ts'
import type { Client } from '../client-type.ts'
import type { RequestOptions } from '../request.ts'
import { copiedSchema } from '../shapes/copied.ts'
import { type Scenario, scenarioColumns, scenarioSchema } from './scenario.ts'
import { mergeScenario, type ScenarioChanges } from './scenario-fields.ts'

/** All scenarios of the caller, archived ones included, deleted ones not; latest first. */
export async function listScenarios(client: Client, options?: RequestOptions): Promise<Scenario[]> {
  const living = () => client.from('scenarios').select(scenarioColumns).is('deleted_at', null)
  const rows = await requestAllRows(scenarioSchema, living, options)
  return rows.sort((a, b) => b.created_at.getTime() - a.created_at.getTime())
}

/** The scenarios that can still be restored, latest deleted first. */
export async function listDeletedScenarios(client: Client, options?: RequestOptions): Promise<Scenario[]> {
  const query = client.from('scenarios').select(scenarioColumns).not('deleted_at', 'is', null)
  const latest = query.order('deleted_at', { ascending: false }).limit(pageSize)
  return requestRows(scenarioSchema, latest, options)
}

/** One scenario. @throws AppError `not_found` when it is deleted, missing or someone else's. */
export async function getScenario(
  client: Client,
  scenarioId: string,
  options?: RequestOptions,
): Promise<Scenario> {
  const query = client.from('scenarios').select(scenarioColumns).eq('id', scenarioId).is('deleted_at', null)
  return requestRow(scenarioSchema, query, options)
}

export interface CreateScenarioInput {
  /** A new uuid for each decision of the user; the same again returns the first answer. */
  readonly requestId: string
  readonly name: string
  readonly description?: string | null
  /** The instances to copy into it. */
  readonly instanceIds?: readonly string[]
}

export const createdScenarioSchema = copiedSchema.extend({
  application_id: z.guid(),
  request_id: z.guid(),
  replayed: z.boolean(),
  scenario: scenarioSchema,
})
export type CreatedScenario = z.infer<typeof createdScenarioSchema>

/**
 * A scenario with copies of the chosen instances, all or nothing.
 * @throws AppError `not_found` when an instance is not the caller's, `invalid` naming the field or the limit,
 * `conflict` when the request id was used for something else, `forbidden` while the feature is off.
 */
export async function createScenario(
  client: Client,
  scenario: CreateScenarioInput,
): Promise<CreatedScenario> {
  return requestAnswer(
    createdScenarioSchema,
    client.rpc('create_scenario', {
      p_request_id: scenario.requestId,
      p_name: scenario.name,
      ...(scenario.description ? { p_description: scenario.description } : {}),
      p_instance_ids: [...(scenario.instanceIds ?? [])],
    }),
  )
}

export interface ScenarioUpdate {
  readonly id: string
  /** The version that the user began with. */
  readonly version: number
  readonly changes: ScenarioChanges
}

/**
 * Changes what is given, provided that nobody changed the scenario since `version`. A save whose answer was lost may
 * be repeated: when the row already says all of it, it has succeeded.
 * @throws VersionConflictError with the row as it is now; nothing was written.
 * @throws AppError `not_found`, `invalid` naming the field.
 */
export async function updateScenario(
  client: Client,
  { id, version, changes }: ScenarioUpdate,
): Promise<Scenario> {
  const { tags, assumptions, ...rest } = changes
  const values = { ...rest, ...(tags ? { tags: [...tags] } : {}), ...(assumptions ? { assumptions } : {}) }
  const query = client.from('scenarios').update(values).eq('id', id).eq('version', version)
  return requestUpdate(scenarioSchema, {
    query: query.is('deleted_at', null).select(scenarioColumns),
    readNow: () => getScenario(client, id),
    isSaved: (now) => mergeScenario(now, now, changes).every(({ outcome }) => outcome === 'unchanged'),
  })
}

/** Makes this the one scenario shown beside reality. @throws AppError `not_found`. */
export async function setPrimaryScenario(client: Client, scenarioId: string): Promise<Scenario> {
  return requestAnswer(scenarioSchema, client.rpc('set_primary_scenario', { p_scenario_id: scenarioId }))
}

export interface DuplicateScenarioInput {
  readonly scenarioId: string
  readonly name: string
  readonly requestId: string
}

export const duplicatedScenarioSchema = z.object({
  copied: z.array(z.object({ scenario_instance_id: z.guid(), instance_id: z.guid().nullable() })),
  application_id: z.guid(),
  request_id: z.guid(),
  replayed: z.boolean(),
  scenario: scenarioSchema,
})
export type DuplicatedScenario = z.infer<typeof duplicatedScenarioSchema>

/**
 * A deep copy of a scenario: its copies keep their bases and lineages, so that both can be applied.
 * @throws AppError `not_found`, `invalid` naming the field or the limit.
 */
export async function duplicateScenario(
  client: Client,
  { scenarioId, name, requestId }: DuplicateScenarioInput,
): Promise<DuplicatedScenario> {
  return requestAnswer(
    duplicatedScenarioSchema,
    client.rpc('duplicate_scenario', { p_scenario_id: scenarioId, p_name: name, p_request_id: requestId }),
  )
}

export interface ImportScenarioInput {
  /** A parsed document, as `scenarioDocument` makes them; the database checks all of it. */
  readonly document: unknown
  readonly requestId: string
}

export const importedScenarioSchema = z.object({
  application_id: z.guid(),
  request_id: z.guid(),
  replayed: z.boolean(),
  scenario: scenarioSchema,
  imported: z.array(z.object({ scenario_instance_id: z.guid(), instance_id: z.guid().nullable() })),
  /** Copies of which the document does not say what they were copied from: reality as it is became their base. */
  compared_with_reality: z.array(z.object({ scenario_instance_id: z.guid(), instance_id: z.guid() })),
})
export type ImportedScenario = z.infer<typeof importedScenarioSchema>

/**
 * A scenario from a document, all or nothing. Copies of instances that are the caller's become copies again, with the
 * base that the document gives, so that the plan is the one of the scenario that was exported; the rest becomes new.
 * @throws AppError `invalid` with every error and its path in `detail`, or naming the limit.
 */
export async function importScenario(
  client: Client,
  { document, requestId }: ImportScenarioInput,
): Promise<ImportedScenario> {
  return requestAnswer(
    importedScenarioSchema,
    client.rpc('import_scenario', { p_document: asJson(document), p_request_id: requestId }),
  )
}

/** What an entry of a document would become in a scenario. */
export const importedEntrySchema = z.object({
  /**
   * `copy`: of an instance, with the base that the document gives; `copy_of_now`: compared with reality as it is, as the
   * document gives no base; `copy_of_deleted`: of an instance that was deleted since; `twin`: new in the scenario, though
   * reality has the same holding already; `new`.
   */
  becomes: z.enum(['copy', 'copy_of_now', 'copy_of_deleted', 'twin', 'new']),
  instance_id: z.guid().nullable(),
  /** Of the instance in reality. */
  name: z.string().nullable(),
})
export type ImportedEntry = z.infer<typeof importedEntrySchema>

export const importPreviewSchema = z.object({ entries: z.array(importedEntrySchema) })

/** What `importScenario` would make of each entry of a document, in its order. @throws AppError as it does. */
export async function previewImportScenario(
  client: Client,
  document: unknown,
  options?: RequestOptions,
): Promise<ImportedEntry[]> {
  const query = client.rpc('preview_import_scenario', { p_document: asJson(document) })
  return (await requestAnswer(importPreviewSchema, query, options)).entries
}

/**
 * Deletes a scenario with what is in it; it can be restored for 30 days, and its history stays. Deleting what is
 * deleted already changes nothing. @throws AppError `not_found` when it is missing or someone else's.
 */
export async function deleteScenario(client: Client, scenarioId: string): Promise<void> {
  // The server replaces the time with its own.
  await setDeletedAt(client, scenarioId, new Date().toISOString())
}

/** Takes a deletion back. @throws AppError `not_found` when it is purged, `invalid` naming the limit it would pass. */
export async function restoreScenario(client: Client, scenarioId: string): Promise<Scenario> {
  return setDeletedAt(client, scenarioId, null)
}

async function setDeletedAt(client: Client, scenarioId: string, deletedAt: string | null): Promise<Scenario> {
  const query = client.from('scenarios').update({ deleted_at: deletedAt }).eq('id', scenarioId)
  return requestRow(scenarioSchema, query.select(scenarioColumns))
}
