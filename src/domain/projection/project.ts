/** The deterministic projection: the engine with one path and no volatility. */
import { assembleInstances } from './assemble/instances.ts'
import { taxParts } from './assemble/tax-parts.ts'
import { assembleHousehold, assembleTotals } from './assemble/totals.ts'
import { compilePlan } from './compile/compile.ts'
import { type CompiledPlan, taxYearOf } from './compile/compiled-plan.ts'
import { activeInstances } from './compile/place.ts'
import { projectedInstances } from './compile/secured-loans.ts'
import { monthlyFlows } from './engine/monthly-flows.ts'
import type { BlockResult } from './engine/record.ts'
import { runBlock } from './engine/run-block.ts'
import { entry } from './entry.ts'
import type { Plan } from './plan.ts'
import type { Projection, ProjectionWithFlows } from './projection.ts'

/** Prices at each point relative to the beginning. */
export function priceLevelsOf(plan: CompiledPlan): Float64Array {
  const levels = new Float64Array(plan.assumptions.years + 1).fill(1)
  const { prices } = plan.assumptions
  for (let point = 1; point < levels.length; point++)
    levels[point] = prices
      ? entry(prices, 12 * point)
      : entry(levels, point - 1) * plan.assumptions.inflationGrowth
  return levels
}

/**
 * Projects a plan month by month at the mean of every rate. Money is nominal but for `netWorthReal`, in the
 * user's currency and the investor's share. Throws a `PlanError` for input that the schemas would have refused.
 */
export function project(plan: Plan): Projection {
  const compiled = compilePlan(plan)
  return projectBlock(plan, compiled, runBlock(compiled, 0, 1, false))
}

/** The same with every holding's flows by month, for figures that must know when money moved. */
export function projectWithFlows(plan: Plan): ProjectionWithFlows {
  const compiled = compilePlan(plan)
  const block = runBlock(compiled, 0, 1, false)
  const flows = monthlyFlows(compiled)
  deductTax(compiled, taxParts(compiled, block), flows)
  return { ...projectBlock(plan, compiled, block), monthlyFlows: flows }
}

/** Takes each instance's part of the tax of a tax year out of its flow at the end of that year. */
function deductTax(plan: CompiledPlan, parts: Float64Array, flows: Float64Array): void {
  const { assumptions } = plan
  const [points, months] = [assumptions.years + 1, 12 * assumptions.years]
  const firstEnd = assumptions.firstTaxYearEnd + 12 * taxYearOf(assumptions, 0)
  for (let i = 0; i < plan.count; i++)
    for (let number = 0; number < points; number++) {
      const at = i * (months + 1) + Math.min(firstEnd + 12 * number, months - 1) + 1
      flows[at] = entry(flows, at) - entry(parts, i * points + number)
    }
}

/** What comes last is what shocks bring in and take out: the plan lists no such instance, so that it is the household's. */
function takeUnlisted(perInstance: Float64Array, listed: number, household: Float64Array): Float64Array {
  const size = household.length
  for (let at = listed * size; at < perInstance.length; at++)
    household[at % size] = entry(household, at % size) + entry(perInstance, at)
  return perInstance.subarray(0, listed * size)
}

/** The rows of a run of one path. */
export function projectBlock(plan: Plan, compiled: CompiledPlan, block: BlockResult): Projection {
  const priceLevels = priceLevelsOf(compiled)
  const { perInstance, together } = assembleInstances(compiled, block, priceLevels)
  const totals = assembleTotals(block, together, priceLevels)
  const household = assembleHousehold(block, totals, together, priceLevels)
  const instances = projectedInstances(compiled, activeInstances(plan))
  return {
    startMonth: plan.startMonth,
    years: compiled.assumptions.years,
    priceLevels,
    instances,
    totals,
    household,
    perInstance: takeUnlisted(perInstance, instances.length, household),
  }
}
