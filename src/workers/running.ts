/** What everything that is asked of the workers has in common: who does it, how it is cancelled, plans that are kept for several jobs. */
import type { PathEnds } from '#domain/projection/analysis/path-ends.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { type Slice, slicesOf } from '#domain/projection/simulation/blocks.ts'
import { joinPaths } from '#domain/projection/simulation/join-paths.ts'
import type { PartialBands } from '#domain/projection/simulation/partial.ts'
import { pathsOf } from '#domain/projection/simulation/simulate.ts'
import type { Jobs } from './protocol.ts'
import { type JobOptions, WorkerPool } from './worker-pool.ts'

export interface Progress {
  /** Between 0 and 1. */
  readonly doneShare: number
  /** Bands of net worth from the paths done so far; null until there are any, and while only progress is news. */
  readonly partial: PartialBands | null
}

export interface Options {
  readonly signal?: AbortSignal | undefined
  readonly pool?: WorkerPool
}

export interface ProgressOptions extends Options {
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** More workers than this gain nothing while the page and the system want a core too. */
const MOST_WORKERS = 8

let sharedPool: WorkerPool | null = null
/** The workers of the page, made when something is asked of them first. */
export function defaultPool(): WorkerPool {
  const cores = typeof navigator === 'undefined' ? 1 : (navigator.hardwareConcurrency ?? 1)
  sharedPool ??= new WorkerPool(Math.min(MOST_WORKERS, cores))
  return sharedPool
}

let lastPlanKey = 0

/** A plan under a key of its own, as workers keep it for several jobs. */
export function keptPlan(plan: Plan): { readonly key: number; readonly plan: Plan } {
  return { key: ++lastPlanKey, plan }
}

/** A signal that also ends what is left of a set of jobs when one of them fails. */
export function groupSignal(signal: AbortSignal | undefined): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController()
  return {
    signal: signal ? AbortSignal.any([signal, controller.signal]) : controller.signal,
    end: () => controller.abort(),
  }
}

type Urgency = Pick<JobOptions, 'first' | 'leavesRoom'>

/** What `run` makes of every slice of a plan's paths, in their order. It is given the key under which workers find the plan. */
export async function eachSlice<Result>(
  plan: Plan,
  { signal: outer, pool = defaultPool(), ...urgency }: Options & Urgency,
  run: (pool: WorkerPool, planKey: number, slice: Slice, options: JobOptions) => Promise<Result>,
): Promise<Result[]> {
  const { signal, end } = groupSignal(outer)
  const kept = keptPlan(plan)
  try {
    return await Promise.all(
      slicesOf(pathsOf(plan)).map((slice) => run(pool, kept.key, slice, { signal, plan: kept, ...urgency })),
    )
  } finally {
    end()
    pool.dropPlan(kept.key)
  }
}

/** A job for every slice of a plan's paths, in their order. */
export function slicesInWorkers<Name extends 'ends' | 'course'>(
  name: Name,
  plan: Plan,
  options: Options & Urgency,
): Promise<Jobs[Name]['result'][]> {
  return eachSlice(plan, options, (pool, planKey, slice, job) => pool.run(name, { planKey, slice }, job))
}

/** What every path of a plan comes to, in their order, to be laid beside that of others. */
export async function pathEndsInWorkers(plan: Plan, options: Options & Urgency = {}): Promise<PathEnds> {
  return joinPaths(await slicesInWorkers('ends', plan, options))
}
