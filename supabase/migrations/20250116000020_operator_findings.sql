-- What asks for a person, in one view that is empty when all is well. Each finding has a page that says what to do.

-- Tables ---------------------------------------------------------------------------------------

create table private.finding_kinds (
  finding text primary key check (finding ~ '^[a-z][a-z_]*$'),
  severity text not null check (severity in ('critical', 'warning', 'info')),
  threshold numeric,
  within interval,
  muted_until timestamptz
);
comment on table private.finding_kinds is 'What operator_findings looks for. Change a row to change when it is found.';
comment on column private.finding_kinds.finding is 'Its name, and with - for _ that of its page in docs/how-to/runbooks.';
comment on column private.finding_kinds.severity is 'critical: now, at any hour; warning: today; info: when there is time. Where a finding has grades of its own, they go first.';
comment on column private.finding_kinds.threshold is 'telemetry_silent: people who work; limit_near: share of a limit; storage_near: bytes.';
comment on column private.finding_kinds.within is 'How far back is looked.';
comment on column private.finding_kinds.muted_until is 'Until then it is not shown; null: it is.';

insert into private.finding_kinds (finding, severity, threshold, within) values
  ('integrity_broken', 'critical', null, null),
  ('error_budget_burn', 'critical', null, null),
  ('gate_failing', 'warning', null, null),
  ('sample_ratio_mismatch', 'warning', null, null),
  ('alert_unacknowledged', 'warning', null, null),
  ('tick_silent', 'critical', null, null),
  ('gates_unevaluated', 'critical', null, null),
  ('verification_overdue', 'warning', null, null),
  ('purge_overdue', 'warning', null, null),
  ('backup_overdue', 'warning', null, null),
  ('operation_failed', 'warning', null, null),
  ('telemetry_silent', 'warning', 5, '1 day'),
  ('limit_near', 'warning', 0.9, null),
  -- Eight gigabytes: the disk of a hosted project as it begins.
  ('storage_near', 'warning', 0.8 * 8 * 1024 ^ 3, null),
  ('flag_changed_without_reason', 'info', null, '7 days');

-- Private functions: the rollout -----------------------------------------------------------------

create function private.rollout_findings() returns table (finding text, severity text, since timestamptz, figure text)
language sql stable security definer rows 10 set search_path = '' as $$
  select case gate.test when 'sample_ratio' then 'sample_ratio_mismatch' else 'gate_failing' end,
    case gate.on_breach when 'rollback' then 'critical' when 'hold' then 'warning' else 'info' end,
    (select min(failing.as_of) from public.rollout_verdicts as failing
      where failing.gate_id = gate.id and failing.as_of >= phase.started_at and failing.as_of > coalesce((
        select max(well.as_of) from public.rollout_verdicts as well
        where well.gate_id = gate.id and well.verdict <> latest.verdict), '-infinity')),
    format('%s: %s', gate.name, latest.sentence)
  from public.rollout_phases as phase
  join public.rollout_gates as gate on gate.phase = phase.name and gate.enabled and not gate.dry_run
  cross join lateral (
    select verdict.verdict, verdict.sentence from public.rollout_verdicts as verdict
    where verdict.gate_id = gate.id and verdict.as_of >= phase.started_at order by verdict.as_of desc limit 1
  ) as latest
  where phase.status = 'active' and latest.verdict = case gate.test when 'no_data' then 'no_data' else 'fail' end
  union all
  select 'alert_unacknowledged', case alert.kind when 'rollback' then 'critical' when 'hold' then 'warning' else 'info' end,
    alert.created_at, format('%s (%s)', alert.message, case
      when alert.kind = 'rollback' and alert.acted_at is null then 'the rollback has not been made yet'
      when alert.kind = 'rollback' then 'rolled back ' || private.utc(alert.acted_at) else alert.kind end)
  from public.rollout_alerts as alert where alert.acknowledged_at is null
$$;
comment on function private.rollout_findings() is 'Gates of the active phase that fail, and alerts that nobody has acknowledged.';

-- Private functions: operations ------------------------------------------------------------------

