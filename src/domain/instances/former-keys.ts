/** What apps and files of before say under keys that fields no longer have. The database reads it alike (private.with_present_keys). */
import type { FieldDefinition, Scalar } from './types.ts'

/** Values with what comes under a former key under the present one. */
export function withPresentKeys(
  fields: readonly FieldDefinition[],
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const present = { ...values }
  for (const field of fields)
    for (const former of field.formerKeys ?? []) {
      const said = present[former]
      if (said === undefined || said === null) continue
      delete present[former]
      // Whoever says a former key knows no other.
      present[field.key] = meaningOf(field, former, said)
    }
  return present
}

/** A yes or no that has become an option: no is the default. */
function meaningOf({ options = [], default: initial }: FieldDefinition, former: string, said: unknown) {
  const isOption = options.some(({ value }) => value === former)
  if (!isOption || typeof said !== 'boolean') return said
  return (said ? former : initial) satisfies Scalar | null
}
