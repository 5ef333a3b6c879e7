/** The record: what was done with scenarios and in reality, and what it did to each instance. */
import { z } from 'zod'
import { planActions, planFieldSchema, plannedKindSchema } from '../shapes/plan.ts'
import { storedContentSchema, timestampSchema } from '../shapes/rows.ts'

const operations = [
  'create',
  'copy',
  'apply',
  'revert',
  'refresh',
  'duplicate',
  'bulk_edit',
  'update',
  'import',
  'add',
  'edit',
  'delete',
  'restore',
] as const
export type Operation = (typeof operations)[number]

export const applicationSchema = z.object({
  id: z.guid(),
  /** Null once the scenario is purged; its name stays. */
  scenario_id: z.guid().nullable(),
  scenario_name: z.string().nullable(),
  /** Of an edit of reality that is of one instance, and of undoing it. */
  instance_name: z.string().nullable(),
  operation: z.enum(operations),
  /** Of an edit that somebody made in reality by hand. */
  is_edit: z.boolean(),
  /** Of a kind that can be undone. */
  is_undoable: z.boolean(),
  status: z.enum(['success', 'conflict', 'failed']),
  stale: z.boolean(),
  reverted_application_id: z.guid().nullable(),
  items_total: z.number().int(),
  items_applied: z.number().int(),
  /** How many assumptions became the user's own, or ceased to be, beside the instances. */
  assumptions_changed: z.number().int(),
  conflict_count: z.number().int(),
  /** How many fields were left for later; what an undo left can still be undone. */
  fields_left: z.number().int(),
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
  // A numeric: one backend answers a number, the other text.
  duration_ms: z.coerce.number().nullable(),
  /** Its items are no longer kept: newer history has taken their room. */
  items_pruned: z.boolean(),
  created_at: timestampSchema,
})
export type Application = z.infer<typeof applicationSchema>

export const applicationColumns =
  'id, scenario_id, scenario_name, instance_name, operation, is_edit, is_undoable, status, stale, reverted_application_id, items_total, items_applied, assumptions_changed, conflict_count, fields_left, error_code, error_message, duration_ms, items_pruned, created_at' as const

export const applicationItemSchema = z.object({
  id: z.guid(),
  application_id: z.guid(),
  instance_id: z.guid().nullable(),
  scenario_instance_id: z.guid().nullable(),
  kind: plannedKindSchema.nullable(),
  /** As in a plan; what its owner did to it themselves besides. */
  action: z.enum([...planActions, 'delete', 'restore']),
  /** Content of the instance before and after; null where there was or is none. */
  before: storedContentSchema.nullable(),
  after: storedContentSchema.nullable(),
  before_version: z.number().int().nullable(),
  after_version: z.number().int().nullable(),
  fields: z.array(planFieldSchema),
})
export type ApplicationItem = z.infer<typeof applicationItemSchema>

export const applicationItemColumns =
  'id, application_id, instance_id, scenario_instance_id, kind, action, before, after, before_version, after_version, fields' as const
