/** What `operations_tick` answers: what it ran and found, by part, and the names of those that failed; or why it ran nothing. */
import { z } from 'zod'

const partSchema = z.looseObject({
  error: z.object({ code: z.string(), message: z.string() }).optional(),
})

export const tickSchema = z.object({
  skipped: z.string().nullable(),
  ran: z.partialRecord(z.enum(['verify', 'evaluate', 'act', 'purge']), partSchema),
  failed: z.array(z.enum(['verify', 'evaluate', 'act', 'purge'])),
  duration_ms: z.number().nonnegative(),
})

export type Tick = z.infer<typeof tickSchema>
