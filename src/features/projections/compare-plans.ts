/** Any number of scenarios beside reality, over the same years. */
import type { Month } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { type ScenarioOutcome, scenarioOutcome } from '#domain/merge/carry-out.ts'
import type { RealRow, ScenarioRow } from '#domain/merge/merge-copy.ts'
import { defaultAssumption, mergeFields } from '#domain/merge/three-way.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { realityPlan } from './plans.ts'

/** `own`: each scenario under its own assumptions; `shared`: all under the user's, so that only holdings differ. */
export type AssumptionsMode = 'own' | 'shared'

interface ComparedScenario {
  readonly assumptions: Params
  readonly instances: readonly ScenarioRow[]
}

interface ManyPlansInput {
  readonly reality: readonly RealRow[]
  readonly scenarios: readonly ComparedScenario[]
  readonly userAssumptions: Params
  readonly mode: AssumptionsMode
  readonly startMonth: Month
}

function isSameAssumptions(first: Params, second: Params): boolean {
  return mergeFields(first, first, second, defaultAssumption).every(({ outcome }) => outcome === 'unchanged')
}

/** The longest of the horizons, so that every line is drawn to the end of the chart. */
function commonHorizon(assumptions: readonly Params[]): number {
  return Math.max(...assumptions.map((sparse) => Number(resolveAssumptions(sparse).horizon_years)))
}

export interface ManyPlans {
  /** Reality's plan first, then one a scenario, in their order. */
  readonly plans: readonly Plan[]
  /** What the figures of each scenario rest on. */
  readonly outcomes: readonly ScenarioOutcome[]
  /** Reality and all scenarios assume the same, so that they differ in their holdings alone. */
  readonly areAssumptionsShared: boolean
}

export function manyPlans({
  reality,
  scenarios,
  userAssumptions,
  mode,
  startMonth,
}: ManyPlansInput): ManyPlans {
  const each = scenarios.map((scenario) =>
    mode === 'own' ? { ...userAssumptions, ...scenario.assumptions } : userAssumptions,
  )
  const horizon_years = commonHorizon([userAssumptions, ...each])
  const own = realityPlan(reality, { ...userAssumptions, horizon_years }, startMonth)
  const outcomes = scenarios.map(({ instances }) => scenarioOutcome(reality, instances))
  const others = outcomes.map(({ holdings }, index) => ({
    instances: holdings,
    assumptions: { ...each[index], horizon_years },
    startMonth,
  }))
  const areAssumptionsShared = others.every(({ assumptions }) =>
    isSameAssumptions(own.assumptions, assumptions),
  )
  return { plans: [own, ...others], outcomes, areAssumptionsShared }
}
