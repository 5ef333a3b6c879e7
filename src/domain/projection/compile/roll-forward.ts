/** Carries amounts that were true in an earlier month forward to the first month of the projection. */
import { beginBlock, createRun, type Run } from '../engine/run.ts'
import { stepInstance } from '../engine/step.ts'
import type { CompiledPlan, NumberField } from './compiled-plan.ts'

/** What the months before the projection change, and where a run keeps it. */
const carried: readonly (readonly [NumberField, (run: Run) => Float64Array])[] = [
  ['openingValue', (run) => run.value],
  ['openingDebt', (run) => run.debt],
  ['openingScheduled', (run) => run.scheduled],
  ['openingCostBase', (run) => run.costBase],
  ['openingRent', (run) => run.rent],
  ['openingExpense', (run) => run.expense],
  ['openingContribution', (run) => run.contribution],
  ['openingWithdrawal', (run) => run.withdrawal],
  ['openingBuilding', (run) => run.building],
  ['openingPlant', (run) => run.plant],
  ['openingPlantMonthly', (run) => run.plantMonthly],
  ['openingClaimed', (run) => run.claimed],
]

export function needsRollForward(plan: CompiledPlan): boolean {
  for (let i = 0; i < plan.count; i++) if (plan.origin[i]! < 0) return true
  return false
}

/**
 * Steps each holding of `past` (compiled without shifts: those concern the future) from its own month to the
 * first of the projection, at its mean growth, and writes where it arrives into `plan`. The household account
 * takes no part: its opening balance is given.
 */
export function rollForward(past: CompiledPlan, plan: CompiledPlan): void {
  const run = createRun(past, 1, false)
  beginBlock(run, 0)
  for (let i = 0; i < past.count; i++) {
    if (past.origin[i]! >= 0 || past.last[i]! < 0) continue
    for (let month = past.origin[i]!; month < 0; month++) stepInstance(run, i, month)
    for (const [field, state] of carried) plan[field][i] = state(run)[i]!
  }
}
