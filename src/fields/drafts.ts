/** What a form holds while one types: raw text where a value is not finished yet, and '' where there is none. */
import { fieldSchema } from '#domain/instances/field-schema.ts'
import type { FieldDefinition, Params, Scalar } from '#domain/instances/types.ts'

export type Draft = Scalar
export type Drafts = Readonly<Record<string, Draft>>

/** Stored values as a form shows them: a missing value is an empty input, a missing switch stands at its default. */
export function draftsOf(fields: readonly FieldDefinition[], values: Params): Drafts {
  return Object.fromEntries(
    fields.map((field) => [
      field.key,
      values[field.key] ?? (field.type === 'boolean' ? (field.default ?? false) : ''),
    ]),
  )
}

function isNumeric(field: FieldDefinition): boolean {
  return ['money', 'percent', 'number', 'integer'].includes(field.type)
}

/** The value of one draft; null when it is empty. Unfinished numbers stay text, so that the schema refuses them. */
export function draftValue(field: FieldDefinition, draft: Draft | undefined): Scalar | null {
  if (draft === undefined) return null
  if (typeof draft !== 'string') return draft
  const text = draft.trim()
  if (text === '') return null
  if (!isNumeric(field)) return text
  const number = Number(text)
  return Number.isNaN(number) ? text : number
}

/**
 * The values to store: what the drafts say, over what was stored before. Keys that the catalogue does not know are
 * kept; a switch that was missing and still stands at its default stays missing.
 */
export function valuesOf(fields: readonly FieldDefinition[], drafts: Drafts, stored: Params): Params {
  const values: Record<string, Scalar> = { ...stored }
  for (const field of fields) {
    const value = draftValue(field, drafts[field.key])
    const isUntouchedSwitch =
      field.type === 'boolean' && stored[field.key] === undefined && value === (field.default ?? false)
    if (value === null || isUntouchedSwitch) delete values[field.key]
    else values[field.key] = value
  }
  return values
}

/** What is wrong with one draft, or null. */
export function problemOf(field: FieldDefinition, draft: Draft | undefined): string | null {
  const value = draftValue(field, draft)
  if (value === null) return field.required ? `${field.label} is needed.` : null
  const result = fieldSchema(field).safeParse(value)
  return result.success ? null : (result.error.issues[0]?.message ?? 'This value is refused.')
}
