/** From the rows that the server keeps to the plans that the engine projects. */
import type { Month } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { realHoldings, type ScenarioOutcome, scenarioOutcome } from '#domain/merge/carry-out.ts'
import type { RealRow, ScenarioRow } from '#domain/merge/merge-copy.ts'
import type { Plan } from '#domain/projection/plan.ts'

/** `all`: everything, as if applied; `these`: the scenario's holdings beside the same in reality, without the rest. */
export type Scope = 'all' | 'these'

/** Reality alone. */
export function realityPlan(reality: readonly RealRow[], assumptions: Params, startMonth: Month): Plan {
  return { instances: realHoldings(reality), assumptions, startMonth }
}

export interface ComparisonInput {
  readonly reality: readonly RealRow[]
  readonly scenarioInstances: readonly ScenarioRow[]
  /** Both sides share them, so that a difference comes from the holdings alone. */
  readonly assumptions: Params
  readonly startMonth: Month
  readonly scope: Scope
}

export interface ComparedPlans {
  readonly scenario: Plan
  readonly reality: Plan
  /** What the figures of the scenario rest on. */
  readonly outcome: ScenarioOutcome
}

/** A scenario and the reality to lay beside it. */
export function comparedPlans(input: ComparisonInput): ComparedPlans {
  const { reality, scenarioInstances, assumptions, startMonth, scope } = input
  const outcome = scenarioOutcome(reality, scenarioInstances)
  const isShown = ({ id }: { readonly id: string }) => scope === 'all' || outcome.ownIds.has(id)
  return {
    scenario: { instances: outcome.holdings.filter(isShown), assumptions, startMonth },
    reality: { instances: realHoldings(reality).filter(isShown), assumptions, startMonth },
    outcome,
  }
}
