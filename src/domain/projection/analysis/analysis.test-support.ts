/** Analyses on one thread: what workers share out among themselves. */
import { compilePlan } from '../compile/compile.ts'
import { goalOf } from '../goal.ts'
import type { Plan, Shock } from '../plan.ts'
import { priceLevelsOf } from '../project.ts'
import { blockCount, blockRunner } from '../simulation/blocks.ts'
import { joinPaths } from '../simulation/join-paths.ts'
import { pathsOf } from '../simulation/simulate.ts'
import { type Outlooks, onCommonNumbers, outlooksOf } from './outlook.ts'
import { endsOf, type PathEnds } from './path-ends.ts'
import { finalRealNetWorth, rankSensitivity, type Sensitivity, sensitivityCases } from './sensitivity.ts'

/** What every path comes to, on one thread. */
function endsOfPlan(plan: Plan): PathEnds {
  const compiled = compilePlan(plan)
  const paths = pathsOf(plan)
  const runner = blockRunner(compiled, paths)
  const priceLevels = priceLevelsOf(compiled)
  return joinPaths(
    Array.from({ length: blockCount(paths) }, (_, block) => endsOf(runner(block), priceLevels, goalOf(plan))),
  )
}

/** Where reality and any number of scenarios end, on one thread. */
export function outlooks(reality: Plan, scenarios: readonly Plan[]): Outlooks {
  return outlooksOf(
    endsOfPlan(reality),
    scenarios.map((plan) => ({
      own: endsOfPlan(plan),
      common: endsOfPlan(onCommonNumbers(reality, plan)),
    })),
  )
}

/** The whole analysis on one thread, beside reality if there is one. */
export function sensitivity(plan: Plan, reality?: Plan): Sensitivity {
  const endsUnder = (shocks: readonly Shock[]) => ({
    own: finalRealNetWorth({ ...plan, shocks }),
    real: reality ? finalRealNetWorth({ ...reality, shocks }) : null,
  })
  const cases = sensitivityCases(plan)
  const outcomes = cases.map(({ low, high }) => ({
    low: endsUnder(low),
    high: endsUnder(high),
  }))
  return rankSensitivity(endsUnder([]), cases, outcomes)
}
