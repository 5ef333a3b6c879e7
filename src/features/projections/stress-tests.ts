/** What ready-made shocks would do to a plan: the plans to project, and their outcomes in numbers. */
import { type StressPreset, stressPresets } from '#domain/projection/analysis/stress.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { type KeyFigures, keyFigures } from './key-figures.ts'
import { difference, type Money } from './series.ts'

/** The plan as it is, then one a shock. */
export function stressedPlans(plan: Plan): Plan[] {
  return [plan, ...stressPresets.map((preset) => preset.apply(plan))]
}

export const stressCount = stressPresets.length + 1

export interface StressOutcome {
  readonly preset: StressPreset
  readonly projection: Projection
  readonly figures: KeyFigures
  /** Net worth at the end less that without the shock. */
  readonly effect: number
  /** The shock meets nothing: no loan that can rise, nothing held that can fall, no rent. */
  readonly isHarmless: boolean
}

/** The outcomes of `stressedPlans`, given their projections in the same order. */
export function stressOutcomes(projections: readonly Projection[], money: Money): StressOutcome[] {
  const [planned, ...shocked] = projections
  if (!planned) return []
  const before = keyFigures(planned, money)
  return stressPresets.flatMap((preset, index) => {
    const projection = shocked[index]
    if (!projection) return []
    const figures = keyFigures(projection, money)
    return {
      preset,
      projection,
      figures,
      effect: figures.finalNetWorth - before.finalNetWorth,
      isHarmless: difference(projection.totals, planned.totals).every((amount) => Math.abs(amount) < 0.005),
    }
  })
}
