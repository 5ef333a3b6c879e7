import { z } from 'zod'
import { instanceKindSchema } from '#domain/instances/schema.ts'
import { storedContentSchema, timestampSchema, versionedRowSchema } from '../shapes/rows.ts'

/** A real investment as the server answers it. */
export const instanceSchema = versionedRowSchema.extend({
  ...storedContentSchema.shape,
  lineage_id: z.guid(),
  kind: instanceKindSchema,
})

export type Instance = z.infer<typeof instanceSchema>

export const instanceColumns =
  'id, lineage_id, name, kind, status, params, version, created_at, updated_at' as const

/** An instance that can still be restored. */
export const deletedInstanceSchema = instanceSchema.extend({ deleted_at: timestampSchema })
export type DeletedInstance = z.infer<typeof deletedInstanceSchema>

export const deletedInstanceColumns = `${instanceColumns}, deleted_at` as const
