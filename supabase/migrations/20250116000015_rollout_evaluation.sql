-- Judging a rollout: the gates of the phase that was active are judged as of a time, verdicts are written once and for all,
-- and alerts are raised. Nothing is done yet: acting is another function (20250116000017).

-- Private functions --------------------------------------------------------------------------------

create function private.lock_rollout() returns void language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtext('scenarios'), hashtext('rollout'));
exception when lock_not_available then
  perform private.fail('PT409', 'The rollout is being judged or changed.', '{"reason": "rollout_busy"}',
    'Try again in a moment.');
end $$;
comment on function private.lock_rollout() is 'One at a time judges or changes the rollout; PT409 when it takes too long.';

create function private.period_at(p_as_of timestamptz) returns private.rollout_periods
language sql stable security definer set search_path = '' as $$
  select period from private.rollout_periods as period
  where period.started_at <= p_as_of and (period.ended_at is null or period.ended_at > p_as_of)
  order by period.started_at desc limit 1
$$;
comment on function private.period_at(timestamptz) is 'The period that a time falls into; null when no phase was active.';

-- Verifies integrity and writes down what was found. A verification that takes too long is written down too, so that the
-- next one is not begun at once, and what called it goes on.
create function private.run_verification() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  started constant timestamptz := clock_timestamp();
  invariants json;
  found jsonb;
begin
  begin
    invariants := private.verify_integrity();
  exception when query_canceled then
    invariants := null;
  end;
  found := jsonb_strip_nulls(jsonb_build_object('duration_ms', private.milliseconds_since(started),
    'invariants', json_array_length(invariants),
    'violations', (select sum((invariant ->> 'violations')::bigint) from json_array_elements(invariants) as invariant),
    'broken', (select json_agg(invariant ->> 'name') from json_array_elements(invariants) as invariant
      where (invariant ->> 'violations')::bigint > 0)));
  insert into public.operation_runs (operation, ended_at, outcome, figures)
  values ('verify', clock_timestamp(), case when invariants is null then 'failed' else 'success' end, found);
  return found;
end $$;
comment on function private.run_verification() is 'Verifies integrity and writes down what was found, or that it took too long; answers the figures.';

-- Corruption should be found as soon as can be afforded: at most a twentieth of the time is spent on looking for it.
create function private.is_verification_due() returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select clock_timestamp() - ended_at > 20 * make_interval(secs => (figures ->> 'duration_ms')::double precision / 1000)
    from public.operation_runs where operation = 'verify' order by started_at desc, ended_at desc limit 1), true)
$$;
comment on function private.is_verification_due() is 'Whether integrity has not been verified for twenty times as long as it took.';

-- A large database takes longer to verify than a rollback should wait for, and than an answer to a request may take: judging
-- verifies what takes two seconds, by the last time or, before the first, by what the planner thinks there is (50 µs a row);
-- the rest is left to operations_tick.
create function private.is_verification_quick() returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select outcome = 'success' and (figures ->> 'duration_ms')::double precision < 2000
    from public.operation_runs where operation = 'verify' order by started_at desc, ended_at desc limit 1),
    (select sum(greatest(reltuples, 0)) < 40000 from pg_class
      where oid in ('public.instances'::regclass, 'public.scenario_instances'::regclass)))
$$;
comment on function private.is_verification_quick() is 'Whether verifying integrity is expected to take less than two seconds.';

create function private.is_integrity_gated() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.rollout_gates as gate join public.rollout_phases as phase on phase.name = gate.phase
    where phase.status = 'active' and gate.enabled and gate.metric = 'integrity')
$$;
comment on function private.is_integrity_gated() is 'Whether a gate of the active phase judges integrity.';

-- A gate that fails as often in a row as it must raises one alert, and none again before it has been well in between.
create function private.raise_alert(p_gate public.rollout_gates, p_verdict public.rollout_verdicts,
  p_since timestamptz) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  breach constant text := case p_gate.test when 'no_data' then 'no_data' else 'fail' end;
  streak_start timestamptz;
  streak bigint;
  alert_id uuid;
