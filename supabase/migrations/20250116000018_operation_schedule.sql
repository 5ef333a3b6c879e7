-- All that recurs, in one call for any scheduler: verify, judge and act on the rollout, purge. Each part stands by itself: one
-- that fails is written down, and the others go on. What is due is data.

-- Tables ---------------------------------------------------------------------------------------

create table private.operation_schedule (
  operation text primary key,
  every interval not null,
  overdue_after interval not null,
  since timestamptz not null default now()
);
comment on table private.operation_schedule is 'How often each operation is done, and when its absence becomes a finding. Change a row to change it.';
comment on column private.operation_schedule.operation is 'As in operation_runs.';
comment on column private.operation_schedule.every is 'How often operations_tick does it at most; of a tick or a backup, how often it is meant to be made.';
comment on column private.operation_schedule.overdue_after is 'How long after the last one operator_findings misses it.';
comment on column private.operation_schedule.since is 'From when on it is expected, as long as there was none.';

-- Backups are made by `npm run db:backup`: the database cannot carry itself elsewhere.
insert into private.operation_schedule (operation, every, overdue_after) values
  ('tick', '1 minute', '15 minutes'),
  ('evaluate', '5 minutes', '20 minutes'),
  ('purge', '1 day', '3 days'),
  ('verify', '1 day', '2 days'),
  ('backup', '1 day', '2 days');

create table private.retention (
  what text primary key,
  kept interval not null check (kept > interval '0')
);
comment on table private.retention is 'How long what operations_tick purges is kept. Change a row to change it.';
comment on column private.retention.what is 'deleted rows, answers (to repeated requests), telemetry (with exposures), or operation runs.';
comment on column private.retention.kept is 'Its age when it goes; operation runs stay 30 days at least, and the newest of each operation and outcome for good. Telemetry stays as long as the phase under way counts it.';

insert into private.retention (what, kept) values
  ('deleted rows', '30 days'), ('answers', '30 days'), ('attempts', '90 days'), ('telemetry', '90 days'), ('operation runs', '30 days');

-- Private functions: when ------------------------------------------------------------------------

-- A gate's verdict is the record of judging, whoever asked for it; a purge that ran out of time is none.
create function private.last_run(p_operation text) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select case p_operation
    when 'evaluate' then (
      select max(judged.as_of)
      from public.rollout_phases as phase
      join public.rollout_gates as gate on gate.phase = phase.name and gate.enabled
      cross join lateral (
        select verdict.as_of from public.rollout_verdicts as verdict
        where verdict.gate_id = gate.id order by verdict.as_of desc limit 1
      ) as judged
      where phase.status = 'active')
    else (
      select run.started_at from public.operation_runs as run
      where run.operation = p_operation and (run.outcome = 'success' or run.operation = 'tick')
        and coalesce((run.figures ->> 'is_complete')::boolean, true)
      order by run.started_at desc limit 1)
  end
$$;
comment on function private.last_run(text) is 'When an operation was last done to its end; null: never.';

-- A few seconds early is on time: a scheduler does not call to the second.
create function private.is_due(p_operation text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(private.last_run(p_operation) < now() - every + interval '10 seconds', true)
  from private.operation_schedule where operation = p_operation
$$;
comment on function private.is_due(text) is 'Whether an operation was last done as long ago as its schedule says, or never.';

-- While a gate judges integrity, and as long as rows break an invariant, it is verified as often as can be afforded: corruption
-- is found soon, and so is its repair.
create function private.is_verification_wanted() returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_verification_due() and (private.is_due('verify') or private.is_integrity_gated() or coalesce((
    select (figures ->> 'violations')::bigint > 0 from public.operation_runs
    where operation = 'verify' and outcome = 'success' order by started_at desc, ended_at desc limit 1), false))
$$;
comment on function private.is_verification_wanted() is 'Whether integrity is to be verified: daily, and more often while it is judged or broken.';

create function private.is_judging_due() returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_due('evaluate') and exists (select from public.rollout_phases where status = 'active')
$$;
comment on function private.is_judging_due() is 'Whether a phase is active and its gates are to be judged again.';

create function private.is_rollback_due() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from private.current_phase() as phase
    join public.rollout_alerts as alert on alert.phase = phase.name and alert.kind = 'rollback' and alert.acted_at is null
    where phase.status <> 'rolled_back')
$$;
comment on function private.is_rollback_due() is 'Whether an alert asks to roll the current phase back, and nobody has.';

-- Private functions: the parts -------------------------------------------------------------------

create function private.judge_gates() returns jsonb language sql set search_path = '' as $$
  select jsonb_build_object('gates', count(*), 'alerts', count(gate ->> 'alert_id'),
    'pass', count(*) filter (where gate ->> 'verdict' = 'pass'),
    'fail', count(*) filter (where gate ->> 'verdict' = 'fail'))
  from json_array_elements(private.evaluate_rollout_gates(now())) as gate
$$;
comment on function private.judge_gates() is 'Judges the gates as of now: how many, how many pass and fail, and how many raised an alert.';

-- The newest run of each operation and outcome stays, however old: it says when something was last done, and that what
-- failed has not been mended. Runs younger than 30 days are never deleted, by anybody (keep_record).
create function private.purge_runs(p_older_than interval) returns bigint
language sql security definer set search_path = '' as $$
  with gone as (
    delete from public.operation_runs as run
    where started_at < now() - greatest(p_older_than, interval '30 days')
      and id not in (
        select distinct on (operation, outcome) id from public.operation_runs order by operation, outcome, started_at desc)
    returning id
  )
  select count(*) from gone
