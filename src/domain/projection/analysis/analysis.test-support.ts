/** Analyses on one thread: what workers share out among themselves. */
import { compilePlan } from '../compile/compile.ts'
import type { BlockResult } from '../engine/record.ts'
import { goalOf } from '../goal.ts'
import type { Plan, Shock } from '../plan.ts'
import { priceLevelsOf } from '../project.ts'
import { blockCount, blockRunner } from '../simulation/blocks.ts'
import { joinPaths } from '../simulation/join-paths.ts'
import { pathsOf } from '../simulation/simulate.ts'
import { type DifferenceBands, differenceBands, netWorthCourse } from './difference-bands.ts'
import { type Outlooks, onCommonNumbers, outlooksOf } from './outlook.ts'
import { endsOf, type PathEnds } from './path-ends.ts'
import { finalRealNetWorth, rankSensitivity, type Sensitivity, sensitivityCases } from './sensitivity.ts'

/** Every block of a plan's simulation, on one thread. */
function blocksOf<Result>(plan: Plan, read: (block: BlockResult, priceLevels: Float64Array) => Result) {
  const compiled = compilePlan(plan)
  const paths = pathsOf(plan)
  const runner = blockRunner(compiled, paths)
  const priceLevels = priceLevelsOf(compiled)
  return Array.from({ length: blockCount(paths) }, (_, block) => read(runner(block), priceLevels))
}

/** What every path comes to, on one thread. */
export function endsOfPlan(plan: Plan): PathEnds {
  return joinPaths(blocksOf(plan, (block, priceLevels) => endsOf(block, priceLevels, goalOf(plan))))
}

/** How far a plan is ahead of another, on one thread. */
export function differenceOf(plan: Plan, other: Plan): DifferenceBands {
  const [own, beside] = [plan, other].map((one) => blocksOf(one, netWorthCourse))
  return differenceBands(own ?? [], beside ?? [])
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
