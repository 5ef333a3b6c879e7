/**
 * Projections for the page, off its main thread. All functions take an `AbortSignal`, as TanStack Query passes it
 * to a `queryFn`: `queryFn: ({ signal }) => simulateInWorkers(plan, { signal, onProgress })`.
 */
import type { FiguresOverview } from '#domain/projection/analysis/figures-overview.ts'
import type { MonthlyRow } from '#domain/projection/analysis/months.ts'
import type { TaxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import type { BlockResult } from '#domain/projection/engine/record.ts'
import type { HouseholdEvent } from '#domain/projection/events/events.ts'
import type { KeptProjection } from '#domain/projection/kept-projection.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { blockCount } from '#domain/projection/simulation/blocks.ts'
import type { OnePath } from '#domain/projection/simulation/one-path.ts'
import { partialBands } from '#domain/projection/simulation/partial.ts'
import { pathsOf } from '#domain/projection/simulation/simulate.ts'
import type { Simulation } from '#domain/projection/simulation/simulation.ts'
import { defaultPool, groupSignal, keptPlan, type Options, type ProgressOptions } from './running.ts'

/** The deterministic projection. Rejects with a `PlanError` for a plan that the schemas would have refused. */
export function projectInWorker(
  plan: Plan,
  { signal, pool = defaultPool() }: Options = {},
): Promise<Projection> {
  return pool.run('project', { plan }, { signal, first: true })
}

/** Net worth at the end of the deterministic projection, in money of the first month. */
export function finalNetWorthInWorker(
  plan: Plan,
  { signal, pool = defaultPool() }: Options = {},
): Promise<number> {
  return pool.run('finalRealNetWorth', { plan }, { signal })
}

/** What is kept of a projection. Nobody waits for it. */
export function projectionToKeepInWorker(
  plan: Plan,
  { signal, pool = defaultPool() }: Options = {},
): Promise<KeptProjection> {
  return pool.run('projectionToKeep', { plan }, { signal, leavesRoom: true })
}

/** The twelve months of a projection year of one holding in one row. */
export function monthsInWorker(
  plan: Plan,
  { instanceId, row, year }: { instanceId: string; row: MonthlyRow; year: number },
  { signal, pool = defaultPool() }: Options = {},
): Promise<readonly number[]> {
  return pool.run('months', { plan, instanceId, row, year }, { signal, first: true })
}

/** How the tax of every year comes about. */
export function taxWorksheetInWorker(
  plan: Plan,
  { signal, pool = defaultPool() }: Options = {},
): Promise<TaxWorksheet> {
  return pool.run('taxWorksheet', { plan }, { signal, first: true })
}

/** What happens to the household, and when. */
export function eventsInWorker(
  plan: Plan,
  { signal, pool = defaultPool() }: Options = {},
): Promise<readonly HouseholdEvent[]> {
  return pool.run('events', { plan }, { signal })
}

/** Yields, loan to value and return of every holding and of all together. */
export function figuresInWorker(
  plan: Plan,
  { signal, pool = defaultPool() }: Options = {},
): Promise<FiguresOverview> {
  return pool.run('figures', { plan }, { signal, first: true })
}

/**
 * The simulation, on all cores, the same to the bit for any number of them. Reports progress after each block of
 * paths, with bands of what is done each time the number of paths has doubled.
 */
export async function simulateInWorkers(plan: Plan, options: ProgressOptions = {}): Promise<Simulation> {
  const { onProgress, pool = defaultPool() } = options
  const { signal, end } = groupSignal(options.signal)
  const { key } = keptPlan(plan)
  const count = blockCount(pathsOf(plan))
  const done: (BlockResult | undefined)[] = new Array(count)
  let finished = 0
  let nextPartial = 1
  try {
    const blocks = await Promise.all(
      Array.from({ length: count }, async (_, block) => {
        const result = await pool.run('block', { planKey: key, block }, { signal, plan: { key, plan } })
        done[block] = result
        finished++
        const isDue = finished === nextPartial && finished < count
        if (isDue) nextPartial *= 2
        onProgress?.({
          doneShare: finished / count,
          partial:
            isDue && !signal?.aborted ? partialBands(done.filter((entry) => entry !== undefined)) : null,
        })
        return result
      }),
    )
    return await pool.run('summarise', { planKey: key, blocks }, { signal, plan: { key, plan } })
  } finally {
    end()
    pool.dropPlan(key)
  }
}

/** One future of a plan's simulation in full, counted from 0. */
export function pathInWorker(
  plan: Plan,
  path: number,
  { signal, pool = defaultPool() }: Options = {},
): Promise<OnePath> {
  return pool.run('path', { plan, path }, { signal, first: true })
}
