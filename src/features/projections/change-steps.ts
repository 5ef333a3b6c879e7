/** The way from reality to a scenario, one change after the other. */
import { isCounted, isSwitchedOff, type JointChange, type SwitchedOff } from '#domain/changes/joint.ts'

/**
 * The changes that count, in the order in which they are switched on, each with what is off just then. Assumptions come first: from there
 * on all is seen under the scenario's, as where reality is laid beside it.
 */
export function switchedOnInTurn<C extends JointChange>(
  changes: readonly C[],
  off: SwitchedOff,
): { readonly start: SwitchedOff; readonly steps: readonly { change: C; off: SwitchedOff }[] } {
  const counted = changes.filter((change) => isCounted(change) && !isSwitchedOff(change, off))
  const isAssumption = ({ parts: [{ copy }] }: C) => copy === null
  const inTurn = [...counted.filter(isAssumption), ...counted.filter((change) => !isAssumption(change))]
  const others = changes.filter((change) => !counted.includes(change)).map(({ id }) => id)
  const without = (from: number) => new Set([...others, ...inTurn.slice(from).map(({ id }) => id)])
  return {
    start: without(0),
    steps: inTurn.map((change, index) => ({ change, off: without(index + 1) })),
  }
}
