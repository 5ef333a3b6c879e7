/** What changes do to the figures of a plan, each on the same random numbers as the plan without it. */
import { useQueries } from '@tanstack/react-query'
import { pairOf } from '#domain/projection/analysis/pairs.ts'
import type { PathEnds } from '#domain/projection/analysis/path-ends.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { digitsBorne, type Estimate } from '#domain/projection/simulation/standard-error.ts'
import { planKey } from './computed-query.ts'
import { endsQuery } from './ends-query.ts'

/** What is known of a plan: what its paths come to, or why that is not known. */
export type EndsState = PathEnds | 'running' | 'failed'

/** What the paths of plans come to, each as soon as it is there; the first ones first. */
export function useEnds(plans: readonly Plan[]): (plan: Plan) => EndsState {
  const different = [...new Map(plans.map((plan) => [planKey(plan), plan])).values()]
  const results = useQueries({ queries: different.map((plan) => endsQuery(plan)) })
  const states = new Map(
    different.map((plan, index): [string, EndsState] => {
      const result = results[index]
      return [planKey(plan), result?.data ?? (result?.error ? 'failed' : 'running')]
    }),
  )
  return (plan) => states.get(planKey(plan)) ?? 'running'
}

/** The figures that every change is judged by. */
export const effectFigures = ['netWorth', 'lowestCash', 'goalChance'] as const
export type EffectFigure = (typeof effectFigures)[number]

/** An effect on a figure as it is shown; null where there is no such figure, as without a goal. */
type Shown = number | null

export type Effect = Readonly<Record<EffectFigure, Shown>>
export type EffectState = Effect | 'running' | 'failed'

/** In whole dollars, and chances in whole futures of a hundred, so that what is shown adds up as it is shown. */
const asShown = (estimate: Estimate) => Math.round(digitsBorne(estimate))

const worked = new WeakMap<PathEnds, WeakMap<PathEnds, Effect>>()

/** What a plan brings over another, with the digits that the number of futures bears. Of the same two it is worked out once. */
export function effectOf(ends: EndsState, less: EndsState): EffectState {
  if (ends === 'failed' || less === 'failed') return 'failed'
  if (ends === 'running' || less === 'running') return 'running'
  const beside = worked.get(ends) ?? new WeakMap<PathEnds, Effect>()
  worked.set(ends, beside)
  const effect = beside.get(less) ?? workedOut(ends, less)
  beside.set(less, effect)
  return effect
}

function workedOut(ends: PathEnds, less: PathEnds): Effect {
  const { difference, gaps } = pairOf(ends, less)
  const { lowestCash, goalChance } = gaps
  return {
    netWorth: asShown(difference.middle),
    lowestCash: lowestCash && asShown(lowestCash),
    goalChance: goalChance && Math.round(100 * goalChance.value),
  }
}

export const noEffect: Effect = { netWorth: 0, lowestCash: 0, goalChance: 0 }

/** Effects combined figure by figure; not known as long as one of them is not. */
export function combined(
  effects: readonly EffectState[],
  combine: (values: readonly number[]) => number,
): EffectState {
  if (effects.includes('failed')) return 'failed'
  const known = effects.filter((effect) => typeof effect === 'object')
  if (known.length < effects.length) return 'running'
  const of = (figure: EffectFigure): Shown => {
    const values = known.map((effect) => effect[figure])
    return values.includes(null) ? null : combine(values.map(Number))
  }
  return { netWorth: of('netWorth'), lowestCash: of('lowestCash'), goalChance: of('goalChance') }
}
