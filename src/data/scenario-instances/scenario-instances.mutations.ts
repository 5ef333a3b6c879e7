/** Writes to the instances of scenarios. Each puts the server's answer into the cache at once. */
import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import { byName } from '#lib/by-name.ts'
import { applicationKeys } from '../applications/keys.ts'
import { supabase } from '../client.ts'
import { type StatusChange, writeFields } from '../instances/write-fields.ts'
import { restartReads } from '../restart-reads.ts'
import { scenarioKeys } from '../scenarios/keys.ts'
import { storingAnswers } from '../storing-answers.ts'
import { noting } from '../telemetry/noting.ts'
import { type CarryChange, carryChange } from './carry-change.ts'
import { scenarioInstanceKeys } from './keys.ts'
import { type ResetInput, resetChanges } from './reset-changes.ts'
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
import { type Decision, type DoneStep, takeBackSteps, writeDecision } from './write-decision.ts'

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

const storingRow = storingAnswers(storeRow)

/** Answers what was copied and what was there already. */
export const copyInstancesMutation = mutationOptions({
  mutationFn: (input: CopyIntoScenario) =>
    noting('instances_copied', () => copyInstancesToScenario(supabase, input)),
  onSuccess: (_, { scenarioId }, _result, { client }) => {
    void client.invalidateQueries({ queryKey: applicationKeys.all })
    refreshContents(client)
    return client.invalidateQueries({ queryKey: scenarioInstanceKeys.list(scenarioId) })
  },
})

export const createScenarioInstanceMutation = mutationOptions({
  mutationFn: (instance: NewScenarioInstance) => createScenarioInstance(supabase, instance),
  ...storingRow,
})

/** Fails with `VersionConflictError` when the row has moved on; the cache then has it as it is now. */
export const updateScenarioInstanceMutation = mutationOptions({
  mutationFn: (update: ScenarioInstanceUpdate) => updateScenarioInstance(supabase, update),
  ...storingRow,
})

/** Archives one or makes it active again, also one that has moved on meanwhile. */
export const setScenarioInstanceStatusMutation = mutationOptions({
  mutationFn: ({ row, status }: StatusChange<ScenarioInstance>) =>
    writeFields({ row, fields: { status } }, (update) => updateScenarioInstance(supabase, update)),
  ...storingRow,
})

export const deleteScenarioInstanceMutation = mutationOptions({
  mutationFn: ({ id }: { id: string; scenarioId: string }) => deleteScenarioInstance(supabase, id),
  onSuccess: (_, { id, scenarioId }, _result, { client }) => {
    client.setQueryData(scenarioInstancesQuery(scenarioId).queryKey, (list) =>
      list?.filter((row) => row.id !== id),
    )
    restartReads(client, scenarioInstanceKeys.list(scenarioId))
    // Asked for anew when it is next looked at, not under the eyes of whoever is just leaving it.
    void client.invalidateQueries({ queryKey: scenarioInstanceKeys.detail(id), refetchType: 'none' })
    refreshContents(client)
  },
})

export const restoreScenarioInstanceMutation = mutationOptions({
  mutationFn: (id: string) => restoreScenarioInstance(supabase, id),
  ...storingRow,
})

/** After several steps, also where a later one failed: those before it are done. */
function readAnew(client: QueryClient) {
  void client.invalidateQueries({ queryKey: applicationKeys.all })
  return Promise.all([
    client.invalidateQueries({ queryKey: scenarioKeys.all }),
    client.invalidateQueries({ queryKey: scenarioInstanceKeys.all }),
  ])
}

/** Makes changes of one scenario in another one too, one after the other. */
export const carryChangesMutation = mutationOptions({
  mutationFn: async (inputs: readonly CarryChange[]) => {
    for (const input of inputs) await carryChange(supabase, input)
  },
  onSettled: (_answer, _error, _input, _result, { client }) => readAnew(client),
})

/** Writes all that one decision changes in a scenario. */
export const writeDecisionMutation = mutationOptions({
  mutationFn: (decision: Decision) => writeDecision(supabase, decision),
  onSettled: (_answer, _error, _input, _result, { client }) => readAnew(client),
})

/** Takes changes of a scenario back, to what reality was when copied. */
export const resetChangesMutation = mutationOptions({
  mutationFn: (input: ResetInput) => resetChanges(supabase, input),
  onSettled: (_answer, _error, _input, _result, { client }) => readAnew(client),
})

/** Takes back what one of the two has written. */
export const takeBackStepsMutation = mutationOptions({
  mutationFn: (steps: readonly DoneStep[]) => takeBackSteps(supabase, steps),
  onSettled: (_answer, _error, _input, _result, { client }) => readAnew(client),
})

/** Takes what changed in reality into the scenario, keeping what the user changed there. */
export const refreshScenarioInstancesMutation = mutationOptions({
  mutationFn: (input: RefreshInput) =>
    noting('reality_taken_in', () => refreshScenarioInstances(supabase, input)),
  onSuccess: (_answer, _input, _result, { client }) => {
    void client.invalidateQueries({ queryKey: applicationKeys.all })
    // Each row may have moved, so that its own page would show the state before, and saving there would clash.
    return client.invalidateQueries({ queryKey: scenarioInstanceKeys.all })
  },
})

/** The same change to many, all or nothing. A retry with the same `requestId` changes nothing twice. */
export const bulkEditMutation = mutationOptions({
  mutationFn: (input: BulkEditInput) => noting('bulk_edit', () => bulkEditScenarioInstances(supabase, input)),
  onSuccess: (_answer, _input, _result, { client }) => {
    void client.invalidateQueries({ queryKey: applicationKeys.all })
    return client.invalidateQueries({ queryKey: scenarioInstanceKeys.all })
  },
})
