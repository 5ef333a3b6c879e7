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

/** So much a year that is received and taxed elsewhere: it only sets the rate of what the others bring. */
export function incomeElsewhere(amount: number, params: Params = {}): PlanInstance {
  return instanceOf(
    'cash_flow',
    { amount: amount / 12, tax_treatment: 'rate_only', ...params },
    { id: 'elsewhere' },
  )
}

/** So much a month that comes into the household account, or below zero goes out of it, without effect on tax. */
export function leftOver(amount: number, params: Params = {}): PlanInstance {
  const direction = amount < 0 ? 'expense' : 'income'
  const flow = { direction, amount: Math.abs(amount), tax_treatment: 'untaxed', ...params }
  return instanceOf('cash_flow', flow, { id: 'left over' })
}

/** Beside assumptions, `elsewhere` is what is earned a year and taxed elsewhere: after the other instances. */
export function planOf(instances: readonly PlanInstance[], { elsewhere, ...assumptions }: Params = {}): Plan {
  const { household_as_of_month: stated } = assumptions
  const flows =
    elsewhere === undefined
      ? []
      : [incomeElsewhere(Number(elsewhere), stated === undefined ? {} : { as_of_month: stated })]
  return {
    instances: [...instances, ...flows],
    assumptions: { ...bareAssumptions, ...assumptions },
    startMonth: toMonth('2026-01'),
  }
}
