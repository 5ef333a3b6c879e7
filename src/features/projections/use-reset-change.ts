import { useQueryClient } from '@tanstack/react-query'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import {
  deleteScenarioInstanceMutation,
  restoreScenarioInstanceMutation,
  setScenarioInstanceFieldsMutation,
} from '#data/scenario-instances/scenario-instances.mutations.ts'
import { updateScenarioMutation } from '#data/scenarios/scenarios.mutations.ts'
import { scenarioQuery } from '#data/scenarios/scenarios.queries.ts'
import { useCarryOut } from '#data/writes.ts'
import type { Change } from '#domain/changes/changes.ts'
import { fieldsOfContent } from '#domain/instances/content.ts'
import type { Scalar } from '#domain/instances/types.ts'
import { mergeContents } from '#domain/merge/three-way.ts'
import { notifyDone } from '#ui/notify.tsx'

type Fields = Readonly<Record<string, Scalar | null>>

/** Takes a change back, so that the scenario no longer proposes it; what is new goes. Answers whether it did; it can be undone. */
export function useResetChange(scenarioId: string) {
  const client = useQueryClient()
  const carryOut = useCarryOut()

  async function takeOut(copy: ScenarioInstance, failed: string) {
    const done = await carryOut(deleteScenarioInstanceMutation, { id: copy.id, scenarioId }, failed)
    return done === null ? null : () => void carryOut(restoreScenarioInstanceMutation, copy.id, failed)
  }

  async function writeBack(copy: ScenarioInstance, fields: Fields, before: Fields, failed: string) {
    const write = (to: Fields) =>
      carryOut(setScenarioInstanceFieldsMutation, { row: copy, fields: to }, failed)
    return (await write(fields)) === null ? null : () => void write(before)
  }

  async function leaveToOwn(keys: readonly string[], failed: string) {
    const began = await client.ensureQueryData(scenarioQuery(scenarioId))
    const left = Object.entries(began.assumptions).filter(([key]) => !keys.includes(key))
    const input = { began, changes: { assumptions: Object.fromEntries(left) } }
    const saved = await carryOut(updateScenarioMutation, input, failed)
    const undo = { changes: { assumptions: began.assumptions } }
    return saved && (() => void carryOut(updateScenarioMutation, { began: saved, ...undo }, failed))
  }

  return async function reset(change: Change<ScenarioInstance>, line: string): Promise<boolean> {
    const { copy, decision } = change
    const failed = 'The change was not reset'
    const undo = !copy
      ? await leaveToOwn(
          change.fields.map(({ field }) => field),
          failed,
        )
      : decision === 'new' || copy.base === null
        ? await takeOut(copy, failed)
        : await writeBack(copy, ...sidesOf(change, copy), failed)
    if (undo)
      notifyDone(decision === 'new' ? `Taken out of the scenario: ${line}` : `Reset to reality: ${line}`, {
        onUndo: undo,
      })
    return undo !== null
  }
}

/** What the fields of a change were when copied, and what they are now; of one deleted in reality all that was changed. */
function sidesOf({ fields, decision }: Change, copy: ScenarioInstance): [Fields, Fields] {
  const base = copy.base && fieldsOfContent(copy.base)
  const names =
    decision === 'edited'
      ? mergeContents(copy.base, copy.base, copy).map(({ field }) => field)
      : fields.map(({ field }) => field)
  const own = fieldsOfContent(copy)
  const of = (side: Readonly<Record<string, Scalar>> | null) =>
    Object.fromEntries(names.map((field) => [field, side?.[field] ?? null]))
  return [of(base), of(own)]
}
