import { z } from 'zod'
import { contentDifferences, contentOf } from '#domain/instances/content.ts'
import type { InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import type { Client } from '../client-type.ts'
import { appError, VersionConflictError } from '../errors.ts'
import { request, requestMaybe } from '../request.ts'
import { type Instance, instanceColumns, instanceSchema } from './instance.ts'

interface Options {
  signal?: AbortSignal
}

export type NewInstance = InstanceContent & { readonly kind: InstanceKind }

export interface InstanceUpdate {
  readonly id: string
  /** The version that the user began with. */
  readonly version: number
  readonly content: InstanceContent
}

/** PostgREST answers at most this many rows a request. */
const pageSize = 1_000

/**
 * All instances of the caller, archived ones included, deleted ones not, by name.
 * Pages by id, so that rows added meanwhile can neither repeat nor hide others.
 */
export async function listInstances(client: Client, { signal }: Options = {}): Promise<Instance[]> {
  const rows: Instance[] = []
  for (;;) {
    let query = client.from('instances').select(instanceColumns).is('deleted_at', null)
    const last = rows.at(-1)
    if (last) query = query.gt('id', last.id)
    const ordered = query.order('id').limit(pageSize)
    const page = await request(signal ? ordered.abortSignal(signal) : ordered)
    rows.push(...page.map((row) => instanceSchema.parse(row)))
    if (page.length < pageSize) return rows.sort((a, b) => a.name.localeCompare(b.name))
  }
}

/** One instance. @throws AppError `not_found` when it is deleted, missing or someone else's. */
export async function getInstance(
  client: Client,
  instanceId: string,
  { signal }: Options = {},
): Promise<Instance> {
  // A mistyped address is an instance that does not exist, not a malformed request.
  if (!z.uuid().safeParse(instanceId).success) throw appError('not_found')
  const query = client.from('instances').select(instanceColumns).eq('id', instanceId).is('deleted_at', null)
  const row = await requestMaybe((signal ? query.abortSignal(signal) : query).maybeSingle())
  if (row === null) throw appError('not_found')
  return instanceSchema.parse(row)
}

/** Adds several instances, all or none, in the order given. @throws AppError `invalid` naming the field. */
export async function createInstances(
  client: Client,
  instances: readonly NewInstance[],
): Promise<Instance[]> {
  const values = instances.map(({ kind, name, status, params }) => ({ kind, name, status, params }))
  const rows = await request(client.from('instances').insert(values).select(instanceColumns))
  return rows.map((row) => instanceSchema.parse(row))
}

/** Adds one instance. @throws AppError `invalid` naming the field. */
export async function createInstance(client: Client, instance: NewInstance): Promise<Instance> {
  const [created] = await createInstances(client, [instance])
  if (!created) throw appError('unexpected')
  return created
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
  if (row !== null) return instanceSchema.parse(row)
  const current = await getInstance(client, id)
  if (contentDifferences(contentOf(current), content).length === 0) return current
  throw new VersionConflictError(current)
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
  return instanceSchema.parse(row)
}
