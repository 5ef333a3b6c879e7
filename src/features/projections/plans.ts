/** From the rows that the server keeps to the plans that the engine projects. */
import type { Month } from '#domain/calendar/month.ts'
import type { SwitchedOff } from '#domain/changes/joint.ts'
import { scenarioChanges } from '#domain/changes/switch-off.ts'
import type { Params } from '#domain/instances/types.ts'
import { realHoldings, type ScenarioOutcome } from '#domain/merge/carry-out.ts'
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
  readonly ownAssumptions: Params
  /** The scenario's over the user's own. Both sides share them, so that a difference comes from the holdings alone. */
  readonly scenarioAssumptions: Params
  readonly startMonth: Month
  readonly scope: Scope
  /** Changes of the scenario that the view leaves out, on both sides where they are assumptions. */
  readonly off: SwitchedOff
}

export interface ComparedPlans {
  readonly scenario: Plan
  readonly reality: Plan
  /** What the figures of the scenario rest on. */
  readonly outcome: ScenarioOutcome
}

/** A scenario and the reality to lay beside it. */
export function comparedPlans(input: ComparisonInput): ComparedPlans {
  const { reality, scenarioInstances: copies, startMonth, scope, off } = input
  const { outcome, assumptions } = scenarioChanges({ ...input, copies }).without(off)
  const isShown = ({ id }: { readonly id: string }) => scope === 'all' || outcome.ownIds.has(id)
  return {
    scenario: { instances: outcome.holdings.filter(isShown), assumptions, startMonth },
    reality: { instances: realHoldings(reality).filter(isShown), assumptions, startMonth },
    outcome,
  }
}
