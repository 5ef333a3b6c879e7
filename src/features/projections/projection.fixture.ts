/** Rows and projections for tests. */
import { toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import type { RealRow, ScenarioRow } from '#domain/merge/merge-copy.ts'
import { project } from '#domain/projection/project.ts'
import { comparedPlans, type Scope } from './plans.ts'

export function holdingOf(overrides: Partial<RealRow> = {}): RealRow {
  return {
    id: 'savings',
    lineage_id: 'line-savings',
    name: 'Savings',
    kind: 'cash',
    status: 'active',
    params: { value: 10_000, interest_rate: 5 },
    ...overrides,
  }
}

/** An untouched copy but for the overrides. */
export function copyOf(row: RealRow, overrides: Partial<ScenarioRow> = {}): ScenarioRow {
  const { name, status, params } = row
  const base = { name, status, params }
  return { ...row, id: `${row.id}-copy`, source_instance_id: row.id, base, ...overrides }
}

export const savings = holdingOf()
export const carLoan = holdingOf({
  id: 'car',
  lineage_id: 'line-car',
  name: 'Car loan',
  kind: 'loan',
  params: { balance: 6_000, rate: 8, term_months: 36 },
})

export const plainAssumptions: Params = { horizon_years: 4, inflation_rate: 2, tax_system: 'none' }

export function compare(scenarioInstances: readonly ScenarioRow[], scope: Scope = 'all') {
  const plans = comparedPlans({
    reality: [savings, carLoan],
    scenarioInstances,
    ownAssumptions: plainAssumptions,
    scenarioAssumptions: {},
    startMonth: toMonth('2027-01'),
    scope,
    off: new Set(),
  })
  return { plans, scenario: project(plans.scenario), reality: project(plans.reality) }
}
