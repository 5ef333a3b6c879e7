/** What a recorded item says field by field. */
import type { ApplicationItem } from '#data/applications/application.ts'
import { isLater, type PlanField } from '#data/shapes/plan.ts'
import type { Scalar } from '#domain/instances/types.ts'
import { mergeContents } from '#domain/merge/three-way.ts'

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
  kind,
  before,
  after,
  fields,
}: Pick<ApplicationItem, 'kind' | 'before' | 'after' | 'fields'>) {
  const merges = new Map(fields.map((merge) => [merge.field, merge]))
  const compared = new Map(
    mergeContents(before, before, after, kind === 'assumptions' ? undefined : (kind ?? undefined)).map(
      (field) => [field.field, field],
    ),
  )
  const names = new Set([...compared.keys(), ...merges.keys()])
  names.delete('*')
  return [...names].flatMap((field): RecordedField[] => {
    const merge = merges.get(field) ?? null
    const values = compared.get(field)
    return values?.outcome === 'proposed_only' || isDecided(merge)
      ? [{ field, before: values?.base ?? null, after: values?.proposed ?? null, merge }]
      : []
  })
}

/** Whether there is a decision to tell: on a conflict, or to leave a change for later. */
export function isDecided(merge: PlanField | null): merge is PlanField {
  return merge !== null && (merge.outcome === 'conflict' || isLater(merge.resolution))
}

/** How a field was decided; null for fields that needed no decision, or got none. */
export function decisionOf(merge: PlanField | null): 'current' | 'proposed' | 'later' | 'own' | null {
  if (!isDecided(merge) || merge.resolution === null) return null
  return 'take' in merge.resolution ? merge.resolution.take : 'own'
}
