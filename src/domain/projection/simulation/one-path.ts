/** One future of a simulation, played through once more and told in full. */
import { compilePlan } from '../compile/compile.ts'
import { createRun } from '../engine/run.ts'
import { runBlock } from '../engine/run-block.ts'
import { entry } from '../entry.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { plainKernels } from '../kernels/plain.ts'
import type { Plan } from '../plan.ts'
import { projectBlock } from '../project.ts'
import type { Projection } from '../projection.ts'

export interface OnePath {
  /** The same rows as those of the average course, here of this path. */
  readonly projection: Projection
  /** How far interest rates stand from what the plan assumes, in percentage points: the mean of each year's months; 0 at the beginning. */
  readonly rateShift: Float64Array
  /** The first month at whose end the household account is overdrawn, counted from 1; 0 where it never is. */
  readonly firstShortfall: number
}

/** Normals are drawn for four paths at a time; this one takes its own of the four. */
function kernelsOf(path: number): Kernels {
  const four = new Float64Array(4)
  const { draw } = plainKernels(4)
  return {
    ...plainKernels(1),
    draw: (out, key, firstPath, month, stream) => {
      draw(four, key, firstPath, month, stream)
      out[0] = entry(four, path % 4)
    },
  }
}

/**
 * Path `path` of the plan's simulation, counted from 0: the same numbers as there, to the bit. Throws a `PlanError` for input
 * that the schemas would have refused.
 */
export function playPath(plan: Plan, path: number): OnePath {
  const compiled = compilePlan(plan)
  const rateShift = new Float64Array(compiled.assumptions.years + 1)
  const run = createRun(compiled, 1, true, kernelsOf(path))
  const block = runBlock(compiled, path - (path % 4), 1, true, run, (month) => {
    const year = Math.floor(month / 12) + 1
    rateShift[year] = entry(rateShift, year) + 100 * entry(run.rateShift, 0)
  })
  return {
    projection: projectBlock(plan, compiled, block),
    rateShift,
    firstShortfall: entry(block.firstDeficit, 0),
  }
}
