/** The deterministic projection: the engine with one path and no volatility. */
import { assembleInstances, assembleTax, deriveInstanceRows } from './assemble/instances.ts'
import { assembleHousehold, assembleTotals } from './assemble/totals.ts'
import { activeInstances, compilePlan } from './compile/compile.ts'
import type { CompiledPlan } from './compile/compiled-plan.ts'
import { monthlyFlows } from './engine/monthly-flows.ts'
import { pathRows } from './engine/record.ts'
import { runBlock } from './engine/run-block.ts'
import { entry } from './entry.ts'
import type { Plan } from './plan.ts'
import type { Projection, ProjectionWithFlows } from './projection.ts'

/** Prices at each point relative to the beginning. */
export function priceLevelsOf(plan: CompiledPlan): Float64Array {
  const levels = new Float64Array(plan.assumptions.years + 1).fill(1)
  for (let point = 1; point < levels.length; point++)
    levels[point] = entry(levels, point - 1) * plan.assumptions.inflationGrowth
  return levels
}

/**
 * Projects a plan month by month at the mean of every rate. Money is nominal but for `netWorthReal`, in the
 * user's currency and the investor's share. Throws a `PlanError` for input that the schemas would have refused.
 */
export function project(plan: Plan): Projection {
  return projectCompiled(plan, compilePlan(plan))
}

/** The same with every holding's flows by month, for figures that must know when money moved. */
export function projectWithFlows(plan: Plan): ProjectionWithFlows {
  const compiled = compilePlan(plan)
  return { ...projectCompiled(plan, compiled), monthlyFlows: monthlyFlows(compiled) }
}

function projectCompiled(plan: Plan, compiled: CompiledPlan): Projection {
  const block = runBlock(compiled, 0, 1, false)
  const points = block.points
  const priceLevels = priceLevelsOf(compiled)
  const perInstance = assembleInstances(compiled, block)
  const taxRow = pathRows.indexOf('tax') * points
  const tax = block.totals.subarray(taxRow, taxRow + points)
  assembleTax(compiled, block, perInstance, tax, block.household)
  for (let i = 0; i < compiled.count; i++) deriveInstanceRows(perInstance, i, points, priceLevels)
  const totals = assembleTotals(compiled, block, perInstance, priceLevels)
  return {
    startMonth: plan.startMonth,
    years: compiled.assumptions.years,
    priceLevels,
    instances: activeInstances(plan).map(({ id, name, kind }) => ({ id, name, kind })),
    totals,
    household: assembleHousehold(compiled, totals, perInstance, block.household, priceLevels),
    perInstance,
  }
}
