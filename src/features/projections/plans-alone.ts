/** The plans by which changes are judged one by one: reality, and reality with each of them alone. */
import { isCounted, type JointChange, type SwitchedOff } from '#domain/changes/joint.ts'
import type { Plan } from '#domain/projection/plan.ts'

/** The ids of all that they consist of. */
export const idsOf = (changes: readonly JointChange[]) =>
  changes.flatMap(({ parts }) => parts.map(({ id }) => id))

/** Reality, and reality with each of the changes shown that can have an effect, alone. */
export function plansAlone(
  changes: readonly JointChange[],
  shown: readonly JointChange[],
  planWithout: (off: SwitchedOff) => Plan,
) {
  const allBut = (change?: JointChange) => {
    const on = new Set(change?.parts.map(({ id }) => id))
    return planWithout(new Set(idsOf(changes).filter((id) => !on.has(id))))
  }
  const alone = shown.filter(isCounted).map((change) => [change.id, allBut(change)] as const)
  return { base: allBut(), alone: new Map(alone) }
}
