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

/** A change by a part of the value's size: more is more also where the value is negative. */
export const grow =
  (share: number): NumberChange =>
  (value) =>
    value + share * Math.abs(value)

/** A number that a plan holds: a field of every instance of a kind, or an assumption. */
export type Target =
  | { readonly kind: InstanceKind; readonly key: string }
  | { readonly kind: null; readonly key: string }

function fieldOf({ kind, key }: Target): FieldDefinition | undefined {
  return kind === null ? assumptionFields.find((field) => field.key === key) : fieldDefinition(kind, key)
}

function numberIn(params: Params, field: FieldDefinition): number | null {
  const value: Scalar | null = params[field.key] ?? field.default
  return typeof value === 'number' ? value : null
}

function bounded(field: FieldDefinition, value: number): number {
  return Math.min(Math.max(value, field.min ?? -Infinity), field.max ?? Infinity)
}

function changed(params: Params, field: FieldDefinition | undefined, change: NumberChange): Params {
  const value = field ? numberIn(params, field) : null
  if (!field || value === null) return params
  const next = bounded(field, change(value))
  return next === value ? params : { ...params, [field.key]: next }
}

/** Changes one number of a plan, everywhere it stands. */
export function changeTarget(plan: Plan, target: Target, change: NumberChange): Plan {
  const field = fieldOf(target)
  if (target.kind === null) return { ...plan, assumptions: changed(plan.assumptions, field, change) }
  const changeOne = (instance: PlanInstance): PlanInstance =>
    instance.kind === target.kind
      ? { ...instance, params: changed(instance.params, field, change) }
      : instance
  return { ...plan, instances: plan.instances.map(changeOne) }
}

/** Changes one assumption. */
export function changeAssumption(plan: Plan, key: string, change: NumberChange): Plan {
  return changeTarget(plan, { kind: null, key }, change)
}

export interface FieldValue {
  readonly field: FieldDefinition
  readonly value: number
}

/** Where a change leads. */
export interface ChangeEnd {
  /** The value that it ends at, where that is the same everywhere. */
  readonly at: FieldValue | null
  /** The end of the field's range that kept it from going all the way, anywhere. */
  readonly bound: FieldValue | null
}

export function endOf(plan: Plan, targets: readonly Target[], change: NumberChange): ChangeEnd {
  const ends = targets.flatMap((target) => {
    const field = fieldOf(target)
    if (!field) return []
    const holders =
      target.kind === null
        ? [plan.assumptions]
        : plan.instances.filter(({ kind }) => kind === target.kind).map(({ params }) => params)
    return holders.flatMap((params) => {
      const value = numberIn(params, field)
      if (value === null) return []
      const wanted = change(value)
      // Without the dust of floating point, which would be shown: 0.198, not 0.19799999999999998.
      return [{ field, wanted, value: Number(bounded(field, wanted).toPrecision(12)) }]
    })
  })
  const [first] = ends
  const isSame = ends.every(({ field, value }) => field === first?.field && value === first.value)
  const cut = ends.find(({ field, wanted }) => wanted !== bounded(field, wanted))
  return {
    at: first && isSame ? { field: first.field, value: first.value } : null,
    bound: cut ? { field: cut.field, value: cut.value } : null,
  }
}
