import type postgres from 'postgres'

/** What reality was expected to become, as it was kept in some month. */
export async function keepProjectionOf(sql: postgres.Sql, userId: string, month: string): Promise<void> {
  await sql`
    insert into public.kept_projections (user_id, start_month, engine_version, months, net_worth)
    values (${userId}, ${month}, 1, '[0, 1]', '[100, 101]')`
}

/** A row in each table that operators read: telemetry, rollout, and what ran. */
export async function fillWhatOperatorsRead(sql: postgres.Sql, userId: string): Promise<void> {
  await sql`insert into public.telemetry_events (user_id, session_id, name) values (${userId}, gen_random_uuid(), 'feature')`
  await sql`insert into public.feedback (user_id, score) values (${userId}, 4)`
  await keepProjectionOf(sql, userId, '1999-03')
  await sql`
    insert into public.flag_exposures (user_id, flag_name, flag_version, enabled, reason)
    values (${userId}, 'feature:scenarios', 1, true, 'rollout')`
  await sql`insert into public.operation_runs (operation, outcome) values ('tick', 'success')`
  await sql`insert into public.support_tickets (day, tickets) values ('1999-03-01', 1) on conflict do nothing`
  await sql`
    insert into public.rollout_verdicts (gate_id, phase, as_of, verdict, sentence)
    select id, phase, '1999-03-01', 'no_data', 'Nothing was measured.' from public.rollout_gates limit 1
    on conflict do nothing`
  await sql`
    insert into public.rollout_alerts (gate_id, phase, verdict_id, kind, message, acted_at, acknowledged_role, acknowledged_at, note)
    select gate_id, phase, id, 'warn', sentence, now(), 'nobody', now(), 'Seen' from public.rollout_verdicts where as_of = '1999-03-01'
    on conflict do nothing`
}
