/** How the paths of a simulation are cut into blocks: always the same way, whoever runs them. */
import type { CompiledPlan } from '../compile/compiled-plan.ts'
import type { BlockResult } from '../engine/record.ts'
import { createRun, type Run } from '../engine/run.ts'
import { runBlock } from '../engine/run-block.ts'

/** Paths of a block, a multiple of four. Sums are made within a block, then over blocks in their order. */
export const BLOCK_PATHS = 1000

export function blockCount(paths: number): number {
  return Math.ceil(paths / BLOCK_PATHS)
}

/** Paths of a block: all have `BLOCK_PATHS` but the last. */
function pathsOfBlock(paths: number, block: number): number {
  return Math.min(BLOCK_PATHS, paths - block * BLOCK_PATHS)
}

/** Paths of one plan in a row, from the first one (a multiple of four) on. */
export interface Slice {
  readonly first: number
  readonly count: number
}

/** In slices that a worker is done with before anybody waits for it; what is known of each path does not depend on them. */
const SLICE_PATHS = 256

export function slicesOf(paths: number): Slice[] {
  return Array.from({ length: Math.ceil(paths / SLICE_PATHS) }, (_, slice) => ({
    first: slice * SLICE_PATHS,
    count: Math.min(SLICE_PATHS, paths - slice * SLICE_PATHS),
  }))
}

/** Runs slices of the paths of one plan; keeps its memory while they are of one size. */
export function sliceRunner(plan: CompiledPlan): (slice: Slice) => BlockResult {
  let run: Run | null = null
  return ({ first, count }) => {
    if (run?.paths !== count) run = createRun(plan, count, true)
    return runBlock(plan, first, count, true, run)
  }
}

/** Runs the blocks of one plan; keeps its memory from block to block. */
export function blockRunner(plan: CompiledPlan, paths: number): (block: number) => BlockResult {
  const run = sliceRunner(plan)
  return (block) => run({ first: block * BLOCK_PATHS, count: pathsOfBlock(paths, block) })
}