begin
  if p_gate.dry_run or p_verdict.verdict <> breach or exists (
    select from public.rollout_verdicts where gate_id = p_gate.id and as_of > p_verdict.as_of
  ) then
    return null;
  end if;
  select min(as_of), count(*) into streak_start, streak
  from public.rollout_verdicts
  where gate_id = p_gate.id and as_of >= p_since and as_of > coalesce((
    select max(as_of) from public.rollout_verdicts
    where gate_id = p_gate.id and as_of >= p_since and verdict <> breach), '-infinity');
  if streak < p_gate.consecutive_failures then
    return null;
  end if;
  insert into public.rollout_alerts (gate_id, phase, verdict_id, kind, message)
  select p_gate.id, p_gate.phase, p_verdict.id, p_gate.on_breach, format('%s: %s', p_gate.name, p_verdict.sentence)
  where not exists (
    select from public.rollout_alerts as alert left join public.rollout_verdicts as verdict on verdict.id = alert.verdict_id
    where alert.gate_id = p_gate.id and (alert.acknowledged_at is null or verdict.as_of >= streak_start))
  returning id into alert_id;
  return alert_id;
end $$;
comment on function private.raise_alert(public.rollout_gates, public.rollout_verdicts, timestamptz) is 'Raises an alert when the gate has now failed as often in a row as it must; answers its id, or null.';

create function private.judge_rollout(p_as_of timestamptz, p_raises_alerts boolean) returns jsonb
language plpgsql security definer set search_path = '' set jit = off as $$
declare
  period constant private.rollout_periods := private.period_at(p_as_of);
  gate public.rollout_gates;
  verdict public.rollout_verdicts;
  alert_id uuid;
  answers jsonb := '[]';
begin
  for gate in select * from public.rollout_gates where phase = period.phase and enabled order by name loop
    select * into verdict from public.rollout_verdicts where gate_id = gate.id and as_of = p_as_of;
    if not found then
      verdict := private.judge_gate(gate, period, p_as_of);
      verdict.id := gen_random_uuid();
      verdict.created_at := now();
      insert into public.rollout_verdicts select (verdict).*;
    end if;
    alert_id := case when p_raises_alerts and period.ended_at is null then private.raise_alert(gate, verdict, period.started_at) end;
    answers := answers || (to_jsonb(verdict) - '{id,created_at}'::text[] || jsonb_build_object('gate', gate.name,
      'metric', gate.metric, 'test', gate.test, 'on_breach', gate.on_breach, 'is_required', gate.is_required,
      'dry_run', gate.dry_run, 'alert_id', alert_id));
  end loop;
  return answers;
end $$;
comment on function private.judge_rollout(timestamptz, boolean) is 'Judges every gate as of a time, or finds the verdicts of then.';

create function private.judge_now(p_raises_alerts boolean) returns jsonb language plpgsql security definer set search_path = '' as $$
begin
  -- Before the lock, so that nobody has to wait for it to roll back.
  if private.is_integrity_gated() and private.is_verification_due() and private.is_verification_quick() then
    perform private.run_verification();
  end if;
  perform private.lock_rollout();
  -- What this transaction verified ended after now(), which is when it began, and is known all the same.
  return private.judge_rollout(greatest(now(), (select max(ended_at) from public.operation_runs
    where operation = 'verify' and started_at = now())), p_raises_alerts);
end $$;
comment on function private.judge_now(boolean) is 'Judges as of now, after verifying integrity where that is due and quick; holds the lock from then on.';

create function private.evaluate_rollout_gates(p_as_of timestamptz) returns json
language plpgsql security definer set search_path = '' set lock_timeout = '10s' as $$
begin
  perform private.require_role(private.is_ops(), 'ops');
  if p_as_of is null or p_as_of > clock_timestamp() then
    perform private.refuse_argument('p_as_of', 'A time is needed that is not in the future.',
      'Leave it out to judge what is known now.');
  elsif p_as_of = now() then
    return private.judge_now(true)::json;
  end if;
  perform private.lock_rollout();
  return private.judge_rollout(p_as_of, true)::json;
end $$;
comment on function private.evaluate_rollout_gates(timestamptz) is 'See public.evaluate_rollout_gates.';
grant execute on function private.evaluate_rollout_gates(timestamptz) to authenticated, service_role;

-- Public functions -----------------------------------------------------------------------------

create function public.evaluate_rollout_gates(p_as_of timestamptz default now()) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5min' as $$
begin
  return private.evaluate_rollout_gates(p_as_of);
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.evaluate_rollout_gates(timestamptz) is 'For operators: judges every gate of the phase that was active then by what was known then, and writes the verdicts and alerts down: [{gate, phase, metric, test, as_of, verdict, exposed_users, exposed_events, unexposed_users, unexposed_events, estimate, lower, upper, sentence, on_breach, is_required, dry_run, alert_id}]. The same past has the same verdicts. Acts on nothing: act_on_rollout does.';
revoke execute on function public.evaluate_rollout_gates(timestamptz) from public, anon;
grant execute on function public.evaluate_rollout_gates(timestamptz) to authenticated, service_role;
