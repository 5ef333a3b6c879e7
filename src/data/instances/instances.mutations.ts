/** Writes to instances. Each puts the server's answer into the cache at once, so that no screen shows old figures. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { byName } from '#lib/by-name.ts'
import { applicationKeys } from '../applications/keys.ts'
import { supabase } from '../client.ts'
import { VersionConflictError } from '../errors.ts'
import { saidByCaller } from '../failures.ts'
import { restartReads } from '../restart-reads.ts'
import { noting } from '../telemetry/noting.ts'
import type { Instance } from './instance.ts'
import {
  createInstance,
  createInstances,
  deleteInstance,
  type ImportInstancesInput,
  type InstanceUpdate,
  importInstances,
  type NewInstance,
  restoreInstance,
  updateInstance,
} from './instances.api.ts'
import { instanceQuery, instancesQuery } from './instances.queries.ts'
import { instanceKeys } from './keys.ts'

/** Puts rows into the list and their own entries; rows of the same id are replaced. */
function storeInstances(queryClient: QueryClient, rows: readonly Instance[]) {
  const ids = new Set(rows.map((row) => row.id))
  for (const row of rows) queryClient.setQueryData(instanceQuery(row.id).queryKey, row)
  queryClient.setQueryData(instancesQuery.queryKey, (list) =>
    list
      ?.filter((row) => !ids.has(row.id))
      .concat(rows)
      .sort(byName()),
  )
  restartReads(queryClient, instanceKeys.all)
}

function dropInstance(queryClient: QueryClient, instanceId: string) {
  queryClient.setQueryData(instancesQuery.queryKey, (list) => list?.filter((row) => row.id !== instanceId))
  queryClient.removeQueries({ queryKey: instanceQuery(instanceId).queryKey })
  restartReads(queryClient, instanceKeys.all)
}

export function useCreateInstance() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (instance: NewInstance) => createInstance(supabase, instance),
    onSuccess: (row) => storeInstances(queryClient, [row]),
  })
}

/** Adds several at once, all or none. */
export function useCreateInstances() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (instances: readonly NewInstance[]) => createInstances(supabase, instances),
    onSuccess: (rows) => storeInstances(queryClient, rows),
  })
}

/** Fails with `VersionConflictError` when the row has moved on; the list then already shows it as it is now. */
export function useUpdateInstance() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (update: InstanceUpdate) => updateInstance(supabase, update),
    onSuccess: (row) => storeInstances(queryClient, [row]),
    onError: (error) => {
      if (error instanceof VersionConflictError) storeInstances(queryClient, [error.current as Instance])
    },
  })
}

export function useDeleteInstance() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (instanceId: string) => deleteInstance(supabase, instanceId),
    onSuccess: (_, instanceId) => dropInstance(queryClient, instanceId),
  })
}

export function useRestoreInstance() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (instanceId: string) => restoreInstance(supabase, instanceId),
    onSuccess: (row) => {
      storeInstances(queryClient, [row])
      void queryClient.invalidateQueries({ queryKey: instanceKeys.deleted() })
    },
  })
}

/** A retry with the same `requestId` does not import twice. */
export function useImportInstances() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (input: ImportInstancesInput) =>
      noting('instances_imported', () => importInstances(supabase, input)),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: applicationKeys.all })
      return queryClient.invalidateQueries({ queryKey: instanceKeys.all })
    },
  })
}
