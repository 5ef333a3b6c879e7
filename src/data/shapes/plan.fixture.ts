/** Plans for tests: factories with overrides. */
import type { PlanField, PlanRow } from './plan.ts'

export function fieldOf(overrides: Partial<PlanField> = {}): PlanField {
  return {
    field: 'params.value',
    base: 100,
    current: 110,
    proposed: 120,
    outcome: 'conflict',
    resolution: null,
    result: null,
    ...overrides,
  }
}

/** The question about one that is there already. */
export function twinOf(overrides: Partial<PlanField> = {}): PlanField {
  const current = { name: 'Savings', status: 'active' as const, params: { value: 110 } }
  return fieldOf({
    field: '*',
    base: null,
    current,
    proposed: { ...current, params: { value: 120 } },
    reason: 'already_created',
    twin_instance_id: '00000000-0000-4000-8000-000000000001',
    ...overrides,
  })
}

export function itemOf(overrides: Partial<PlanRow> = {}): PlanRow {
  return {
    rowId: overrides.scenario_instance_id ?? 'copy-1',
    scenario_instance_id: 'copy-1',
    instance_id: 'real-1',
    name: 'Savings',
    kind: 'cash',
    action: 'none',
    version: 3,
    after: { name: 'Savings', status: 'active', params: { value: 110 } },
    fields: [fieldOf()],
    ...overrides,
  }
}
