/** What simulations keep: the heap after each of a hundred, and the peak of the largest one that is allowed. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { simulateInWorkers } from '#workers/projection-client.ts'
import { WorkerPool } from '#workers/worker-pool.ts'
import { sure } from '../scripts/sure.ts'
import { benchmarkPlan } from './projection-plan.ts'

const RUNS = 100
const PATHS = 10_000
const megabytes = (bytes: number) => Number((bytes / 1e6).toFixed(2))

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What is alive once the simulation has been left: objects, and the buffers beside them. */
function heldBytes(): number {
  // Buffers are given back in the background; another collection waits for it.
  collect()
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** `npm run bench -- projection-memory`: prints the memory figures of docs/benchmarks.md. */
export async function run(): Promise<void> {
  console.log(`Memory held after each of ${RUNS} simulations of ten instances, ${PATHS} paths × 40 years`)
  const pool = new WorkerPool(1)
  const held: number[] = []
  for (let seed = 1; seed <= RUNS; seed++) {
    const plan = benchmarkPlan(10, PATHS)
    await simulateInWorkers({ ...plan, assumptions: { ...plan.assumptions, seed } }, { pool })
    held.push(heldBytes())
  }
  console.table(
    [1, 10, 50, RUNS].map((runs) => ({
      'after simulations': runs,
      'MB held': megabytes(sure(held[runs - 1])),
    })),
  )
  const settled = held.slice(9)
  console.log(
    `From the tenth on between ${megabytes(Math.min(...settled))} and ${megabytes(Math.max(...settled))} MB`,
  )

  // Only now, because Vite takes as much memory as a simulation.
  const { bundleOnce, once } = await import('./projection-bundle.ts')
  console.log('\nPeak of one simulation in a process of its own, one thread')
  const bundle = await bundleOnce()
  const cases = [
    { instances: 10, paths: 10_000, years: 40 },
    { instances: 10, paths: 25_000, years: 60 },
    { instances: 2000, paths: 1000, years: 60 },
  ]
  console.table(
    cases.map((size) => ({
      ...size,
      'peak MB': Math.round(once(bundle.file, 'simulate', size).peakMb),
    })),
  )
  bundle.remove()
}
