/** What shocks would do to a plan, in numbers. */
import type { StressTest } from '#domain/projection/analysis/stress.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { type KeyFigures, keyFigures } from './key-figures.ts'
import { difference, type Money } from './series.ts'
import type { StressedCourses } from './stress-query.ts'

/** What a shock does to one side. */
interface StressEffect {
  readonly figures: KeyFigures
  /** Net worth at the end less that without the shock. */
  readonly effect: number
  /** The shock meets nothing: no loan that can rise, nothing held that can fall, no rent. */
  readonly isHarmless: boolean
}

export interface StressOutcome extends StressEffect {
  readonly test: StressTest
  readonly projection: Projection
  /** The same shock to reality, and how far the plan ends above it then; null where there is no reality beside it. */
  readonly reality: (StressEffect & { readonly lead: number }) | null
}

export interface StressOutcomes {
  readonly planned: KeyFigures
  readonly projection: Projection
  /** How far the plan ends above reality as planned; null where there is none. */
  readonly lead: number | null
  readonly outcomes: readonly StressOutcome[]
}

function effectOf(planned: Projection, shocked: Projection, money: Money): StressEffect {
  const figures = keyFigures(shocked, money)
  return {
    figures,
    effect: figures.finalNetWorth - keyFigures(planned, money).finalNetWorth,
    isHarmless: difference(shocked.totals, planned.totals).every((amount) => Math.abs(amount) < 0.005),
  }
}

/** The outcomes of the tests in their order. */
export function stressOutcomes({ tests, own, real }: StressedCourses, money: Money): StressOutcomes | null {
  const [planned, ...shocked] = own
  const [realPlanned, ...realShocked] = real ?? []
  if (!planned) return null
  const lead = (above: KeyFigures, below: KeyFigures) => above.finalNetWorth - below.finalNetWorth
  const figures = keyFigures(planned, money)
  return {
    planned: figures,
    projection: planned,
    lead: realPlanned ? lead(figures, keyFigures(realPlanned, money)) : null,
    outcomes: tests.flatMap((test, index) => {
      const [projection, realProjection] = [shocked[index], realShocked[index]]
      if (!projection) return []
      const effect = effectOf(planned, projection, money)
      const reality = realPlanned && realProjection ? effectOf(realPlanned, realProjection, money) : null
      return {
        test,
        projection,
        ...effect,
        reality: reality && { ...reality, lead: lead(effect.figures, reality.figures) },
      }
    }),
  }
}
