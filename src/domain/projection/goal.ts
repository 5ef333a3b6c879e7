/** The goal, in money of the projection's first month. */
import { isMonth, monthIndex } from '#domain/calendar/month.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { pow } from './numbers/log.ts'
import type { Plan } from './plan.ts'

/** The amount set in money of `goal_as_of_month`, prices having risen since; null when no goal is set. */
export function goalAmount(plan: Pick<Plan, 'assumptions' | 'startMonth'>): number | null {
  const { goal_amount, goal_as_of_month, inflation_rate } = resolveAssumptions(plan.assumptions)
  if (typeof goal_amount !== 'number') return null
  if (typeof goal_as_of_month !== 'string' || !isMonth(goal_as_of_month)) return goal_amount
  const years = (monthIndex(plan.startMonth) - monthIndex(goal_as_of_month)) / 12
  return goal_amount * pow(1 + Number(inflation_rate) / 100, years)
}
