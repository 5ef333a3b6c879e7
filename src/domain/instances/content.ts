/** Content: the part of an instance that a user edits and that merges, as fields `name`, `status`, `params.<key>`. */
import type { Month } from '../calendar/month.ts'
import type { InstanceContent, InstanceStatus, Params, Scalar } from './types.ts'

/** The content of a row, leaving out ids, versions and bookkeeping. */
export function contentOf(row: {
  readonly name: string
  readonly status: InstanceStatus
  readonly params: Params
}): InstanceContent {
  return { name: row.name, status: row.status, params: row.params }
}

/**
 * What the form of a new instance begins with. Whoever enters an amount means today's: without its month it would be
 * taken for true whenever one looks again.
 */
export function newContent(today: Month): InstanceContent {
  return { name: '', status: 'active', params: { as_of_month: today } }
}

/** Content as merge fields. */
export function fieldsOfContent(content: InstanceContent): Readonly<Record<string, Scalar>> {
  const params = Object.entries(content.params).map(([key, value]) => [`params.${key}`, value])
  return { name: content.name, status: content.status, ...Object.fromEntries(params) }
}

/** Merge fields as content; the inverse of `fieldsOfContent`. Fields that are null are missing keys. */
export function contentFromFields(fields: Readonly<Record<string, Scalar | null>>): InstanceContent {
  const params = Object.entries(fields).flatMap(([field, value]) =>
    field.startsWith('params.') && value !== null ? [[field.slice('params.'.length), value] as const] : [],
  )
  return {
    name: String(fields.name ?? ''),
    status: fields.status === 'archived' ? 'archived' : 'active',
    params: Object.fromEntries(params),
  }
}

export interface FieldDifference {
  readonly field: string
  /** Null means that the key is missing. */
  readonly before: Scalar | null
  readonly after: Scalar | null
}

/** The merge fields in which two contents differ: name and status first, then params in the order they appear. */
export function contentDifferences(before: InstanceContent, after: InstanceContent): FieldDifference[] {
  const [old, fresh] = [fieldsOfContent(before), fieldsOfContent(after)]
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .map((field) => ({ field, before: old[field] ?? null, after: fresh[field] ?? null }))
    .filter(({ before, after }) => before !== after)
}

export interface EditClash extends FieldDifference {
  readonly now: Scalar | null
}

/**
 * What an edit means once the row has moved on: `mine` are the user's changes against what they began with,
 * `theirs` what changed meanwhile, `clashes` the fields that both changed to different values, and `merged` the
 * current content with the user's changes on top.
 */
export function rebaseEdit(began: InstanceContent, now: InstanceContent, edited: InstanceContent) {
  const mine = contentDifferences(began, edited)
  const theirs = contentDifferences(began, now)
  const nowFields = fieldsOfContent(now)
  const moved = new Map(theirs.map((difference) => [difference.field, difference.after]))
  const clashes: EditClash[] = mine
    .filter(({ field, after }) => moved.has(field) && moved.get(field) !== after)
    .map((difference) => ({ ...difference, now: nowFields[difference.field] ?? null }))
  const fields: Record<string, Scalar | null> = { ...nowFields }
  for (const { field, after } of mine) fields[field] = after
  return { mine, theirs, clashes, merged: contentFromFields(fields) }
}
