/** Analyses on one thread: what workers share out among themselves. */
import { compilePlan } from '../compile/compile.ts'
import type { Plan } from '../plan.ts'
import { priceLevelsOf } from '../project.ts'
import { blockCount, blockRunner } from '../simulation/blocks.ts'
import { pathsOf } from '../simulation/simulate.ts'
import { compareBlocks, type DifferenceOutlook, netWorthBlock, onCommonNumbers } from './compare.ts'
import { finalRealNetWorth, rankSensitivity, type Sensitivity, sensitivityCases } from './sensitivity.ts'

/** Compares any number of scenarios with reality on one thread; one outlook a scenario, in their order. */
export function compareWithReality(reality: Plan, scenarios: readonly Plan[]): DifferenceOutlook[] {
  const run = (plan: Plan) => {
    const compiled = compilePlan(plan)
    const paths = pathsOf(plan)
    const runner = blockRunner(compiled, paths)
    const priceLevels = priceLevelsOf(compiled)
    return Array.from({ length: blockCount(paths) }, (_, block) => netWorthBlock(runner(block), priceLevels))
  }
  const [first = reality, ...others] = onCommonNumbers(reality, scenarios)
  const blocks = run(first)
  return others.map((plan) => compareBlocks(blocks, run(plan)))
}

/** The whole analysis on one thread. */
export function sensitivity(plan: Plan): Sensitivity {
  const cases = sensitivityCases(plan)
  const outcomes = cases.map(({ low, high }) => ({
    low: finalRealNetWorth(low),
    high: finalRealNetWorth(high),
  }))
  return rankSensitivity(finalRealNetWorth(plan), cases, outcomes)
}
