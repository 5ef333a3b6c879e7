import { z } from 'zod'
import { contentOf } from '#domain/instances/content.ts'
import type { InstanceContent, InstanceKind, Scalar } from '#domain/instances/types.ts'
import { isSameContent } from '#domain/merge/three-way.ts'
import { byName } from '#lib/by-name.ts'
import { isId } from '#lib/ids.ts'
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
import { appError, isAddedBefore } from '../errors.ts'
import type { RequestOptions } from '../request.ts'
import { type ApplicationAnswer, applicationAnswerSchema } from '../shapes/plan.ts'
import {
  type DeletedInstance,
  deletedInstanceColumns,
  deletedInstanceSchema,
  type Instance,
  instanceColumns,
  instanceSchema,
} from './instance.ts'

export type NewInstance = InstanceContent & {
  readonly kind: InstanceKind
  /** A new uuid for each decision of the user; a retry with the same one adds nothing a second time. */
  readonly requestId?: string
}

export interface InstanceUpdate {
  readonly id: string
  /** The version that the user began with. */
  readonly version: number
  readonly content: InstanceContent
}

/** All instances of the caller, archived ones included, deleted ones not, by name. */
export async function listInstances(client: Client, options?: RequestOptions): Promise<Instance[]> {
  const living = () => client.from('instances').select(instanceColumns).is('deleted_at', null)
  return (await requestAllRows(instanceSchema, living, options)).sort(byName())
}

/** The instances that can still be restored, latest deleted first. */
export async function listDeletedInstances(
  client: Client,
  options?: RequestOptions,
): Promise<DeletedInstance[]> {
  const query = client.from('instances').select(deletedInstanceColumns).not('deleted_at', 'is', null)
  const latest = query.order('deleted_at', { ascending: false }).limit(pageSize)
  return requestRows(deletedInstanceSchema, latest, options)
}

/** One instance. @throws AppError `not_found` when it is deleted, missing or someone else's. */
export async function getInstance(
  client: Client,
  instanceId: string,
  options?: RequestOptions,
): Promise<Instance> {
  // A mistyped address is an instance that does not exist, not a malformed request.
  if (!isId(instanceId)) throw appError('not_found')
  const query = client.from('instances').select(instanceColumns).eq('id', instanceId).is('deleted_at', null)
  return requestRow(instanceSchema, query, options)
}

/**
 * Adds several instances, all or none, in the order given. A retry of what was added before, its answer lost, answers
 * the rows that are there. @throws AppError `invalid` naming the field.
 */
export async function createInstances(
  client: Client,
  instances: readonly NewInstance[],
): Promise<Instance[]> {
  try {
    return await insertInstances(client, instances)
  } catch (error) {
    if (isAddedBefore(error)) return listAdded(client, instances)
    throw error
  }
}

/**
 * Adds one instance. A retry of what was added before, its answer lost, leaves that as it is typed now.
 * @throws AppError `invalid` naming the field, `not_found` when it was added and has been deleted since.
 */
export async function createInstance(client: Client, instance: NewInstance): Promise<Instance> {
  try {
    const [created] = await insertInstances(client, [instance])
    if (!created) throw appError('unexpected')
    return created
  } catch (error) {
    if (!isAddedBefore(error)) throw error
    const [added] = await listAdded(client, [instance])
    if (!added) throw appError('not_found')
    const { name, status, params } = instance
    const content = { name, status, params }
    if (isSameContent(contentOf(added), content, added.kind)) return added
    return updateInstance(client, { id: added.id, version: added.version, content })
  }
}

async function insertInstances(client: Client, instances: readonly NewInstance[]): Promise<Instance[]> {
  const values = instances.map(({ kind, name, status, params, requestId }) => ({
    kind,
    name,
    status,
    params,
    ...(requestId ? { request_id: requestId } : {}),
  }))
  return requestRows(instanceSchema, client.from('instances').insert(values).select(instanceColumns))
}

