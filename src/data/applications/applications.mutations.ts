/** Writes that reach reality. What they changed is known only to the server, so everything they may touch is asked for anew. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { saidByCaller } from '../failures.ts'
import { instanceKeys } from '../instances/keys.ts'
import { scenarioInstanceKeys } from '../scenario-instances/keys.ts'
import { scenarioKeys } from '../scenarios/keys.ts'
import { type ApplyInput, applyScenario, type RevertInput, revertApplication } from './applications.api.ts'
import { applicationKeys, previewKeys } from './keys.ts'

/** Also after a failure: an answer that got lost may stand for a write that succeeded. */
async function refetchEverything(queryClient: QueryClient) {
  const keys = [
    instanceKeys.all,
    scenarioKeys.all,
    scenarioInstanceKeys.all,
    applicationKeys.all,
    previewKeys.all,
  ]
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
}

/** Applies a scenario. Repeat a request whose answer was lost with the same `requestId`. */
export function useApplyScenario() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (input: ApplyInput) => applyScenario(supabase, input),
    onSettled: () => void refetchEverything(queryClient),
  })
}

/** Undoes an application. Repeat a request whose answer was lost with the same `requestId`. */
export function useRevertApplication() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (input: RevertInput) => revertApplication(supabase, input),
    onSettled: () => void refetchEverything(queryClient),
  })
}
