/** Changes of a plan that keep every value inside its range. */
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import type { FieldDefinition, Params, Scalar } from '#domain/instances/types.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import { pow } from './numbers/log.ts'
import type { Change, Plan, PlanInstance, Target } from './plan.ts'

/** What a number becomes. A change by nothing leaves it as it is, to the bit. */
function changedBy(change: Change, value: number): number {
  switch (change.way) {
    case 'add':
      return value + change.by
    case 'grow':
      return value + change.by * Math.abs(value)
    case 'compound': {
      if (change.by === 1) return value
      const whole = 100 * change.periods
      return whole * ((1 + value / whole) * pow(change.by, 1 / change.periods) - 1)
    }
  }
}

function fieldOf({ kind, key }: Target): FieldDefinition | undefined {
  return kind === null ? assumptionFields.find((field) => field.key === key) : fieldDefinition(kind, key)
}

const inflationField = assumptionFields.find(({ key }) => key === 'inflation_rate')

/** `plan`: where a rise that nobody has said is found, which is that of prices. */
function numberIn(params: Params, field: FieldDefinition, plan: Plan): number | null {
  const inflation = field.followsInflation
    ? (plan.assumptions.inflation_rate ?? inflationField?.default)
    : null
  const value: Scalar | null = params[field.key] ?? field.default ?? inflation ?? null
  return typeof value === 'number' ? value : null
}

/** A change of everything that grows reaches what rises with prices by these. */
function isLeftToPrices(params: Params, field: FieldDefinition, { way }: Change): boolean {
  return way === 'compound' && field.followsInflation === true && params[field.key] === undefined
}

function bounded(field: FieldDefinition, value: number): number {
  return Math.min(Math.max(value, field.min ?? -Infinity), field.max ?? Infinity)
}

/** What a number of this field becomes, inside its range. */
export function changedNumber(target: Target, change: Change, value: number): number {
  const field = fieldOf(target)
  return field ? bounded(field, changedBy(change, value)) : value
}

function changed(params: Params, field: FieldDefinition | undefined, change: Change, plan: Plan): Params {
  const value = field ? numberIn(params, field, plan) : null
  if (!field || value === null || isLeftToPrices(params, field, change)) return params
  const next = bounded(field, changedBy(change, value))
  return next === value ? params : { ...params, [field.key]: next }
}

/** Whether it is a holding whose number is meant. */
export function isMeant(
  { kind, ...target }: Target,
  instance: Pick<PlanInstance, 'kind' | 'params'>,
): boolean {
  if (instance.kind !== kind) return false
  const where = 'where' in target ? target.where : undefined
  if (where === undefined) return true
  return where.is === (instance.params[where.key] ?? fieldDefinition(instance.kind, where.key)?.default)
}

/** Changes one number of a plan, everywhere it stands. */
export function changeTarget(plan: Plan, target: Target, change: Change): Plan {
  const field = fieldOf(target)
  if (target.kind === null) return { ...plan, assumptions: changed(plan.assumptions, field, change, plan) }
  const changeOne = (instance: PlanInstance): PlanInstance =>
    isMeant(target, instance)
      ? { ...instance, params: changed(instance.params, field, change, plan) }
      : instance
  return { ...plan, instances: plan.instances.map(changeOne) }
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

/** Where a change of all these leads. */
export function endOf(plan: Plan, targets: readonly Target[], change: Change): ChangeEnd {
  const ends = targets.flatMap((target) => {
    const field = fieldOf(target)
    if (!field) return []
    const holders =
      target.kind === null
        ? [plan.assumptions]
        : plan.instances.filter((instance) => isMeant(target, instance)).map(({ params }) => params)
    return holders.flatMap((params) => {
      const value = numberIn(params, field, plan)
      if (value === null || isLeftToPrices(params, field, change)) return []
      const wanted = changedBy(change, value)
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
