/** What a recorded item says field by field. */
import type { ApplicationItem } from '#data/applications/application.ts'
import type { PlanField } from '#data/applications/plan.ts'
import { fieldsOfContent } from '#domain/instances/content.ts'
import type { Scalar } from '#domain/instances/types.ts'

export interface RecordedField {
  readonly field: string
  readonly before: Scalar | null
  readonly after: Scalar | null
  /** The merge behind it, where there was one. */
  readonly merge: PlanField | null
}

/**
 * The fields that this item changed or decided, name and status first. What stayed as it was is left out, unless the
 * user had to decide it.
 */
export function recordedFields({
  before,
  after,
  fields,
}: Pick<ApplicationItem, 'before' | 'after' | 'fields'>) {
  const [old, fresh] = [before ? fieldsOfContent(before) : {}, after ? fieldsOfContent(after) : {}]
  const merges = new Map(fields.map((merge) => [merge.field, merge]))
  const names = new Set([...Object.keys(old), ...Object.keys(fresh), ...merges.keys()])
  names.delete('*')
  return [...names].flatMap((field): RecordedField[] => {
    const merge = merges.get(field) ?? null
    const values = { before: old[field] ?? null, after: fresh[field] ?? null }
    return values.before !== values.after || merge?.outcome === 'conflict'
      ? [{ field, ...values, merge }]
      : []
  })
}

/** How a conflict was decided; null for fields that needed no decision, or got none. */
export function decisionOf(merge: PlanField | null): 'current' | 'proposed' | 'own' | null {
  if (merge === null || merge.outcome !== 'conflict' || merge.resolution === null) return null
  return 'take' in merge.resolution ? merge.resolution.take : 'own'
}
