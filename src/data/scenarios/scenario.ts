import { z } from 'zod'
import { scalarSchema } from '#domain/instances/schema.ts'
import { timestampSchema } from '../instances/instance.ts'

export const scenarioStatuses = ['draft', 'active', 'archived'] as const
export type ScenarioStatus = (typeof scenarioStatuses)[number]

/**
 * A sandbox as the server answers it. `assumptions` is sparse: a missing key means the profile's, then the
 * catalogue's. `version` rises with each change of what the user can edit.
 */
export const scenarioSchema = z.object({
  id: z.guid(),
  name: z.string(),
  description: z.string().nullable(),
  status: z.enum(scenarioStatuses),
  is_primary: z.boolean(),
  tags: z.array(z.string()),
  assumptions: z.record(z.string(), scalarSchema),
  version: z.number().int(),
  deleted_at: timestampSchema.nullable(),
  created_at: timestampSchema,
  updated_at: timestampSchema,
})

export type Scenario = z.infer<typeof scenarioSchema>

export const scenarioColumns =
  'id, name, description, status, is_primary, tags, assumptions, version, deleted_at, created_at, updated_at' as const
