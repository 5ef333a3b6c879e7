/** Changes of a plan that keep every value inside its range. */
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import type { FieldDefinition, InstanceKind, Params, Scalar } from '#domain/instances/types.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import type { Plan, PlanInstance } from '../plan.ts'

export type NumberChange = (value: number) => number

/** A change by a number of percentage points or of other units. */
export const add =
  (step: number): NumberChange =>
  (value) =>
    value + step

/** A change by a part of the value. */
export const scale =
  (factor: number): NumberChange =>
  (value) =>
    value * factor

function changed(params: Params, field: FieldDefinition | undefined, change: NumberChange): Params {
  if (!field) return params
  const value: Scalar | null = params[field.key] ?? field.default
  if (typeof value !== 'number') return params
  const bounded = Math.min(Math.max(change(value), field.min ?? -Infinity), field.max ?? Infinity)
  return bounded === value ? params : { ...params, [field.key]: bounded }
}

/** Changes one field of every instance of a kind. */
export function changeInstances(plan: Plan, kind: InstanceKind, key: string, change: NumberChange): Plan {
  const field = fieldDefinition(kind, key)
  const changeOne = (instance: PlanInstance): PlanInstance =>
    instance.kind === kind ? { ...instance, params: changed(instance.params, field, change) } : instance
  return { ...plan, instances: plan.instances.map(changeOne) }
}

/** Changes one assumption. */
export function changeAssumption(plan: Plan, key: string, change: NumberChange): Plan {
  const field = assumptionFields.find((candidate) => candidate.key === key)
  return { ...plan, assumptions: changed(plan.assumptions, field, change) }
}
