/**
 * Projections for the page, off its main thread. All functions take an `AbortSignal`, as TanStack Query passes it
 * to a `queryFn`: `queryFn: ({ signal }) => simulateInWorkers(plan, { signal, onProgress })`.
 */
import type { DifferenceBands } from '#domain/projection/analysis/difference-bands.ts'
import type { FiguresOverview } from '#domain/projection/analysis/figures-overview.ts'
import type { MonthlyRow } from '#domain/projection/analysis/months.ts'
import { type Outlooks, onCommonNumbers } from '#domain/projection/analysis/outlook.ts'
import type { PathEnds } from '#domain/projection/analysis/path-ends.ts'
import {
  type BreakEvenOfDifference,
  breakEvenOfDifference,
  rankSensitivity,
  type Sensitivity,
  type SensitivityCase,
  type SensitivityEnd,
} from '#domain/projection/analysis/sensitivity.ts'
import type { TaxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import type { BlockResult } from '#domain/projection/engine/record.ts'
import type { HouseholdEvent } from '#domain/projection/events/events.ts'
import type { Plan, Shock } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { blockCount, slicesOf } from '#domain/projection/simulation/blocks.ts'
import { joinPaths } from '#domain/projection/simulation/join-paths.ts'
import type { OnePath } from '#domain/projection/simulation/one-path.ts'
import { type PartialBands, partialBands } from '#domain/projection/simulation/partial.ts'
import { pathsOf } from '#domain/projection/simulation/simulate.ts'
import type { Simulation } from '#domain/projection/simulation/simulation.ts'
import type { Answer } from '#domain/projection/solve/crossing.ts'
import { type Question, solve } from '#domain/projection/solve/solve.ts'
import type { Comparison, Jobs } from './protocol.ts'
import { type JobOptions, WorkerPool } from './worker-pool.ts'

export interface Progress {
  /** Between 0 and 1. */
  readonly doneShare: number
  /** Bands of net worth from the paths done so far; null until there are any, and while only progress is news. */
  readonly partial: PartialBands | null
}

interface Options {
  readonly signal?: AbortSignal | undefined
  readonly pool?: WorkerPool
}

interface ProgressOptions extends Options {
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** More workers than this gain nothing while the page and the system want a core too. */
const MOST_WORKERS = 8

let sharedPool: WorkerPool | null = null
function defaultPool(): WorkerPool {
  const cores = typeof navigator === 'undefined' ? 1 : (navigator.hardwareConcurrency ?? 1)
  sharedPool ??= new WorkerPool(Math.min(MOST_WORKERS, cores))
  return sharedPool
}

let lastPlanKey = 0

/** A signal that also ends what is left of a set of jobs when one of them fails. */
function groupSignal(signal: AbortSignal | undefined): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController()
  return {
    signal: signal ? AbortSignal.any([signal, controller.signal]) : controller.signal,
    end: () => controller.abort(),
  }
}

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
  const key = ++lastPlanKey
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

/** A plan that workers keep, for jobs that ask for it under shocks. */
function underShocks(plan: Plan, pool: WorkerPool, signal: AbortSignal) {
  const kept = { key: ++lastPlanKey, plan }
  return {
    cases: () => pool.run('sensitivityCases', { planKey: kept.key }, { signal, plan: kept }),
    final: (shocks: readonly Shock[]) =>
      pool.run('finalUnder', { planKey: kept.key, shocks }, { signal, plan: kept }),
    course: (shocks: readonly Shock[]) =>
      pool.run('courseUnder', { planKey: kept.key, shocks }, { signal, plan: kept }),
    end: () => pool.dropPlan(kept.key),
  }
}

/** The same of a plan and of the reality to lay beside it, if there is one. */
function besideReality(plan: Plan, reality: Plan | null, pool: WorkerPool, signal: AbortSignal) {
  const own = underShocks(plan, pool, signal)
  const real = reality && underShocks(reality, pool, signal)
  return {
    cases: own.cases,
    final: async (shocks: readonly Shock[]): Promise<SensitivityEnd> => {
      const [ownEnd, realEnd] = await Promise.all([own.final(shocks), real ? real.final(shocks) : null])
      return { own: ownEnd, real: realEnd }
    },
    end: () => {
      own.end()
      real?.end()
    },
  }
}

/** The tornado: every assumption changed alone, both ways, of the plan and of the reality to lay beside it, on all cores. */
export async function sensitivityInWorkers(
  plan: Plan,
  reality: Plan | null,
  options: ProgressOptions = {},
): Promise<Sensitivity> {
  const { onProgress, pool = defaultPool() } = options
  const { signal, end } = groupSignal(options.signal)
  const both = besideReality(plan, reality, pool, signal)
  let count = Number.POSITIVE_INFINITY
  let finished = 0
  const endsUnder = async (shocks: readonly Shock[]) => {
    const ends = await both.final(shocks)
    onProgress?.({ doneShare: ++finished / count, partial: null })
    return ends
  }
  const bothWays = async ({ low, high }: Pick<SensitivityCase, 'low' | 'high'>) => {
    const [lower, higher] = await Promise.all([endsUnder(low), endsUnder(high)])
    return { low: lower, high: higher }
  }
  try {
    const cases = await both.cases()
    count = 1 + 2 * cases.length
    const [base, outcomes] = await Promise.all([endsUnder([]), Promise.all(cases.map(bothWays))])
    return rankSensitivity(base, cases, outcomes)
  } finally {
    end()
    both.end()
  }
}

/** Where each of these assumptions, changed alone, makes the plan as good as reality. */
export async function breakEvensInWorkers(
  plan: Plan,
  reality: Plan,
  keys: readonly string[],
  { signal: outer, pool = defaultPool() }: Options = {},
): Promise<Readonly<Record<string, BreakEvenOfDifference>>> {
  const { signal, end } = groupSignal(outer)
  const both = besideReality(plan, reality, pool, signal)
  try {
    const found = await Promise.all(
      keys.map(async (key) => [key, await breakEvenOfDifference(plan, key, both.final)] as const),
    )
    return Object.fromEntries(found)
  } finally {
    end()
    both.end()
  }
}

/** The course of the whole set, without its holdings, under each of several sets of shocks, in their order. */
export async function coursesInWorkers(
  plan: Plan,
  shocks: readonly (readonly Shock[])[],
  { signal: outer, pool = defaultPool() }: Options = {},
): Promise<Projection[]> {
  const { signal, end } = groupSignal(outer)
  const kept = underShocks(plan, pool, signal)
  try {
    return await Promise.all(shocks.map(kept.course))
  } finally {
    end()
    kept.end()
  }
}

type Urgency = Pick<JobOptions, 'first' | 'leavesRoom'>

/** A job for every slice of a plan's paths, in their order. */
async function slicesInWorkers<Name extends 'ends' | 'course'>(
  name: Name,
  plan: Plan,
  { signal: outer, pool = defaultPool(), ...urgency }: Options & Urgency,
): Promise<Jobs[Name]['result'][]> {
  const { signal, end } = groupSignal(outer)
  const kept = { key: ++lastPlanKey, plan }
  try {
    return await Promise.all(
      slicesOf(pathsOf(plan)).map((slice) =>
        pool.run(name, { planKey: kept.key, slice }, { signal, plan: kept, ...urgency }),
      ),
    )
  } finally {
    end()
    pool.dropPlan(kept.key)
  }
}

/** What every path of a plan comes to, in their order, to be laid beside that of others. */
export async function pathEndsInWorkers(plan: Plan, options: Options & Urgency = {}): Promise<PathEnds> {
  return joinPaths(await slicesInWorkers('ends', plan, options))
}

/** What every path of reality and of scenarios comes to, each with its own seed and with reality's, summarised in a worker. */
async function summariseEnds<Name extends 'outlooks' | 'comparison'>(
  name: Name,
  reality: Plan,
  scenarios: readonly Plan[],
  { signal: outer, pool = defaultPool() }: Options,
): Promise<Jobs[Name]['result']> {
  const { signal, end } = groupSignal(outer)
  const endsOf = (plan: Plan) => pathEndsInWorkers(plan, { signal, pool })
  try {
    const [real, others] = await Promise.all([
      endsOf(reality),
      Promise.all(
        scenarios.map(async (plan) => {
          const alike = onCommonNumbers(reality, plan)
          const [own, common] = await Promise.all([endsOf(plan), alike === plan ? null : endsOf(alike)])
          return { own, common: common ?? own }
        }),
      ),
    ])
    return await pool.run(name, { reality: real, scenarios: others }, { signal, first: true })
  } finally {
    end()
  }
}

/** Where reality and scenarios end in simulated futures, each with its own seed, compared on reality's. */
export function outlooksInWorkers(
  reality: Plan,
  scenarios: readonly Plan[],
  options: Options = {},
): Promise<Outlooks> {
  return summariseEnds('outlooks', reality, scenarios, options)
}

/** The same, and every plan beside every other. */
export function comparisonInWorkers(
  reality: Plan,
  scenarios: readonly Plan[],
  options: Options = {},
): Promise<Comparison> {
  return summariseEnds('comparison', reality, scenarios, options)
}

/** How far a plan is ahead of another in every year, over all futures, on reality's numbers. */
export async function differenceInWorkers(
  plan: Plan,
  other: Plan,
  reality: Plan,
  { signal: outer, pool = defaultPool() }: Options = {},
): Promise<DifferenceBands> {
  const { signal, end } = groupSignal(outer)
  const courseOf = (one: Plan) => slicesInWorkers('course', onCommonNumbers(reality, one), { signal, pool })
  try {
    const [own, beside] = await Promise.all([courseOf(plan), courseOf(other)])
    return await pool.run('differenceBands', { own, other: beside }, { signal, first: true })
  } finally {
    end()
  }
}

/** The value of one figure with which a plan reaches what it is to reach: every try is played through on all cores. */
export function solveInWorkers(question: Question, options: Options = {}): Promise<Answer> {
  return solve(question, (plan) => pathEndsInWorkers(plan, options))
}

/** One future of a plan's simulation in full, counted from 0. */
export function pathInWorker(
  plan: Plan,
  path: number,
  { signal, pool = defaultPool() }: Options = {},
): Promise<OnePath> {
  return pool.run('path', { plan, path }, { signal, first: true })
}
