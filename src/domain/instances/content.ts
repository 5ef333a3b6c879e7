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
 * What the form of a new instance begins with, `given` included. Whoever enters an amount means today's: without its month it
 * would be taken for true whenever one looks again.
 */
export function newContent(today: Month, given: Params = {}): InstanceContent {
  return { name: '', status: 'active', params: { as_of_month: today, ...given } }
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
