import { useQueryClient } from '@tanstack/react-query'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import {
  resetChangesMutation,
  takeBackStepsMutation,
} from '#data/scenario-instances/scenario-instances.mutations.ts'
import type { DoneStep } from '#data/scenario-instances/write-decision.ts'
import { scenarioQuery } from '#data/scenarios/scenarios.queries.ts'
import { useCarryOut } from '#data/writes.ts'
import type { Change } from '#domain/changes/changes.ts'
import { notifyDone } from '#ui/notify.tsx'

/** Takes changes back, so that the scenario no longer proposes them; what is new goes. Answers whether it did; it can be undone. */
export function useResetChanges(scenarioId: string) {
  const client = useQueryClient()
  const carryOut = useCarryOut()
  return async function reset(changes: readonly Change<ScenarioInstance>[], done: string): Promise<boolean> {
    const scenario = await client.ensureQueryData(scenarioQuery(scenarioId))
    const steps: DoneStep[] = []
    const failed = changes.length === 1 ? 'The change was not reset' : 'Not all of it was reset'
    const answer = await carryOut(
      resetChangesMutation,
      { scenario, changes, onDone: (step) => steps.push(step) },
      failed,
    )
    if (steps.length > 0)
      notifyDone(answer ? done : 'A part of it is reset to reality: the list shows what is left.', {
        onUndo: () => void carryOut(takeBackStepsMutation, steps, 'The reset was not taken back in full'),
      })
    return answer !== null
  }
}
