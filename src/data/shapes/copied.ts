import { z } from 'zod'

const copySchema = z.object({ scenario_instance_id: z.guid(), instance_id: z.guid() })

/** Which instances were copied into a scenario, and which had a copy there already. */
export const copiedSchema = z.object({ copied: z.array(copySchema), skipped: z.array(copySchema) })

export type Copied = z.infer<typeof copiedSchema>
