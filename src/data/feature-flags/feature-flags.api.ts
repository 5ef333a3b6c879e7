import { z } from 'zod'
import { requestRows } from '../answers.ts'
import type { Client } from '../client-type.ts'
import { readsBy } from '../reads.ts'
import type { RequestOptions } from '../request.ts'

export const featureFlagNames = [
  'feature:scenarios',
  'feature:scenarios:apply',
  'feature:scenarios:conflict_resolution',
] as const
export type FeatureFlagName = (typeof featureFlagNames)[number]

/** One flag as it stands for the caller; `reason` says which rule decided, `message` what to tell people when it is off. */
export const featureFlagSchema = z.object({
  flag_name: z.string(),
  enabled: z.boolean(),
  reason: z.string(),
  message: z.string().nullable(),
})
export type FeatureFlag = z.infer<typeof featureFlagSchema>

/** Every flag, evaluated for the caller by the database. */
export async function evaluateFeatureFlags(client: Client, options?: RequestOptions): Promise<FeatureFlag[]> {
  return requestRows(featureFlagSchema, client.rpc('evaluate_feature_flags', {}, readsBy({})), options)
}
