/** After a restore: what was taken away since the backup goes again, and the rollout waits for a person. */
import type postgres from 'postgres'
import type { TakenAway } from './taken-away.ts'

export interface AgainTaken {
  deletedAccounts: number
  /** Flags that were on in the backup and are off now, or for fewer users. */
  switchedOff: string[]
  withdrawnRoles: number
  /** Exceptions of single users that are gone or off now. */
  withdrawnOverrides: number
  /** Accounts whose use is not told any more. */
  withdrawnConsents: number
  /** The phase that is paused, if one was active. */
  paused: string | null
}

export async function takeAwayAgain(
  sql: postgres.TransactionSql,
  takenAway: TakenAway,
  backupTakenAt: string,
): Promise<AgainTaken> {
  const reason = `Restored from the backup of ${backupTakenAt}`
  // The phase first: else its record would end in a period without the feature.
  const paused = await pause(sql, takenAway, reason)
  return {
    paused,
    switchedOff: await switchOff(sql, takenAway, reason),
    withdrawnRoles: await withdrawRoles(sql, takenAway),
    withdrawnOverrides: await withdrawOverrides(sql, takenAway, reason),
    withdrawnConsents: await withdrawConsents(sql, takenAway),
    deletedAccounts: await deleteAccounts(sql, takenAway),
  }
}

async function pause(
  sql: postgres.TransactionSql,
  { rollout }: TakenAway,
  reason: string,
): Promise<string | null> {
  const [phase] = await sql<{ name: string }[]>`
    update public.rollout_phases set status = 'paused' where status = 'active' returning name`
  if (!phase) return null
  // Nobody goes on before somebody has looked at what became of the rollout since.
  const since = rollout ? ` By then ${rollout}.` : ''
  await sql`
    insert into public.rollout_alerts (phase, kind, message)
    values (${phase.name}, 'hold', ${`${reason}: verdicts and alerts since are lost.${since}`})`
  return phase.name
}

async function switchOff(
  sql: postgres.TransactionSql,
  { flags }: TakenAway,
  reason: string,
): Promise<string[]> {
  const known = flags && JSON.stringify(flags)
  const rows = await sql<{ name: string }[]>`
    update public.feature_flags as flag
    set enabled = flag.enabled and then_on.enabled, rollout_percentage = least(flag.rollout_percentage, then_on.percentage),
      change_reason = ${known ? `${reason}; it was off, or on for fewer, by then` : `${reason}; whether it was switched off since is not known`}
    from (
      select known.enabled, known.percentage, flag_name
      from public.feature_flags
      cross join lateral (
        select coalesce(bool_or(given.enabled), false) as enabled, min(given.percentage) as percentage
        from jsonb_to_recordset(${known}::text::jsonb) as given (name text, enabled boolean, percentage numeric)
        where given.name = flag_name
      ) as known
    ) as then_on
    where then_on.flag_name = flag.flag_name
      and (flag.enabled and not then_on.enabled or flag.rollout_percentage > then_on.percentage)
    returning flag.flag_name as name`
  return rows.map(({ name }) => name).sort()
}

async function withdrawRoles(sql: postgres.TransactionSql, { roles, present }: TakenAway): Promise<number> {
  if (!roles) return 0
  const { count } = await sql`
    delete from public.user_roles where user_id = any (${present}::uuid[]) and (user_id, role) not in (
      select "userId", role from jsonb_to_recordset(${JSON.stringify(roles)}::text::jsonb) as given ("userId" uuid, role text))`
  return count
}

async function withdrawOverrides(
  sql: postgres.TransactionSql,
  { overrides, present }: TakenAway,
  reason: string,
): Promise<number> {
  if (!overrides) return 0
  const known = JSON.stringify(overrides)
  const { count: gone } = await sql`
    delete from public.user_feature_flags
    where enabled and user_id = any (${present}::uuid[]) and (user_id, flag_name) not in (
      select "userId", flag from jsonb_to_recordset(${known}::text::jsonb) as given ("userId" uuid, flag text))`
  // Also where the backup has none: whoever was taken out since would be let in by the percentage.
  const { count: off } = await sql`
    insert into public.user_feature_flags as own (user_id, flag_name, enabled, reason)
    select users.id, flag_name, false, ${`${reason}; it was off by then`}
    from jsonb_to_recordset(${known}::text::jsonb) as given ("userId" uuid, flag text, enabled boolean)
    join auth.users on users.id = "userId" join public.feature_flags on flag_name = flag
    where not given.enabled
    on conflict (user_id, flag_name) do update set enabled = false, reason = excluded.reason where own.enabled`
  return gone + off
}

async function withdrawConsents(sql: postgres.TransactionSql, { silent }: TakenAway): Promise<number> {
  if (!silent) return 0
  const { count } = await sql`
    update public.profiles set shares_usage = false
    where shares_usage and user_id = any (${silent}::uuid[])`
  return count
}

async function deleteAccounts(sql: postgres.TransactionSql, { accounts }: TakenAway): Promise<number> {
  // With the time of then, which the deletion now would not know.
  await sql`
    insert into private.deleted_accounts (user_id, deleted_at)
    select id, coalesce("deletedAt", now())
    from jsonb_to_recordset(${JSON.stringify(accounts)}::text::jsonb) as given (id uuid, "deletedAt" timestamptz)
    on conflict (user_id) do nothing`
  const { count } = await sql`
    delete from auth.users where id in (select user_id from private.deleted_accounts)`
  return count
}
