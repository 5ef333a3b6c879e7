import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import { simulateInWorkers } from './projection-client.ts'
import { WorkerPool } from './worker-pool.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

function heldBytes(): number {
  // Buffers are given back in the background; another collection waits for it.
  collect()
  collect()
  return process.memoryUsage().arrayBuffers
}

it('keeps nothing of a simulation that was looked at and left', async () => {
  const pool = new WorkerPool(1)
  const simulated = async (seed: number) => {
    const portfolio = instanceOf('portfolio', { value: 50_000, monthly_contribution: 500 })
    const plan = planOf([portfolio], { horizon_years: 10, paths: 2000, seed })
    const { bands } = await simulateInWorkers(plan, { pool })
    expect(bands.length).toBeGreaterThan(0)
  }
  await simulated(0)
  const before = heldBytes()
  // Each keeps 2.8 MB while it runs.
  for (let seed = 1; seed <= 20; seed++) await simulated(seed)
  expect(heldBytes() - before).toBeLessThan(1_000_000)
})
