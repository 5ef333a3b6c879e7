import { z } from 'zod'
import { instanceKindSchema, instanceStatusSchema, storedParamsSchema } from '#domain/instances/schema.ts'
import { timestampSchema } from '../instances/instance.ts'

/** Content as it is stored: what merges. */
export const storedContentSchema = z.object({
  name: z.string(),
  status: instanceStatusSchema,
  params: storedParamsSchema,
})

/**
 * A copy of an instance in a scenario, or (without `source_instance_id`) one that exists only there. Its own content
 * is what is proposed; `base` is the content of the instance that it last agreed with.
 */
export const scenarioInstanceSchema = storedContentSchema.extend({
  id: z.guid(),
  scenario_id: z.guid(),
  lineage_id: z.guid(),
  source_instance_id: z.guid().nullable(),
  base: storedContentSchema.nullable(),
  base_version: z.number().int().nullable(),
  kind: instanceKindSchema,
  version: z.number().int(),
  last_applied_at: timestampSchema.nullable(),
  deleted_at: timestampSchema.nullable(),
  created_at: timestampSchema,
  updated_at: timestampSchema,
})

export type ScenarioInstance = z.infer<typeof scenarioInstanceSchema>

export const scenarioInstanceColumns =
  'id, scenario_id, lineage_id, source_instance_id, base, base_version, name, kind, status, params, version, last_applied_at, deleted_at, created_at, updated_at' as const
