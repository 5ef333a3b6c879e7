/** Any number of scenarios beside reality, over the same years. */
import type { Month } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { comparedPlans, type HoldingRow, realityPlan, type ScenarioHoldingRow } from './plans.ts'

/** `own`: each scenario under its own assumptions; `shared`: all under the user's, so that only holdings differ. */
export type AssumptionsMode = 'own' | 'shared'

export interface ComparedScenario {
  readonly assumptions: Params
  readonly instances: readonly ScenarioHoldingRow[]
}

interface ManyPlansInput {
  readonly reality: readonly HoldingRow[]
  readonly scenarios: readonly ComparedScenario[]
  readonly userAssumptions: Params
  readonly mode: AssumptionsMode
  readonly startMonth: Month
}

/** The longest of the horizons, so that every line is drawn to the end of the chart. */
function commonHorizon(assumptions: readonly Params[]): number {
  return Math.max(...assumptions.map((sparse) => Number(resolveAssumptions(sparse).horizon_years)))
}

/** Reality's plan first, then one a scenario, in their order. */
export function manyPlans({ reality, scenarios, userAssumptions, mode, startMonth }: ManyPlansInput): Plan[] {
  const each = scenarios.map((scenario) =>
    mode === 'own' ? { ...userAssumptions, ...scenario.assumptions } : userAssumptions,
  )
  const horizon_years = commonHorizon([userAssumptions, ...each])
  const own = realityPlan(reality, { ...userAssumptions, horizon_years }, startMonth)
  const others = scenarios.map(({ instances }, index) => {
    const assumptions = { ...each[index], horizon_years }
    return comparedPlans({ reality, scenarioInstances: instances, assumptions, startMonth, scope: 'all' })
      .scenario
  })
  return [own, ...others]
}
