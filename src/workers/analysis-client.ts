/** What if, and what must be: plans under shocks and with other values, off the page's main thread. */
import {
  type BreakEvenOfDifference,
  breakEvenOfDifference,
  rankSensitivity,
  type Sensitivity,
  type SensitivityCase,
  type SensitivityEnd,
} from '#domain/projection/analysis/sensitivity.ts'
import type { Plan, Shock } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import type { Answer } from '#domain/projection/solve/crossing.ts'
import { type Question, solve } from '#domain/projection/solve/solve.ts'
import {
  defaultPool,
  groupSignal,
  keptPlan,
  type Options,
  type ProgressOptions,
  pathEndsInWorkers,
} from './running.ts'
import type { WorkerPool } from './worker-pool.ts'

/** A plan that workers keep, for jobs that ask for it under shocks. */
function underShocks(plan: Plan, pool: WorkerPool, signal: AbortSignal) {
  const kept = keptPlan(plan)
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

/** The value of one figure with which a plan reaches what it is to reach: every try is played through on all cores. */
export function solveInWorkers(question: Question, options: Options = {}): Promise<Answer> {
  return solve(question, (plan) => pathEndsInWorkers(plan, options))
}
