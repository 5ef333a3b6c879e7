/** Writes that reach reality. What they changed is known only to the server, so everything they may touch is asked for anew. */
import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { appError } from '../errors.ts'
import { instanceKeys } from '../instances/keys.ts'
import { profileKeys } from '../profiles/keys.ts'
import { scenarioInstanceKeys } from '../scenario-instances/keys.ts'
import { scenarioKeys } from '../scenarios/keys.ts'
import { isLater } from '../shapes/plan.ts'
import { measuringApply, noting } from '../telemetry/noting.ts'
import type { Feature } from '../telemetry/telemetry-event.ts'
import {
  type ApplyInput,
  applyScenario,
  previewRevert,
  type RevertInput,
  revertApplication,
} from './applications.api.ts'
import { applicationKeys, previewKeys } from './keys.ts'

/** Also after a failure: an answer that got lost may stand for a write that succeeded. */
async function refetchEverything(queryClient: QueryClient) {
  const keys = [
    instanceKeys.all,
    scenarioKeys.all,
    scenarioInstanceKeys.all,
    applicationKeys.all,
    previewKeys.all,
    profileKeys.all,
  ]
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
}

/** Applies a scenario. Repeat a request whose answer was lost with the same `requestId`. */
export const applyScenarioMutation = mutationOptions({
  mutationFn: (input: ApplyInput) =>
    noting(
      ({ status }) => (status === 'success' ? applied(input) : []),
      () => measuringApply(() => applyScenario(supabase, input)),
    ),
  onSettled: (_answer, _error, _input, _result, { client }) => void refetchEverything(client),
})

function applied({ resolutions = {} }: ApplyInput): Feature[] {
  return Object.values(resolutions).some((fields) => Object.values(fields).some((choice) => !isLater(choice)))
    ? ['scenario_applied', 'conflict_resolved']
    : ['scenario_applied']
}

/** Undoes an application. Repeat a request whose answer was lost with the same `requestId`. */
export const revertApplicationMutation = mutationOptions({
  mutationFn: (input: RevertInput) =>
    noting(
      ({ status }) => (status === 'success' ? ['undo'] : []),
      () => revertApplication(supabase, input),
    ),
  onSettled: (_answer, _error, _input, _result, { client }) => void refetchEverything(client),
})

/** Takes back at once what was just done, as long as nothing has moved on since: else the history asks about it. */
export const takeBackMutation = mutationOptions({
  mutationFn: async (applicationId: string) => {
    const { fingerprint } = await previewRevert(supabase, { applicationId })
    const requestId = crypto.randomUUID()
    const { status } = await revertApplication(supabase, { applicationId, requestId, fingerprint })
    if (status !== 'success') throw appError('conflict', { hint: 'Undo it in the history.' })
  },
  onSettled: (_answer, _error, _input, _result, { client }) => void refetchEverything(client),
})
