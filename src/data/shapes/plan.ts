/** The shape of a plan: what an apply or a revert would do (a preview) or did (an answer), field by field. */
import { z } from 'zod'
import { instanceKindSchema, scalarSchema } from '#domain/instances/schema.ts'
import type { Entity, InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import { storedContentSchema } from './rows.ts'

/** A field's value; null when the key is missing. For the field `*` (the whole row) it is the content. */
const fieldValueSchema = z.union([scalarSchema, storedContentSchema, z.null()])

const resolutionSchema = z.union([
  z.object({ take: z.enum(['current', 'proposed', 'later']) }),
  z.object({ value: fieldValueSchema }),
])

/**
 * What the user decided for a conflict: one of the two sides, a value of their own, or to leave it for later, which can be
 * said of what only the scenario changed too: reality keeps its value, and the change is pending still.
 */
export type Resolution = z.infer<typeof resolutionSchema>

/** Whether a field is left for later: reality keeps its value, and the change is pending still. */
export function isLater(resolution: Resolution | null | undefined): boolean {
  return resolution != null && 'take' in resolution && resolution.take === 'later'
}

/** By scenario instance id (for a revert by instance id), then by field. */
export type Resolutions = Readonly<Record<string, Readonly<Record<string, Resolution>>>>

export const planFieldSchema = z.object({
  /** `name`, `status`, `params.<key>`, or `*`: the whole of a row whose source is deleted, or that is there already. */
  field: z.string(),
  base: fieldValueSchema,
  current: fieldValueSchema,
  proposed: fieldValueSchema,
  outcome: z.enum(['unchanged', 'current_only', 'proposed_only', 'same_change', 'conflict']),
  resolution: resolutionSchema.nullable(),
  /** What reality will hold; null while a conflict is open. */
  result: fieldValueSchema,
  /** Why the whole row is asked about: another scenario created the same holding. Missing everywhere else. */
  reason: z.literal('already_created').optional(),
  /** Which instance that is; `current` is its content. To take `current` is to stand on it from then on. */
  twin_instance_id: z.guid().optional(),
})
export type PlanField = z.infer<typeof planFieldSchema>

/** The row of what is there already: two whole contents, and which instance it is. */
export type TwinField = PlanField & {
  readonly reason: 'already_created'
  readonly twin_instance_id: string
  readonly current: InstanceContent
  readonly proposed: InstanceContent
}

export function isTwinField(field: PlanField): field is TwinField {
  const { reason, twin_instance_id, current, proposed } = field
  return reason !== undefined && twin_instance_id !== undefined && isWhole(current) && isWhole(proposed)
}

function isWhole(value: PlanField['current']): value is InstanceContent {
  return typeof value === 'object' && value !== null
}

/** What happens to the instance; a `discard`, and a `create` in a revert, happen to the copy in the scenario alone. */
export const planActions = ['create', 'update', 'recreate', 'discard', 'none'] as const

/** What a row of a plan tells of: an instance, or the assumptions of the profile (as params). */
export const plannedKindSchema = z.union([instanceKindSchema, z.literal('assumptions')])

const planItemSchema = z.object({
  scenario_instance_id: z.guid().nullable(),
  instance_id: z.guid().nullable(),
  name: z.string(),
  kind: plannedKindSchema,
  action: z.enum(planActions),
  /** The version of the instance afterwards; null where there is none yet. */
  version: z.number().int().nullable(),
  /** The content afterwards; null for a discard. */
  after: storedContentSchema.nullable(),
  fields: z.array(planFieldSchema),
})
export type PlanItem = z.infer<typeof planItemSchema>

const planConflictSchema = z.object({
  scenario_instance_id: z.guid().nullable(),
  instance_id: z.guid().nullable(),
  field: z.string(),
})

export const previewSchema = z.object({
  fingerprint: z.string(),
  items: z.array(planItemSchema),
  /** Open conflicts: each needs a resolution before the plan can be carried out. */
  conflicts: z.array(planConflictSchema),
  /** Why it cannot be carried out, or was not, whatever is decided: what merges to something that no row may hold. */
  error: z
    .object({ code: z.string(), message: z.string(), detail: z.unknown(), hint: z.string().nullable() })
    .nullable(),
})
export type Preview = z.infer<typeof previewSchema>

export const applicationAnswerSchema = previewSchema.extend({
  application_id: z.guid(),
  request_id: z.guid(),
  status: z.enum(['success', 'conflict', 'failed']),
  /** Something had moved since the preview; the plan here is the new one, nothing was written. */
  stale: z.boolean(),
  /** This answer was given before: the request had been carried out already. */
  replayed: z.boolean(),
})
export type ApplicationAnswer = z.infer<typeof applicationAnswerSchema>

/** Whether a row tells of an instance, and not of the assumptions of the profile. */
export function isOfInstance<Row extends { kind: Entity }>(row: Row): row is Row & { kind: InstanceKind } {
  return row.kind !== 'assumptions'
}

/** A row of a plan under the name that its resolutions go by. */
export interface PlanRow extends PlanItem {
  readonly rowId: string
}

const namedRows = (rowIdOf: (item: PlanItem) => string | null) => ({
  items: z.array(
    planItemSchema.transform((item, { issues }): PlanRow => {
      const rowId = rowIdOf(item)
      if (rowId !== null) return { ...item, rowId }
      issues.push({ code: 'custom', input: item, message: 'This row has no name.' })
      return z.NEVER
    }),
  ),
})

/** Each row of an apply is a scenario instance, or the profile. */
const rowsOfApply = namedRows((item) => (isOfInstance(item) ? item.scenario_instance_id : item.instance_id))

/** Each row of a revert is an instance, or a copy that comes back into the scenario or leaves it again. */
const rowsOfRevert = namedRows((item) =>
  item.action === 'create' || item.action === 'discard'
    ? item.scenario_instance_id
    : (item.instance_id ?? item.scenario_instance_id),
)

export const previewOfApplySchema = previewSchema.extend(rowsOfApply)
export const answerOfApplySchema = applicationAnswerSchema.extend(rowsOfApply)
export const previewOfRevertSchema = previewSchema.extend(rowsOfRevert)
export const answerOfRevertSchema = applicationAnswerSchema.extend(rowsOfRevert)

/** A preview whose rows are named. */
export type Plan = z.infer<typeof previewOfApplySchema>
