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

/** Runs the blocks of one plan; keeps its memory from block to block. */
export function blockRunner(plan: CompiledPlan, paths: number): (block: number) => BlockResult {
  let run: Run | null = null
  return (block) => {
    const size = pathsOfBlock(paths, block)
    if (run?.paths !== size) run = createRun(plan, size, true)
    return runBlock(plan, block * BLOCK_PATHS, size, true, run)
  }
}
