/** The simulation on one thread; in the browser, workers run the same blocks. */
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { compilePlan } from '../compile/compile.ts'
import type { BlockResult } from '../engine/record.ts'
import { type Plan, PlanError } from '../plan.ts'
import { blockCount, blockRunner } from './blocks.ts'
import type { Simulation } from './simulation.ts'
import { summarise } from './summarise.ts'

/** The number of paths the plan asks for. */
export function pathsOf(plan: Plan): number {
  const { paths } = resolveAssumptions(plan.assumptions)
  if (typeof paths !== 'number' || !Number.isInteger(paths) || paths < 1)
    throw new PlanError(null, 'paths', 'must be a whole number of at least 1.')
  return paths
}

/** Simulates a plan. Throws a `PlanError` for input that the schemas would have refused. */
export function simulate(plan: Plan, onProgress?: (doneShare: number) => void): Simulation {
  const compiled = compilePlan(plan)
  const paths = pathsOf(plan)
  const runner = blockRunner(compiled, paths)
  const count = blockCount(paths)
  const blocks: BlockResult[] = []
  for (let block = 0; block < count; block++) {
    blocks.push(runner(block))
    onProgress?.((block + 1) / count)
  }
  return summarise(plan, compiled, blocks)
}
