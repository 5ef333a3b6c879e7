/** What a form holds while one types: values as they are stored, text that could not be read, and '' where there is none. */
import { fieldSchema } from '#domain/instances/field-schema.ts'
import { readField } from '#domain/instances/read-field.ts'
import { problemsTogether } from '#domain/instances/together.ts'
import type { FieldDefinition, Params, Scalar } from '#domain/instances/types.ts'
import type { MoneyFormat } from '#domain/money/format.ts'

/** Text that stands for no value: it is kept as it was typed, apart from texts that are values. */
interface Unread {
  readonly unread: string
}

export type Draft = Scalar | Unread
export type Drafts = Readonly<Record<string, Draft>>

/** A yes or no that has a default; one without may be left empty, as a choice may. */
export function isSwitch({ type, default: meant }: FieldDefinition): boolean {
  return type === 'boolean' && meant !== null
}

/** Stored values as a form shows them: a missing value is an empty input, a missing switch stands at its default. */
export function draftsOf(fields: readonly FieldDefinition[], values: Params): Drafts {
  return Object.fromEntries(
    fields.map((field) => [field.key, values[field.key] ?? (isSwitch(field) ? (field.default ?? '') : '')]),
  )
}

/**
 * Drafts in which one has changed. Another option brings along what is typical of it, where nothing was said or what is typical
 * of the option before.
 */
export function changedDrafts(
  fields: readonly FieldDefinition[],
  drafts: Drafts,
  key: string,
  draft: Draft,
): Drafts {
  const field = fields.find((one) => one.key === key)
  const typicalOf = (chosen: Draft | undefined) =>
    field?.options?.find(({ value }) => value === (chosen || field.default))?.typical ?? {}
  const [before, after] = [typicalOf(drafts[key]), typicalOf(draft)]
  const brought = Object.keys({ ...before, ...after }).flatMap((other) => {
    const said = drafts[other] ?? ''
    return said === '' || said === before[other] ? [[other, after[other] ?? ''] as const] : []
  })
  return { ...drafts, ...Object.fromEntries(brought), [key]: draft }
}

/** The value of one draft; null when it is empty. What could not be read counts as its text: something was typed. */
export function draftValue(draft: Draft | undefined): Scalar | null {
  const value = typeof draft === 'object' ? draft.unread : (draft ?? null)
  return typeof value === 'string' ? value.trim() || null : value
}

/**
 * The values to store: what the drafts say, over what was stored before. Keys that the catalogue does not know are
 * kept; a switch that was missing and still stands at its default stays missing.
 */
export function valuesOf(fields: readonly FieldDefinition[], drafts: Drafts, stored: Params): Params {
  const values: Record<string, Scalar> = { ...stored }
  for (const field of fields) {
    const value = draftValue(drafts[field.key])
    const isUntouchedSwitch = isSwitch(field) && stored[field.key] === undefined && value === field.default
    if (value === null || isUntouchedSwitch) delete values[field.key]
    else values[field.key] = value
  }
  return values
}

/** Why the text of a draft cannot be read, or null: limits are another matter. */
export function unreadable(
  field: FieldDefinition,
  draft: Draft | undefined,
  format: MoneyFormat,
): string | null {
  if (typeof draft !== 'object') return null
  const reading = readField(field, draft.unread, format)
  return reading && 'problem' in reading ? reading.problem : `${field.label} cannot be read.`
}

/** What is wrong with drafts, by key, in the order of the form: each alone, and what they say together. */
export function problemsOf(
  fields: readonly FieldDefinition[],
  drafts: Drafts,
  format: MoneyFormat,
): Readonly<Record<string, string>> {
  const alone = fields.flatMap((field) => {
    const problem = problemOf(field, drafts[field.key], format)
    return problem ? [[field.key, problem] as const] : []
  })
  const together = problemsTogether(drafts).map(({ key, message }) => [key, message])
  return { ...Object.fromEntries(together), ...Object.fromEntries(alone) }
}

/** What is wrong with one draft, or null. */
export function problemOf(
  field: FieldDefinition,
  draft: Draft | undefined,
  format: MoneyFormat,
): string | null {
  const value = draftValue(draft)
  if (value === null) return field.required ? `${field.label} is needed.` : null
  const problem = unreadable(field, draft, format)
  if (problem !== null) return problem
  const result = fieldSchema(field, format.locale).safeParse(value)
  if (result.success) return null
  const message = result.error.issues[0]?.message ?? 'This value is refused.'
  // A sign that separates thousands here may have been meant otherwise: "6.125" is no rate in Germany.
  return typeof value === 'number' && Math.abs(value) >= 1_000
    ? `${message} This is read as ${String(value)}.`
    : message
}