-- Judging is expected only while a phase with gates is active, and from when it began to be.
create function private.overdue_findings() returns table (finding text, severity text, since timestamptz, figure text)
language sql stable security definer rows 5 set search_path = '' as $$
  select case schedule.operation when 'tick' then 'tick_silent' when 'evaluate' then 'gates_unevaluated'
      when 'verify' then 'verification_overdue' else schedule.operation || '_overdue' end,
    null::text, coalesce(last_run.at, schedule.since),
    format('%s; meant to be every %s.', coalesce('last ' || private.utc(last_run.at), 'never yet'),
      private.each_time(schedule.every))
  from private.operation_schedule as schedule
  cross join lateral (select private.last_run(schedule.operation) as at) as last_run
  left join private.rollout_periods as period on schedule.operation = 'evaluate' and period.ended_at is null
  where coalesce(greatest(last_run.at, period.started_at), schedule.since) < now() - schedule.overdue_after
    and (schedule.operation <> 'evaluate' or exists (
      select from public.rollout_gates as gate where gate.phase = period.phase and gate.enabled))
$$;
comment on function private.overdue_findings() is 'What of the schedule was not done.';

create function private.operation_findings() returns table (finding text, severity text, since timestamptz, figure text)
language sql stable security definer rows 5 set search_path = '' as $$
  select 'operation_failed', null::text, (
      select min(failing.started_at) from public.operation_runs as failing
      where failing.operation = latest.operation and failing.outcome = 'failed' and failing.started_at > coalesce((
        select max(well.started_at) from public.operation_runs as well
        where well.operation = latest.operation and well.outcome = 'success'), '-infinity')),
    concat(latest.operation, ': ', coalesce(latest.figures -> 'error' ->> 'message', latest.figures ->> 'error',
      'took longer than it may'))
  from unnest('{evaluate,act,purge,verify,backup,restore}'::text[]) as known (operation)
  cross join lateral (
    select run.* from public.operation_runs as run
    where run.operation = known.operation and run.outcome in ('success', 'failed')
    order by run.started_at desc, run.ended_at desc limit 1
  ) as latest
  where latest.outcome = 'failed'
  union all
  select 'integrity_broken', null, (
      select min(broken.started_at) from public.operation_runs as broken
      where broken.operation = 'verify' and broken.outcome = 'success' and broken.started_at > coalesce((
        select max(well.started_at) from public.operation_runs as well
        where well.operation = 'verify' and (well.figures ->> 'violations')::bigint = 0), '-infinity')),
    format('Broken by %s %s: %s', latest.figures ->> 'violations',
      case latest.figures ->> 'violations' when '1' then 'row' else 'rows' end,
      (select string_agg(name, '; ') from jsonb_array_elements_text(latest.figures -> 'broken') as name))
  from (
    select run.figures from public.operation_runs as run
    where run.operation = 'verify' and run.outcome = 'success' order by run.started_at desc, run.ended_at desc limit 1
  ) as latest
  where (latest.figures ->> 'violations')::bigint > 0
$$;
comment on function private.operation_findings() is 'Operations whose last run failed, and integrity that is broken.';

-- Private functions: telemetry, limits, flags -------------------------------------------------------

-- Silence while nobody is there is none: the history tells who worked, and the events should tell it too, but of those who
-- chose not to share it.
create function private.silence_findings(p_users numeric, p_within interval)
returns table (finding text, severity text, since timestamptz, figure text)
language sql stable security definer rows 1 set search_path = '' as $$
  select 'telemetry_silent', null::text, coalesce((select max(created_at) from public.telemetry_events), now() - p_within),
    format('%s people worked in %s, and not one event came in.', private.counted(worked.users), private.the_last(p_within))
  from (
    select count(distinct application.user_id) as users from public.scenario_applications as application
    where application.created_at > now() - p_within and not application.is_edit
      and not exists (
      select from public.profiles as profile where profile.user_id = application.user_id and not profile.shares_usage)
  ) as worked
  where worked.users >= p_users
    and not exists (select from public.telemetry_events where created_at > now() - p_within)
$$;
comment on function private.silence_findings(numeric, interval) is 'People work, and telemetry does not tell of it.';

create function private.limit_findings(p_share numeric)
returns table (finding text, severity text, since timestamptz, figure text)
language sql stable security definer rows 3 set search_path = '' set jit = off as $$
  with held as (
    select 'instances' as what, 'max_instances' as name, 'a user' as each, count(*) as number
    from public.instances where deleted_at is null
    group by user_id having count(*) >= p_share * (select private.limit_of('max_instances'))
    union all
    select 'scenarios', 'max_scenarios', 'a user', count(*)
    from public.scenarios where deleted_at is null
    group by user_id having count(*) >= p_share * (select private.limit_of('max_scenarios'))
    union all
    select 'scenario instances', 'max_scenario_instances', 'a scenario', count(*)
    from public.scenario_instances where deleted_at is null
    group by scenario_id having count(*) >= p_share * (select private.limit_of('max_scenario_instances'))
    union all
    select 'history', 'max_history_entries', 'a user', count(*)
    from public.scenario_applications
    where status = 'success' and not is_edit
    group by user_id having count(*) >= p_share * (select private.limit_of('max_history_entries'))
  )
  select 'limit_near', null::text, now(), format('%s: %s with at least %s %% of the %s %s may have; the most is %s.', what,
    count(*), trim_scale(p_share * 100), private.counted(private.limit_of(name)), each, private.counted(max(number)))
  from held group by what, name, each
