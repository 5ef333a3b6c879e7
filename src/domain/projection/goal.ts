/** The goal, in money of the projection's first month. */
import { isMonth, type Month, monthIndex } from '#domain/calendar/month.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { pow } from './numbers/log.ts'
import type { Plan } from './plan.ts'

export interface Goal {
  /** In money of the projection's first month. */
  readonly amount: number
  /** The point at which it is judged: the last projection year that ends by the end of `goal_year`; 0, the first month, where none does. */
  readonly point: number
}

/** Null when no goal is set. */
export function goalOf(plan: Pick<Plan, 'assumptions' | 'startMonth'>): Goal | null {
  const amount = goalAmount(plan)
  if (amount === null) return null
  const { goal_year, horizon_years } = resolveAssumptions(plan.assumptions)
  return { amount, point: goalPoint(plan.startMonth, goal_year, Number(horizon_years)) }
}

/** Whether net worth at a point with this price level is the goal. */
export function meetsGoal(netWorth: number, priceLevel: number, { amount }: Pick<Goal, 'amount'>): boolean {
  return netWorth / priceLevel >= amount
}

/** The last point whose year ends by December of `goalYear`; the end of the projection when there is no year. */
function goalPoint(startMonth: Month, goalYear: unknown, years: number): number {
  if (typeof goalYear !== 'number') return years
  const monthsUntil = goalYear * 12 + 12 - monthIndex(startMonth)
  return Math.min(years, Math.max(0, Math.floor(monthsUntil / 12)))
}

/** The amount set in money of `goal_as_of_month`, prices having risen since; null when no goal is set. */
export function goalAmount(plan: Pick<Plan, 'assumptions' | 'startMonth'>): number | null {
  const { goal_amount, goal_as_of_month, inflation_rate } = resolveAssumptions(plan.assumptions)
  if (typeof goal_amount !== 'number') return null
  if (typeof goal_as_of_month !== 'string' || !isMonth(goal_as_of_month)) return goal_amount
  const years = (monthIndex(plan.startMonth) - monthIndex(goal_as_of_month)) / 12
  return goal_amount * pow(1 + Number(inflation_rate) / 100, years)
}
