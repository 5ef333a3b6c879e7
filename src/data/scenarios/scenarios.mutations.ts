/** Writes to scenarios. Each puts the server's answer into the cache at once, so that no screen shows an old state. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { applicationKeys } from '../applications/keys.ts'
import { supabase } from '../client.ts'
import { VersionConflictError } from '../errors.ts'
import { saidByCaller } from '../failures.ts'
import { restartReads } from '../restart-reads.ts'
import { scenarioInstanceKeys } from '../scenario-instances/keys.ts'
import { noting } from '../telemetry/noting.ts'
import { scenarioKeys } from './keys.ts'
import { saveScenarioChanges } from './save-scenario-changes.ts'
import type { Scenario } from './scenario.ts'
import type { ScenarioChanges } from './scenario-fields.ts'
import {
  type CreateScenarioInput,
  createScenario,
  type DuplicateScenarioInput,
  deleteScenario,
  duplicateScenario,
  type ImportScenarioInput,
  importScenario,
  restoreScenario,
  setPrimaryScenario,
} from './scenarios.api.ts'
import { scenarioQuery, scenariosQuery } from './scenarios.queries.ts'

function storeScenario(queryClient: QueryClient, row: Scenario) {
  queryClient.setQueryData(scenarioQuery(row.id).queryKey, row)
  queryClient.setQueryData(scenariosQuery.queryKey, (list) =>
    list?.filter(({ id }) => id !== row.id).concat(row),
  )
  restartReads(queryClient, scenarioKeys.all)
}

/** What follows from a scenario appearing: counts of its instances, and the history. Done in the background. */
function refreshAround(queryClient: QueryClient) {
  void queryClient.invalidateQueries({ queryKey: scenarioInstanceKeys.all })
  void queryClient.invalidateQueries({ queryKey: applicationKeys.all })
}

/** A retry with the same `requestId` does not create a second one. */
export function useCreateScenario() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (input: CreateScenarioInput) =>
      noting('scenario_created', () => createScenario(supabase, input)),
    onSuccess: ({ scenario }) => {
      storeScenario(queryClient, scenario)
      refreshAround(queryClient)
    },
  })
}

export function useDuplicateScenario() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (input: DuplicateScenarioInput) =>
      noting('scenario_duplicated', () => duplicateScenario(supabase, input)),
    onSuccess: ({ scenario }) => {
      storeScenario(queryClient, scenario)
      refreshAround(queryClient)
    },
  })
}

/** A retry with the same `requestId` does not import a second one. */
export function useImportScenario() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (input: ImportScenarioInput) =>
      noting('scenario_imported', () => importScenario(supabase, input)),
    onSuccess: ({ scenario }) => {
      storeScenario(queryClient, scenario)
      refreshAround(queryClient)
    },
  })
}

interface UpdateScenario {
  /** The row that the user began with. */
  began: Scenario
  changes: ScenarioChanges
}

/** Fails with `VersionConflictError` when one of the same fields has moved on; the cache then has the row as it is now. */
export function useUpdateScenario() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: ({ began, changes }: UpdateScenario) => saveScenarioChanges(supabase, began, changes),
    onSuccess: (row) => storeScenario(queryClient, row),
    onError: (error) => {
      if (error instanceof VersionConflictError) storeScenario(queryClient, error.current as Scenario)
    },
  })
}

export function useSetPrimaryScenario() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (scenarioId: string) => setPrimaryScenario(supabase, scenarioId),
    // The one that was primary before changes too.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: scenarioKeys.all }),
  })
}

export function useDeleteScenario() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (scenarioId: string) => deleteScenario(supabase, scenarioId),
    onSuccess: (_, scenarioId) => {
      queryClient.setQueryData(scenariosQuery.queryKey, (list) => list?.filter(({ id }) => id !== scenarioId))
      restartReads(queryClient, scenarioKeys.list())
      // Asked for anew when it is next looked at, not under the eyes of whoever is just leaving it.
      void queryClient.invalidateQueries({ queryKey: scenarioKeys.detail(scenarioId), refetchType: 'none' })
    },
  })
}

export function useRestoreScenario() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (scenarioId: string) => restoreScenario(supabase, scenarioId),
    onSuccess: (row) => {
      storeScenario(queryClient, row)
      refreshAround(queryClient)
      void queryClient.invalidateQueries({ queryKey: scenarioKeys.deleted() })
    },
  })
}
