/** Plans for tests: factories with overrides. */
import { toMonth } from '#domain/calendar/month.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import type { Plan, PlanInstance } from './plan.ts'

/** Neither tax nor interest on the household account nor inflation: every formula can be seen bare. Tax years are years. */
export const bareAssumptions: Params = {
  horizon_years: 10,
  inflation_rate: 0,
  tax_system: 'none',
  tax_year_end_month: 12,
  household_cash_rate: 0,
  household_deficit_rate: 0,
  rate_volatility: 0,
}

export function instanceOf(
  kind: InstanceKind,
  params: Params,
  overrides: Partial<PlanInstance> = {},
): PlanInstance {
  const id = overrides.id ?? `${kind}-1`
  return { id, lineageId: id, name: id, kind, status: 'active', params, ...overrides }
}

export function planOf(instances: readonly PlanInstance[], assumptions: Params = {}): Plan {
  return { instances, assumptions: { ...bareAssumptions, ...assumptions }, startMonth: toMonth('2026-01') }
}
