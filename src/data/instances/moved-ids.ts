/** What the refusal of an update of several instances says. */
import { z } from 'zod'
import { isFailure, reasonOf } from '../errors.ts'

const movedSchema = z.object({ instance_ids: z.array(z.guid()) })

/** The instances that kept an update from being made, since they had been changed meanwhile; none for another failure. */
export function movedIds(error: unknown): readonly string[] {
  if (!isFailure(error, 'conflict') || reasonOf(error) !== 'version_moved') return []
  return movedSchema.safeParse(error.detail).data?.instance_ids ?? []
}