/** What requests of these ids have added. */
async function listAdded(client: Client, instances: readonly NewInstance[]): Promise<Instance[]> {
  const requestIds = instances.flatMap(({ requestId }) => requestId ?? [])
  const query = client.from('instances').select(instanceColumns).in('request_id', requestIds)
  return requestRows(instanceSchema, query.is('deleted_at', null))
}

/**
 * Replaces the content of an instance, provided that nobody changed it since `version`.
 * A save whose answer was lost may be repeated: when the row already holds this content, it has succeeded.
 * @throws VersionConflictError with the row as it is now; nothing was written.
 * @throws AppError `not_found`, `invalid` naming the field.
 */
export async function updateInstance(
  client: Client,
  { id, version, content }: InstanceUpdate,
): Promise<Instance> {
  const { name, status, params } = content
  const query = client.from('instances').update({ name, status, params }).eq('id', id).eq('version', version)
  return requestUpdate(instanceSchema, {
    query: query.is('deleted_at', null).select(instanceColumns),
    readNow: () => getInstance(client, id),
    isSaved: (now) => isSameContent(contentOf(now), content, now.kind),
  })
}

export interface InstancesUpdate {
  /** By the id of the instance. */
  readonly changes: Readonly<
    Record<
      string,
      {
        /** The version that the user began with. */
        readonly version: number
        /** What to set by field; null takes a field away. */
        readonly params: Readonly<Record<string, Scalar | null>>
      }
    >
  >
  /** A new uuid for each decision of the user; a retry with the same one changes nothing twice. */
  readonly requestId: string
}

/**
 * Changes fields of several instances, all or none; recorded in the history, which undoes it. Look at `status`: `failed` says why
 * nothing was written.
 * @throws AppError `conflict` when some are at another version (`movedIds` names them), `not_found`.
 */
export async function updateInstances(
  client: Client,
  { changes, requestId }: InstancesUpdate,
): Promise<ApplicationAnswer> {
  return requestAnswer(
    applicationAnswerSchema,
    client.rpc('update_instances', { p_changes: asJson(changes), p_request_id: requestId }),
  )
}

export interface ImportInstancesInput {
  /** A parsed document, as `instancesDocument` makes them; the database checks all of it. */
  readonly document: unknown
  readonly requestId: string
}

export const importedInstancesSchema = z.object({
  application_id: z.guid(),
  request_id: z.guid(),
  replayed: z.boolean(),
  /** In the order of the document. */
  imported: z.array(z.object({ instance_id: z.guid() })),
})
export type ImportedInstances = z.infer<typeof importedInstancesSchema>

/**
 * New instances from a document, all or none.
 * @throws AppError `invalid` with every error and its path in `detail`, or naming the limit.
 */
export async function importInstances(
  client: Client,
  { document, requestId }: ImportInstancesInput,
): Promise<ImportedInstances> {
  return requestAnswer(
    importedInstancesSchema,
    client.rpc('import_instances', { p_document: asJson(document), p_request_id: requestId }),
  )
}

/**
 * Deletes an instance; it can be restored for 30 days. Deleting what is deleted already changes nothing.
 * @throws AppError `not_found` when it is missing or someone else's.
 */
export async function deleteInstance(client: Client, instanceId: string): Promise<void> {
  // The server replaces the time with its own.
  await setDeletedAt(client, instanceId, new Date().toISOString())
}

/** Takes a deletion back. @throws AppError `not_found` when it is purged, missing or someone else's. */
export async function restoreInstance(client: Client, instanceId: string): Promise<Instance> {
  return setDeletedAt(client, instanceId, null)
}

async function setDeletedAt(client: Client, instanceId: string, deletedAt: string | null): Promise<Instance> {
  const query = client.from('instances').update({ deleted_at: deletedAt }).eq('id', instanceId)
  return requestRow(instanceSchema, query.select(instanceColumns))
}
