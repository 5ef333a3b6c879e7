/** Plans beside each other in the same futures, off the page's main thread. */
import type { DifferenceBands } from '#domain/projection/analysis/difference-bands.ts'
import { type Outlooks, onCommonNumbers } from '#domain/projection/analysis/outlook.ts'
import type { PathEnds } from '#domain/projection/analysis/path-ends.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Comparison } from './protocol.ts'
import { defaultPool, groupSignal, type Options, pathEndsInWorkers, slicesInWorkers } from './running.ts'

interface EndsOptions extends Options {
  /** What every path of a plan comes to, where somebody keeps that; else it is played through. */
  readonly endsOf?: (plan: Plan, signal: AbortSignal | undefined) => Promise<PathEnds>
}

/** Hands on how to come by the ends of plans; what is left of them ends when one of them fails. */
async function withEnds<Result>(
  { signal: outer, pool = defaultPool(), endsOf }: EndsOptions,
  work: (find: (plan: Plan) => Promise<PathEnds>, options: Required<Options>) => Promise<Result>,
): Promise<Result> {
  const { signal, end } = groupSignal(outer)
  try {
    return await work((plan) => (endsOf ? endsOf(plan, signal) : pathEndsInWorkers(plan, { signal, pool })), {
      ...{ signal, pool },
    })
  } finally {
    end()
  }
}

/** Where reality and scenarios end in simulated futures, each with its own seed, compared on reality's; summarised in a worker. */
export function outlooksInWorkers(
  reality: Plan,
  scenarios: readonly Plan[],
  options: EndsOptions = {},
): Promise<Outlooks> {
  return withEnds(options, async (endsOf, { signal, pool }) => {
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
    return pool.run('outlooks', { reality: real, scenarios: others }, { signal, first: true })
  })
}

/**
 * The same, and every plan beside every other, all of it on reality's seed and number of futures: what is marked as better has the
 * better figure.
 */
export function comparisonInWorkers(
  reality: Plan,
  scenarios: readonly Plan[],
  options: EndsOptions = {},
): Promise<Comparison> {
  return withEnds(options, async (endsOf, { signal, pool }) => {
    const [real, others] = await Promise.all([
      endsOf(reality),
      Promise.all(scenarios.map((plan) => endsOf(onCommonNumbers(reality, plan)))),
    ])
    return pool.run('comparison', { plans: [real, ...others] }, { signal, first: true })
  })
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
