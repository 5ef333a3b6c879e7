import { z } from 'zod'
import { instanceKindSchema } from '#domain/instances/schema.ts'
import { storedContentSchema, timestampSchema, versionedRowSchema } from '../shapes/rows.ts'

/**
 * A copy of an instance in a scenario, or (without `source_instance_id`) one that exists only there. Its own content
 * is what is proposed; `base` is the content of the instance that it last agreed with.
 */
export const scenarioInstanceSchema = versionedRowSchema.extend({
  ...storedContentSchema.shape,
  scenario_id: z.guid(),
  lineage_id: z.guid(),
  source_instance_id: z.guid().nullable(),
  base: storedContentSchema.nullable(),
  base_version: z.number().int().nullable(),
  kind: instanceKindSchema,
  last_applied_at: timestampSchema.nullable(),
  deleted_at: timestampSchema.nullable(),
})

export type ScenarioInstance = z.infer<typeof scenarioInstanceSchema>

export const scenarioInstanceColumns =
  'id, scenario_id, lineage_id, source_instance_id, base, base_version, name, kind, status, params, version, last_applied_at, deleted_at, created_at, updated_at' as const
