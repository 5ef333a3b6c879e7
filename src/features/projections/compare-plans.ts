/** Any number of scenarios beside reality, over the same years. */
import type { Month } from '#domain/calendar/month.ts'
import type { JointChange, SwitchedOff } from '#domain/changes/joint.ts'
import { scenarioChanges } from '#domain/changes/switch-off.ts'
import type { Params } from '#domain/instances/types.ts'
import type { ScenarioOutcome } from '#domain/merge/carry-out.ts'
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

interface ManyPlansInput<Scenario extends ComparedScenario> {
  readonly reality: readonly RealRow[]
  readonly scenarios: readonly Scenario[]
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

export interface ManyPlans<Scenario> {
  readonly reality: Plan
  /** In the order of the scenarios: the plan of each, what its figures rest on, and what it changes. */
  readonly compared: readonly {
    readonly scenario: Scenario
    readonly plan: Plan
    readonly outcome: ScenarioOutcome
    readonly changes: readonly JointChange<ScenarioRow>[]
    /** Its plan without some of these; without all of them it is reality's, under the user's own assumptions. */
    readonly planWithout: (off: SwitchedOff) => Plan
  }[]
  /** Reality and all scenarios assume the same, so that they differ in their holdings alone. */
  readonly areAssumptionsShared: boolean
}

export function manyPlans<Scenario extends ComparedScenario>({
  reality,
  scenarios,
  userAssumptions,
  mode,
  startMonth,
}: ManyPlansInput<Scenario>): ManyPlans<Scenario> {
  const each = scenarios.map((scenario) => ({
    scenario,
    assumptions: mode === 'own' ? { ...userAssumptions, ...scenario.assumptions } : userAssumptions,
    changes: scenarioChanges({
      reality,
      copies: scenario.instances,
      ownAssumptions: userAssumptions,
      scenarioAssumptions: mode === 'own' ? scenario.assumptions : {},
    }),
  }))
  const horizon_years = commonHorizon([userAssumptions, ...each.map(({ assumptions }) => assumptions)])
  const own = realityPlan(reality, { ...userAssumptions, horizon_years }, startMonth)
  const compared = each.map(({ scenario, assumptions, changes: { changes, without } }) => {
    const { outcome } = without(new Set())
    const plan = { instances: outcome.holdings, assumptions: { ...assumptions, horizon_years }, startMonth }
    const planWithout = (off: SwitchedOff): Plan => {
      const { outcome: left, assumptions: common } = without(off)
      return { instances: left.holdings, assumptions: common, startMonth }
    }
    return { scenario, plan, outcome, changes, planWithout }
  })
  const areAssumptionsShared = compared.every(({ plan }) =>
    isSameAssumptions(own.assumptions, plan.assumptions),
  )
  return { reality: own, compared, areAssumptionsShared }
}
