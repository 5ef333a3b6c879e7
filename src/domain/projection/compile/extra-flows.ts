/** Shocks that bring money in or take it out: each is an income or an expense of its own for as long as it acts. */
import { addMonths } from '#domain/calendar/month.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import type { Extra, Plan, PlanInstance } from '../plan.ts'

function flowOf({ extra, from, months }: Extra, plan: Plan, id: string): PlanInstance[] {
  const { startMonth } = plan
  const last = months === undefined ? undefined : addMonths(from ?? startMonth, months - 1)
  if (extra === 0 || (last !== undefined && last < startMonth)) return []
  const stated = resolveAssumptions(plan.assumptions).household_as_of_month
  const params = {
    direction: extra < 0 ? 'expense' : 'income',
    amount: Math.abs(extra),
    tax_treatment: 'untaxed',
    start_month: from !== undefined && from > startMonth ? from : startMonth,
    ...(last !== undefined && { end_month: last }),
    // What is stated of a month still to come is taken to be of the first.
    ...(stated !== null && String(stated) < startMonth && { as_of_month: stated }),
  }
  return [{ id, lineageId: id, name: id, kind: 'cash_flow', status: 'active', params }]
}

/** The plan with what its shocks bring in and take out, after all else that it holds. */
export function withExtraFlows(plan: Plan): Plan {
  const extras = (plan.shocks ?? []).filter((shock) => 'extra' in shock)
  if (extras.length === 0) return plan
  const flows = extras.flatMap((extra, place) => flowOf(extra, plan, `extra ${place}`))
  return { ...plan, instances: [...plan.instances, ...flows] }
}
