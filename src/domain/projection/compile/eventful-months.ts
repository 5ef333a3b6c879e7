import type { CompiledPlan } from './compiled-plan.ts'

/**
 * 1 for each month of the projection in which something is bought, refinanced, sold, or split for tax. Most months have none of
 * these, and then no holding need be asked.
 */
export function eventfulMonths(plan: CompiledPlan): Uint8Array {
  const months = new Uint8Array(12 * plan.assumptions.years)
  const note = (month: number) => {
    if (month >= 0 && month < months.length) months[month] = 1
  }
  note(plan.assumptions.indexedFrom)
  for (let i = 0; i < plan.count; i++) {
    note(plan.first[i]!)
    note(plan.refinancedAt[i]!)
    note(plan.last[i]!)
  }
  return months
}