$$;
comment on function private.limit_findings(numeric) is 'Limits of which somebody has used at least that share.';

create function private.storage_findings(p_bytes numeric)
returns table (finding text, severity text, since timestamptz, figure text)
language sql stable security definer rows 1 set search_path = '' as $$
  select 'storage_near', null::text, now(), format('%s stored; the warning is set at %s.', pg_size_pretty(stored.bytes),
    pg_size_pretty(p_bytes))
  from (select pg_database_size(current_database()) as bytes) as stored
  where stored.bytes > p_bytes
$$;
comment on function private.storage_findings(numeric) is 'A database with more than that many bytes.';

-- The latest change of each flag that either switched it or said why.
create function private.flag_findings(p_within interval)
returns table (finding text, severity text, since timestamptz, figure text)
language sql stable security definer rows 3 set search_path = '' as $$
  select 'flag_changed_without_reason', null::text, change.created_at,
    format('%s, by %s: %s', flag.flag_name, change.actor_role, change.effect)
  from public.feature_flags as flag
  cross join lateral (
    select audit.* from public.feature_flag_audit as audit
    where audit.flag_name = flag.flag_name and audit.user_id is null and audit.operation = 'update'
      and (audit.change_reason is not null
        or (audit.old_value -> 'enabled', audit.old_value -> 'rollout_percentage')
          is distinct from (audit.new_value -> 'enabled', audit.new_value -> 'rollout_percentage'))
    order by audit.created_at desc limit 1
  ) as change
  where change.change_reason is null and change.created_at > now() - p_within
$$;
comment on function private.flag_findings(interval) is 'Flags that were switched within that time by somebody who did not say why.';

-- Private functions: all of them -----------------------------------------------------------------

create function private.findings() returns table (finding text, severity text, since timestamptz, figure text, runbook text)
language plpgsql stable security definer rows 10 set search_path = '' as $$
begin
  if not private.is_ops() then
    return;
  end if;
  return query
  select kind.finding, coalesce(found.severity, kind.severity), found.since, found.figure,
    format('docs/how-to/runbooks/%s.md', replace(kind.finding, '_', '-'))
  from private.finding_kinds as kind
  join (
    select 'error_budget_burn' as finding, burn.* from private.error_budget_burns() as burn
    union all select * from private.rollout_findings()
    union all select * from private.overdue_findings()
    union all select * from private.operation_findings()
    union all select found.* from private.finding_kinds as kind
      cross join lateral private.silence_findings(kind.threshold, kind.within) as found where kind.finding = 'telemetry_silent'
    union all select found.* from private.finding_kinds as kind
      cross join lateral private.limit_findings(kind.threshold) as found where kind.finding = 'limit_near'
    union all select found.* from private.finding_kinds as kind
      cross join lateral private.storage_findings(kind.threshold) as found where kind.finding = 'storage_near'
    union all select found.* from private.finding_kinds as kind
      cross join lateral private.flag_findings(kind.within) as found where kind.finding = 'flag_changed_without_reason'
  ) as found using (finding)
  where coalesce(kind.muted_until < now(), true);
end $$;
comment on function private.findings() is 'Rows of public.operator_findings.';
grant execute on function private.findings() to authenticated, service_role;

-- View -----------------------------------------------------------------------------------------

create view public.operator_findings with (security_invoker = true) as
  select * from private.findings() where (select private.is_ops())
  order by array_position('{critical,warning,info}', severity), since;
comment on view public.operator_findings is 'For operators, a row a thing that asks for a person, the gravest first; empty when all is well. finding names its kind, since when it stands (now where nobody knows), figure says how bad, runbook is the page that says what to do.';
revoke all on public.operator_findings from anon, authenticated, service_role;
grant select on public.operator_findings to authenticated, service_role;

-- What stands in private is called by whom it was granted to, beside it, and by nobody else. Functions that come later are revoked by name.
revoke execute on all functions in schema private from public;
