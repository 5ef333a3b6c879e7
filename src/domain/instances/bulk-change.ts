/** One change to one field of many instances: what it would make of each, shown before the database does it. */
import { fieldDefinition } from './catalogue.ts'
import { fieldSchema } from './field-schema.ts'
import type { FieldDefinition, InstanceKind, Params, Scalar } from './types.ts'

/** A value for all, or a step from each one's own. */
export type BulkChange =
  | { readonly set: Scalar | null }
  | { readonly add: number }
  | { readonly multiply: number }

/** What a change means for one instance. */
export type BulkEffect =
  | { readonly outcome: 'changed'; readonly before: Scalar | null; readonly after: Scalar | null }
  | { readonly outcome: 'same'; readonly before: Scalar | null }
  /** Its kind lacks the field, or there is neither a value of its own nor a default to start from. */
  | { readonly outcome: 'not_concerned'; readonly reason: 'unknown_field' | 'no_value' }
  | { readonly outcome: 'refused'; readonly before: Scalar | null; readonly problem: string }

interface Changeable {
  readonly kind: InstanceKind
  readonly params: Params
}

/** The effect of changing `params.<key>`; the database rounds and judges the same way. */
export function effectOf({ kind, params }: Changeable, key: string, change: BulkChange): BulkEffect {
  const field = fieldDefinition(kind, key)
  if (!field) return { outcome: 'not_concerned', reason: 'unknown_field' }
  const before = params[key] ?? null
  // A missing key is its default: a step starts there, and what ends there is no change.
  const meant = before ?? field.default
  if (!('set' in change) && typeof meant !== 'number') return { outcome: 'not_concerned', reason: 'no_value' }
  const after = 'set' in change ? change.set : stepped(field, Number(meant), change)
  if ((after ?? field.default) === meant) return { outcome: 'same', before }
  const problem = problemOf(field, after)
  return problem ? { outcome: 'refused', before, problem } : { outcome: 'changed', before, after }
}

function stepped(
  field: FieldDefinition,
  value: number,
  change: { readonly add: number } | { readonly multiply: number },
): number {
  // The database calculates with decimals, shows fifteen digits, and rounds a half away from zero.
  const exact = 'add' in change ? value + change.add : value * change.multiply
  const next = Number(exact.toPrecision(15))
  return field.type === 'integer' ? Math.sign(next) * Math.round(Math.abs(next)) : next
}

function problemOf(field: FieldDefinition, value: Scalar | null): string | null {
  if (value === null) return field.required ? `${field.label} is needed.` : null
  const result = fieldSchema(field).safeParse(value)
  return result.success ? null : (result.error.issues[0]?.message ?? 'This value is refused.')
}
