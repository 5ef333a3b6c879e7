import { z } from 'zod'
import { toMonth } from '#domain/calendar/month.ts'
import { engineVersion, type KeptProjection } from '#domain/projection/kept-projection.ts'
import { requestRow, requestRows } from '../answers.ts'
import type { Client } from '../client-type.ts'
import { type RequestOptions, requestMaybe } from '../request.ts'
import { timestampSchema } from '../shapes/rows.ts'

const amountsSchema = z.array(z.number())

const keptPlanSchema = z.object({
  id: z.guid(),
  /** The month at whose beginning it begins. */
  start_month: z.string().transform(toMonth),
  /** The apply after which it was made; null: the one of its month. */
  application_id: z.guid().nullable(),
  /** Of what was applied, at that time. */
  scenario_name: z.string().nullable(),
  engine_version: z.number().int(),
  /** Two with the same one were made under the same assumptions. */
  assumptions_digest: z.string(),
  /** Points, in months since the beginning. */
  months: amountsSchema,
  net_worth: amountsSchema,
  created_at: timestampSchema,
})
/** What reality was expected to become, without its holdings. */
export type KeptPlan = z.infer<typeof keptPlanSchema>

const keptPlanColumns =
  'id, start_month, application_id, scenario_name, engine_version, assumptions_digest, months, net_worth, created_at' as const

const keptInstancesSchema = z.object({ instances: z.record(z.guid(), amountsSchema) })

/** Of an account are kept no more: `max_projections` of months, and as many after an apply. */
const most = 2 * 240

/** Every projection that is kept, latest first, without its holdings. */
export async function listKeptProjections(client: Client, options?: RequestOptions): Promise<KeptPlan[]> {
  const rows = client.from('kept_projections').select(keptPlanColumns)
  const latest = rows.order('created_at', { ascending: false }).order('id').limit(most)
  return requestRows(keptPlanSchema, latest, options)
}

/** What each holding was expected to be worth at the points of a kept projection, by its id. @throws AppError `not_found` */
export async function getKeptInstances(
  client: Client,
  keptId: string,
  options?: RequestOptions,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const row = client.from('kept_projections').select('instances').eq('id', keptId)
  return (await requestRow(keptInstancesSchema, row, options)).instances
}

/**
 * Keeps a projection of reality: after an apply, or as the one of its month. One that is kept already is left as it
 * is, and one that begins in another month than this is not kept.
 * @throws AppError `invalid` for one of another form, `not_found` for an apply that is not the caller's.
 */
export async function keepProjection(
  client: Client,
  { startMonth, months, netWorth, instances }: KeptProjection,
  applicationId: string | null,
): Promise<void> {
  await requestMaybe(
    client.from('kept_projections').insert({
      start_month: startMonth,
      application_id: applicationId,
      engine_version: engineVersion,
      months: [...months],
      net_worth: [...netWorth],
      instances: Object.fromEntries(Object.entries(instances).map(([id, amounts]) => [id, [...amounts]])),
    }),
  )
}
