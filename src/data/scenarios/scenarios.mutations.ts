/** Writes to scenarios. Each puts the server's answer into the cache at once, so that no screen shows an old state. */
import { type MutationFunctionContext, mutationOptions, type QueryClient } from '@tanstack/react-query'
import { applicationKeys } from '../applications/keys.ts'
import { supabase } from '../client.ts'
import { restartReads } from '../restart-reads.ts'
import { scenarioInstanceKeys } from '../scenario-instances/keys.ts'
import { storingAnswers } from '../storing-answers.ts'
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

export function storeScenario(queryClient: QueryClient, row: Scenario) {
  queryClient.setQueryData(scenarioQuery(row.id).queryKey, row)
  queryClient.setQueryData(scenariosQuery.queryKey, (list) =>
    list?.filter(({ id }) => id !== row.id).concat(row),
  )
  restartReads(queryClient, scenarioKeys.all)
}

/** What follows from a scenario appearing: counts of its instances, and the history. Done in the background. */
export function refreshAround(queryClient: QueryClient) {
  void queryClient.invalidateQueries({ queryKey: scenarioInstanceKeys.all })
  void queryClient.invalidateQueries({ queryKey: applicationKeys.all })
}

function storeNew(
  { scenario }: { scenario: Scenario },
  _input: unknown,
  _result: unknown,
  { client }: MutationFunctionContext,
) {
  storeScenario(client, scenario)
  refreshAround(client)
}

/** A retry with the same `requestId` does not create a second one. */
export const createScenarioMutation = mutationOptions({
  mutationFn: (input: CreateScenarioInput) =>
    noting('scenario_created', () => createScenario(supabase, input)),
  onSuccess: storeNew,
})

export const duplicateScenarioMutation = mutationOptions({
  mutationFn: (input: DuplicateScenarioInput) =>
    noting('scenario_duplicated', () => duplicateScenario(supabase, input)),
  onSuccess: storeNew,
})

/** A retry with the same `requestId` does not import a second one. */
export const importScenarioMutation = mutationOptions({
  mutationFn: (input: ImportScenarioInput) =>
    noting('scenario_imported', () => importScenario(supabase, input)),
  onSuccess: storeNew,
})

interface UpdateScenario {
  /** The row that the user began with. */
  began: Scenario
  changes: ScenarioChanges
}

/** Fails with `VersionConflictError` when one of the same fields has moved on; the cache then has the row as it is now. */
export const updateScenarioMutation = mutationOptions({
  mutationFn: ({ began, changes }: UpdateScenario) => saveScenarioChanges(supabase, began, changes),
  ...storingAnswers(storeScenario),
})

export const setPrimaryScenarioMutation = mutationOptions({
  mutationFn: (scenarioId: string) => setPrimaryScenario(supabase, scenarioId),
  // The one that was primary before changes too.
  onSuccess: (_answer, _input, _result, { client }) =>
    client.invalidateQueries({ queryKey: scenarioKeys.all }),
})

export const deleteScenarioMutation = mutationOptions({
  mutationFn: (scenarioId: string) => deleteScenario(supabase, scenarioId),
  onSuccess: (_, scenarioId, _result, { client }) => {
    client.setQueryData(scenariosQuery.queryKey, (list) => list?.filter(({ id }) => id !== scenarioId))
    restartReads(client, scenarioKeys.list())
    // Asked for anew when it is next looked at, not under the eyes of whoever is just leaving it.
    void client.invalidateQueries({ queryKey: scenarioKeys.detail(scenarioId), refetchType: 'none' })
  },
})

export const restoreScenarioMutation = mutationOptions({
  mutationFn: (scenarioId: string) => restoreScenario(supabase, scenarioId),
  onSuccess: (row, _input, _result, { client }) => {
    storeScenario(client, row)
    refreshAround(client)
    void client.invalidateQueries({ queryKey: scenarioKeys.deleted() })
  },
})
