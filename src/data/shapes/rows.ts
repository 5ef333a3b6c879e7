/** What the rows of several tables have in common, as the server answers it. */
import { z } from 'zod'
import { parseTimestamp } from '#domain/calendar/timestamp.ts'
import { instanceStatusSchema, storedParamsSchema } from '#domain/instances/schema.ts'

export const timestampSchema = z.string().transform(parseTimestamp)

/** Content as it is stored: what merges. */
export const storedContentSchema = z.object({
  name: z.string(),
  status: instanceStatusSchema,
  params: storedParamsSchema,
})

/** A row that is only written over the version it was read at, which rises with each change of what the user can edit. */
export const versionedRowSchema = z.object({
  id: z.guid(),
  version: z.number().int(),
  created_at: timestampSchema,
  updated_at: timestampSchema,
})
