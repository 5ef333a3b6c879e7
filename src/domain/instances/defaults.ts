import { fieldsOf, instanceKinds } from './catalogue.ts'
import type { FieldDefinition, InstanceKind, Params, Scalar } from './types.ts'

/** Every field with its value or its default; null where a field has neither. Unknown keys are left out. */
export function completeValues(
  fields: readonly FieldDefinition[],
  values: Params,
): Readonly<Record<string, Scalar | null>> {
  return Object.fromEntries(fields.map((field) => [field.key, values[field.key] ?? field.default]))
}

/** The params of an instance with the catalogue's defaults for the missing ones. */
export function withDefaults(kind: InstanceKind, params: Params): Readonly<Record<string, Scalar | null>> {
  return completeValues(fieldsOf(kind), params)
}

const defaults = new Map(instanceKinds.map((kind) => [kind, withDefaults(kind, {})]))

/** The default of each field of a kind; null where it has none. */
export function defaultsOf(kind: InstanceKind): Readonly<Record<string, Scalar | null>> {
  return defaults.get(kind) ?? {}
}