$$;
comment on function private.purge_runs(interval) is 'Deletes runs that are older than this, and than 30 days, but the newest of each operation and outcome; answers how many.';

-- Each part gets at least one batch, so that a backlog in one keeps nothing else from going.
create function private.purge_old(p_until timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  kept constant jsonb := (select jsonb_object_agg(what, kept) from private.retention);
  removed jsonb;
begin
  removed := private.purge_deleted((kept ->> 'deleted rows')::interval, p_until)::jsonb
    || private.purge_telemetry((kept ->> 'telemetry')::interval, p_until)::jsonb
    || jsonb_build_object(
      'answers', private.delete_older('private.request_answers', 'created_at',
        now() - (kept ->> 'answers')::interval, p_until, 'not is_attempt'),
      'attempts', private.delete_older('private.request_answers', 'created_at',
        now() - (kept ->> 'attempts')::interval, p_until, 'is_attempt'),
      'operation_runs', private.purge_runs((kept ->> 'operation runs')::interval));
  return removed || jsonb_build_object('is_complete', clock_timestamp() <= p_until);
end $$;
comment on function private.purge_old(timestamptz) is 'Removes what is older than its retention, until a time: how many rows of what, and whether that was all.';

-- Runs a part in a subtransaction and writes down what came of it; answers its figures, with an error when it failed.
-- Acting is tried each time and written down only when there was something to do, or was before.
create function private.run_operation(p_operation text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  started constant timestamptz := clock_timestamp();
  found jsonb;
  message text;
  code text;
begin
  begin
    case p_operation
      when 'verify' then
        found := private.run_verification();
        return found || case when found ? 'violations' then '{}'
          else '{"error": {"code": "57014", "message": "Verifying took longer than statement_timeout."}}' end::jsonb;
      when 'evaluate' then found := private.judge_gates();
      when 'act' then found := private.act_on_rollout()::jsonb;
      when 'purge' then found := private.purge_old(started + interval '2 seconds');
    end case;
    if p_operation = 'act' and found -> 'rolled_back' = 'null' and coalesce((
        select outcome <> 'failed' from public.operation_runs
        where operation = 'act' order by started_at desc, ended_at desc limit 1), true) then
      return found;
    end if;
  exception when query_canceled or others then
    get stacked diagnostics message = message_text, code = returned_sqlstate;
    found := jsonb_build_object('error', jsonb_build_object('code', code, 'message', message));
  end;
  insert into public.operation_runs (operation, ended_at, outcome, figures)
  values (p_operation, clock_timestamp(), case when found ? 'error' then 'failed' else 'success' end,
    found || jsonb_build_object('duration_ms', private.milliseconds_since(started)));
  return found;
end $$;
comment on function private.run_operation(text) is 'Runs one part of a tick and writes down what came of it; one that fails is undone and answers {error: {code, message}}.';

-- Private functions: the tick ----------------------------------------------------------------------

-- Verifying comes first, before anything is locked, but one that takes long waits for a tick in which nothing is judged, so
-- that no rollback waits for it; purging comes last, and not after a rollback, which holds all writers until
-- the transaction ends.
create function private.operations_tick() returns json
language plpgsql security definer set search_path = '' as $$
declare
  started constant timestamptz := clock_timestamp();
  operation text;
  found jsonb;
  ran jsonb := '{}';
  failed text[] := '{}';
  is_wanted boolean;
begin
  perform private.require_role(private.is_ops(), 'ops');
  if not pg_try_advisory_xact_lock(hashtext('scenarios'), hashtext('operations_tick')) then
    return json_build_object('skipped', 'It is running already.', 'ran', '{}'::json, 'failed', failed, 'duration_ms', 0);
  end if;
  foreach operation in array '{verify,evaluate,act,purge}'::text[] loop
    is_wanted := case operation
      when 'verify' then private.is_verification_wanted() and (private.is_verification_quick()
        or not (private.is_judging_due() or private.is_rollback_due()))
      when 'evaluate' then private.is_judging_due()
      when 'purge' then private.is_due('purge') and coalesce(ran -> 'act' -> 'rolled_back', 'null') = 'null'
      else true end;
    if is_wanted then
      found := private.run_operation(operation);
      ran := ran || jsonb_build_object(operation, found);
      failed := failed || case when found ? 'error' then array[operation] else '{}' end;
    end if;
  end loop;
  insert into public.operation_runs (operation, ended_at, outcome, figures)
  values ('tick', clock_timestamp(), case when cardinality(failed) = 0 then 'success' else 'failed' end,
    jsonb_build_object('ran', array(select jsonb_object_keys(ran)), 'failed', failed,
      'duration_ms', private.milliseconds_since(started)));
  return json_build_object('skipped', null, 'ran', ran, 'failed', failed, 'duration_ms', private.milliseconds_since(started));
end $$;
comment on function private.operations_tick() is 'See public.operations_tick.';
grant execute on function private.operations_tick() to authenticated, service_role;

-- Public functions -----------------------------------------------------------------------------

create function public.operations_tick() returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5min' as $$
begin
  return private.operations_tick();
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.operations_tick() is 'For operators, called each minute by a scheduler: verifies integrity and purges where that is due, judges the gates of an active phase every five minutes, and rolls back for alerts that ask for it: {skipped, ran: {verify, evaluate, act, purge: their figures, or {error: {code, message}}}, failed: names, duration_ms}. While another runs it answers at once, with the reason in skipped.';
revoke execute on function public.operations_tick() from public, anon;
grant execute on function public.operations_tick() to authenticated, service_role;
