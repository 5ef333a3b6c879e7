import { z } from 'zod'
import { contentOf } from '#domain/instances/content.ts'
import type { InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import { isSameContent } from '#domain/merge/three-way.ts'
import { byName } from '#lib/by-name.ts'
import { isId } from '#lib/ids.ts'
import { parseAnswer, parseRows } from '../answers.ts'
import type { Client } from '../client-type.ts'
import type { Json } from '../database.types.ts'
import { appError, isAddedBefore, VersionConflictError } from '../errors.ts'
import { pageSize, readAllPages } from '../pages.ts'
import { request, requestMaybe } from '../request.ts'
import {
  type DeletedInstance,
  deletedInstanceColumns,
  deletedInstanceSchema,
  type Instance,
  instanceColumns,
  instanceSchema,
} from './instance.ts'

interface Options {
  signal?: AbortSignal
}

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
export async function listInstances(client: Client, { signal }: Options = {}): Promise<Instance[]> {
  const rows = await readAllPages(async (afterId) => {
    let query = client.from('instances').select(instanceColumns).is('deleted_at', null)
    if (afterId !== null) query = query.gt('id', afterId)
    if (signal) query = query.abortSignal(signal)
    return parseRows(instanceSchema, await request(query.order('id').limit(pageSize)))
  })
  return rows.sort(byName())
}

/** The instances that can still be restored, latest deleted first. */
export async function listDeletedInstances(
  client: Client,
  { signal }: Options = {},
): Promise<DeletedInstance[]> {
  let query = client.from('instances').select(deletedInstanceColumns).not('deleted_at', 'is', null)
  if (signal) query = query.abortSignal(signal)
  return parseRows(
    deletedInstanceSchema,
    await request(query.order('deleted_at', { ascending: false }).limit(pageSize)),
  )
}

/** One instance. @throws AppError `not_found` when it is deleted, missing or someone else's. */
export async function getInstance(
  client: Client,
  instanceId: string,
  { signal }: Options = {},
): Promise<Instance> {
  // A mistyped address is an instance that does not exist, not a malformed request.
  if (!isId(instanceId)) throw appError('not_found')
  const query = client.from('instances').select(instanceColumns).eq('id', instanceId).is('deleted_at', null)
  const row = await requestMaybe((signal ? query.abortSignal(signal) : query).maybeSingle())
  if (row === null) throw appError('not_found')
  return parseAnswer(instanceSchema, row)
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
  return parseRows(
    instanceSchema,
    await request(client.from('instances').insert(values).select(instanceColumns)),
  )
}

/** What requests of these ids have added. */
async function listAdded(client: Client, instances: readonly NewInstance[]): Promise<Instance[]> {
  const requestIds = instances.flatMap(({ requestId }) => requestId ?? [])
  const query = client.from('instances').select(instanceColumns).in('request_id', requestIds)
  return parseRows(instanceSchema, await request(query.is('deleted_at', null)))
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
  const row = await requestMaybe(
    client
      .from('instances')
      .update({ name, status, params })
      .eq('id', id)
      .eq('version', version)
      .is('deleted_at', null)
      .select(instanceColumns)
      .maybeSingle(),
  )
  if (row !== null) return parseAnswer(instanceSchema, row)
  const current = await getInstance(client, id)
  if (isSameContent(contentOf(current), content, current.kind)) return current
  throw new VersionConflictError(current)
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
  const answer = await request(
    client.rpc('import_instances', { p_document: document as Json, p_request_id: requestId }),
  )
  return parseAnswer(importedInstancesSchema, answer)
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
  const row = await requestMaybe(query.select(instanceColumns).maybeSingle())
  if (row === null) throw appError('not_found')
  return parseAnswer(instanceSchema, row)
}
