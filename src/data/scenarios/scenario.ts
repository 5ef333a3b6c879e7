import { z } from 'zod'
import { storedParamsSchema } from '#domain/instances/schema.ts'
import { timestampSchema, versionedRowSchema } from '../shapes/rows.ts'

export const scenarioStatuses = ['draft', 'active', 'archived'] as const
export type ScenarioStatus = (typeof scenarioStatuses)[number]

/** The longest description and tag, in characters, and the most tags, that the database takes. */
export const scenarioLimits = { description: 2_000, tag: 40, tags: 20 }

/**
 * A sandbox as the server answers it. `assumptions` is sparse: a missing key means the profile's, then the
 * catalogue's.
 */
export const scenarioSchema = versionedRowSchema.extend({
  name: z.string(),
  description: z.string().nullable(),
  status: z.enum(scenarioStatuses),
  is_primary: z.boolean(),
  tags: z.array(z.string()),
  assumptions: storedParamsSchema,
  deleted_at: timestampSchema.nullable(),
})

export type Scenario = z.infer<typeof scenarioSchema>

export const scenarioColumns =
  'id, name, description, status, is_primary, tags, assumptions, version, deleted_at, created_at, updated_at' as const
