/** Writes to the instances of scenarios. Each puts the server's answer into the cache at once. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { byName } from '#lib/by-name.ts'
import { applicationKeys } from '../applications/keys.ts'
import { supabase } from '../client.ts'
import { VersionConflictError } from '../errors.ts'
import { saidByCaller } from '../failures.ts'
import { restartReads } from '../restart-reads.ts'
import { noting } from '../telemetry/noting.ts'
import { scenarioInstanceKeys } from './keys.ts'
import type { ScenarioInstance } from './scenario-instance.ts'
import {
  type BulkEditInput,
  bulkEditScenarioInstances,
  type CopyIntoScenario,
  copyInstancesToScenario,
  createScenarioInstance,
  deleteScenarioInstance,
  type NewScenarioInstance,
  type RefreshInput,
  refreshScenarioInstances,
  restoreScenarioInstance,
  type ScenarioInstanceUpdate,
  updateScenarioInstance,
} from './scenario-instances.api.ts'
import { scenarioInstanceQuery, scenarioInstancesQuery } from './scenario-instances.queries.ts'

function storeRow(queryClient: QueryClient, row: ScenarioInstance) {
  queryClient.setQueryData(scenarioInstanceQuery(row.id).queryKey, row)
  queryClient.setQueryData(scenarioInstancesQuery(row.scenario_id).queryKey, (list) =>
    list
      ?.filter(({ id }) => id !== row.id)
      .concat(row)
      .sort(byName()),
  )
  restartReads(queryClient, scenarioInstanceKeys.all)
  refreshContents(queryClient)
}

function refreshContents(queryClient: QueryClient) {
  void queryClient.invalidateQueries({ queryKey: scenarioInstanceKeys.contents() })
}

/** Answers what was copied and what was there already. */
export function useCopyInstances() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (input: CopyIntoScenario) =>
      noting('instances_copied', () => copyInstancesToScenario(supabase, input)),
    onSuccess: (_, { scenarioId }) => {
      void queryClient.invalidateQueries({ queryKey: applicationKeys.all })
      refreshContents(queryClient)
      return queryClient.invalidateQueries({ queryKey: scenarioInstanceKeys.list(scenarioId) })
    },
  })
}

export function useCreateScenarioInstance() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (instance: NewScenarioInstance) => createScenarioInstance(supabase, instance),
    onSuccess: (row) => storeRow(queryClient, row),
  })
}

/** Fails with `VersionConflictError` when the row has moved on; the cache then has it as it is now. */
export function useUpdateScenarioInstance() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (update: ScenarioInstanceUpdate) => updateScenarioInstance(supabase, update),
    onSuccess: (row) => storeRow(queryClient, row),
    onError: (error) => {
      if (error instanceof VersionConflictError) storeRow(queryClient, error.current as ScenarioInstance)
    },
  })
}

export function useDeleteScenarioInstance() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: ({ id }: { id: string; scenarioId: string }) => deleteScenarioInstance(supabase, id),
    onSuccess: (_, { id, scenarioId }) => {
      queryClient.setQueryData(scenarioInstancesQuery(scenarioId).queryKey, (list) =>
        list?.filter((row) => row.id !== id),
      )
      restartReads(queryClient, scenarioInstanceKeys.list(scenarioId))
      // Asked for anew when it is next looked at, not under the eyes of whoever is just leaving it.
      void queryClient.invalidateQueries({ queryKey: scenarioInstanceKeys.detail(id), refetchType: 'none' })
      refreshContents(queryClient)
    },
  })
}

export function useRestoreScenarioInstance() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (id: string) => restoreScenarioInstance(supabase, id),
    onSuccess: (row) => storeRow(queryClient, row),
  })
}

/** Takes what changed in reality into the scenario, keeping what the user changed there. */
export function useRefreshScenarioInstances() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (input: RefreshInput) =>
      noting('reality_taken_in', () => refreshScenarioInstances(supabase, input)),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: applicationKeys.all })
      // Each row may have moved, so that its own page would show the state before, and saving there would clash.
      return queryClient.invalidateQueries({ queryKey: scenarioInstanceKeys.all })
    },
  })
}

/** The same change to many, all or nothing. A retry with the same `requestId` changes nothing twice. */
export function useBulkEdit() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (input: BulkEditInput) =>
      noting('bulk_edit', () => bulkEditScenarioInstances(supabase, input)),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: applicationKeys.all })
      return queryClient.invalidateQueries({ queryKey: scenarioInstanceKeys.all })
    },
  })
}
