import { z } from 'zod'
import { parseTimestamp } from '#domain/calendar/timestamp.ts'
import { instanceKindSchema, instanceStatusSchema, storedParamsSchema } from '#domain/instances/schema.ts'

export const timestampSchema = z.string().transform(parseTimestamp)

/** A real investment as the server answers it. `version` rises with each change of its content. */
export const instanceSchema = z.object({
  id: z.guid(),
  lineage_id: z.guid(),
  name: z.string(),
  kind: instanceKindSchema,
  status: instanceStatusSchema,
  params: storedParamsSchema,
  version: z.number().int(),
  created_at: timestampSchema,
  updated_at: timestampSchema,
})

export type Instance = z.infer<typeof instanceSchema>

export const instanceColumns =
  'id, lineage_id, name, kind, status, params, version, created_at, updated_at' as const

/** An instance that can still be restored. */
export const deletedInstanceSchema = instanceSchema.extend({ deleted_at: timestampSchema })
export type DeletedInstance = z.infer<typeof deletedInstanceSchema>

export const deletedInstanceColumns = `${instanceColumns}, deleted_at` as const
