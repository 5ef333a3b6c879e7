/** What the household account is for loans whose holdings are stepped alone: that takes a run of the whole household first. */
import type { CompiledPlan } from '../compile/compiled-plan.ts'
import { createRun, type Run } from './run.ts'
import { runBlock } from './run-block.ts'

/** What of the household account stands against each loan of the deterministic projection, month × position; null where none uses it. */
export function offsetsAlong(plan: CompiledPlan): Float64Array | null {
  if (plan.offsetting.length === 0) return null
  const run = createRun(plan, 1, false)
  const offsets = new Float64Array(12 * plan.assumptions.years * plan.count)
  run.seeOffset = (position, month, amount) => {
    offsets[month * plan.count + position] = amount
  }
  runBlock(plan, 0, 1, false, run)
  return offsets
}

/** Lets it stand against the loan of instance `i` in a run of one path. */
export function takeOffset(run: Run, i: number, month: number, offsets: Float64Array | null): void {
  const { plan, householdOffset } = run
  if (offsets) householdOffset[i] = offsets[month * plan.count + plan.order[i]!] ?? 0
}
