/** A rollout on a stack of its own, with people in it who are seen with or without the feature and meet things. */
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll } from 'vitest'
import type { z } from 'zod'
import type { Client } from '#data/client-type.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { ownStack } from './own-stack.ts'
import {
  actedSchema,
  advancedSchema,
  alertSchema,
  judgedGatesSchema,
  rolledBackSchema,
} from './rollout-answers.ts'
import { serviceRole, signUp, type TestUser } from './stack.ts'

export type JudgedGate = z.infer<typeof judgedGatesSchema>[number]

export interface Rollout {
  stack: Stack
  sql: postgres.Sql
  admin: TestUser
  ops: TestUser
}

/** A stack as it is before a rollout begins: the flags off, the parent at 0 %. */
export async function beforeRollout(): Promise<Rollout> {
  const stack = await ownStack()
  const sql = postgres(stack.dbUrl, { max: 4, onnotice: () => {} })
  afterAll(async () => {
    await sql.end({ timeout: 5 })
    await stack.stop()
  })
  await sql`
    update public.feature_flags set enabled = false, rollout_percentage = case flag_name when 'feature:scenarios' then 0 else 100 end`
  const [admin, ops] = [await signUp(stack), await signUp(stack)]
  await sql`insert into public.user_roles (user_id, role) values (${admin.id}, 'admin'), (${ops.id}, 'ops')`
  return { stack, sql, admin, ops }
}

/** The steps as an operator takes them, through the API; a refusal is thrown. */
export function steps(client: Client) {
  const call = async (name: string, values: object) => {
    const { data, error } = await client.rpc(name as never, values as never)
    if (error) throw error
    return data as unknown
  }
  return {
    advance: async (reason = 'Go on', phase?: string) =>
      advancedSchema.parse(
        await call('advance_rollout', { p_reason: reason, ...(phase && { p_phase: phase }) }),
      ),
    evaluate: async (asOf?: Date | string) =>
      judgedGatesSchema.parse(await call('evaluate_rollout_gates', asOf ? { p_as_of: asOf } : {})),
    act: async () => actedSchema.parse(await call('act_on_rollout', {})),
    rollBack: async (reason = 'Back') =>
      rolledBackSchema.parse(await call('rollback_rollout', { p_reason: reason })),
    acknowledge: async (alertId: string, note = 'Looked into it') =>
      alertSchema.parse(await call('acknowledge_alert', { p_alert_id: alertId, p_note: note })),
  }
}

export const asOperator = ({ stack }: Rollout) => steps(serviceRole(stack))

/** Nothing holds the phase any longer: no soak, no gate, every question answered with yes. */
export async function clearTheWay({ sql }: Rollout): Promise<void> {
  await sql`update public.rollout_phases set minimum_soak = '0'`
  await sql`update public.rollout_gates set enabled = false`
  await sql`update public.rollout_signoffs set decision = 'approved'`
}

/** Straight to a phase, by an advance for each. */
export async function advanceTo(rollout: Rollout, phase: string): Promise<void> {
  const operator = asOperator(rollout)
  for (;;) if ((await operator.advance()).phase === phase) return
}

/** Accounts without a session: what they meet is written for them. */
export async function people({ sql }: Rollout, count: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    insert into auth.users (id, email)
    select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(1, ${count}) returning id`
  return rows.map(({ id }) => id)
}

/** They are seen on one side of the flag as it is now, some time ago. */
export async function see(
  { sql }: Rollout,
  ids: string[],
  isExposed: boolean,
  { reason = 'rollout', ago = '0' } = {},
): Promise<void> {
  await sql`
    insert into public.flag_exposures (user_id, flag_name, flag_version, enabled, reason, first_seen)
    select seen.id, flag_name, version, ${isExposed}, ${reason}, now() - ${ago}::interval
    from unnest(${ids}::uuid[]) as seen (id) cross join public.feature_flags where flag_name = 'feature:scenarios'`
}

/** The app tells something of each of them. */
export async function tell(
  { sql }: Rollout,
  ids: string[],
  name: string,
  { value = null as number | null, attributes = {}, ago = '0' } = {},
): Promise<void> {
  await sql`
    insert into public.telemetry_events (user_id, session_id, name, value, attributes, created_at)
    select id, ${randomUUID()}, ${name}, ${value}, ${sql.json(attributes)}, now() - ${ago}::interval
    from unnest(${ids}::uuid[]) as id`
}

export const meetAnError = (rollout: Rollout, ids: string[], ago = '0') =>
  tell(rollout, ids, 'error', { attributes: { code: 'unexpected' }, ago })

/** Each of them tries to apply. */
export async function tryToApply(
  { sql }: Rollout,
  ids: string[],
  status: 'success' | 'failed',
  { ms = 50, ago = '0' } = {},
): Promise<void> {
  await sql`
    insert into public.scenario_applications
      (user_id, scenario_name, request_id, operation, status, error_code, error_message, duration_ms, created_at)
    select id, 'What if', gen_random_uuid(), 'apply', ${status}, failure.code, failure.message, ${ms}, now() - ${ago}::interval
    from unnest(${ids}::uuid[]) as id
    left join (values ('failed', 'XX000', 'It did not work.')) as failure (status, code, message) on failure.status = ${status}`
}

/** The phase, and the period that goes on, began that long ago. */
export async function letTimePass({ sql }: Rollout, time: string): Promise<void> {
  await sql`update public.rollout_phases set started_at = started_at - ${time}::interval where status = 'active'`
  await sql`update private.rollout_periods set started_at = started_at - ${time}::interval where ended_at is null`
}

/** What is known of the flags. */
export async function flags({ sql }: Rollout) {
  const rows =
    await sql`select flag_name, enabled, rollout_percentage from public.feature_flags order by flag_name`
  return Object.fromEntries(
    rows.map(({ flag_name, enabled, rollout_percentage }) => [
      flag_name,
      enabled ? Number(rollout_percentage) : 'off',
    ]),
  )
}
