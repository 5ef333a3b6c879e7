/** Plans beside each other in the same futures, off the page's main thread. */
import type { DifferenceBands } from '#domain/projection/analysis/difference-bands.ts'
import { type Outlooks, onCommonNumbers } from '#domain/projection/analysis/outlook.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Comparison, Jobs } from './protocol.ts'
import { defaultPool, groupSignal, type Options, pathEndsInWorkers, slicesInWorkers } from './running.ts'

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
