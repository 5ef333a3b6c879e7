-- Where a rollout is, where it goes next, and what holds it: the same for a person who looks and for advance_rollout.

-- Private functions: where it is -------------------------------------------------------------------

-- The phase that is active or paused; else the one that was rolled back last, if any.
create function private.current_phase() returns public.rollout_phases
language sql stable security definer set search_path = '' as $$
  select phase from public.rollout_phases as phase
  where status in ('active', 'paused', 'rolled_back')
  order by status = 'rolled_back', ended_at desc limit 1
$$;
comment on function private.current_phase() is 'The phase that is active or paused; else the one that was rolled back last; null when there is none.';

-- Where advance_rollout leads: on from an active phase, again into one that was paused or rolled back, into the first.
create function private.next_phase(p_current public.rollout_phases) returns public.rollout_phases
language sql stable security definer set search_path = '' as $$
  select phase from public.rollout_phases as phase
  where case
    when p_current.status = 'active' then phase.position > p_current.position
    when p_current.name is not null then phase.name = p_current.name
    else phase.status = 'pending' end
  order by phase.position limit 1
$$;
comment on function private.next_phase(public.rollout_phases) is 'The phase that advance_rollout leads to; null when the rollout is complete.';

create function private.what_holds(p_current public.rollout_phases, p_next public.rollout_phases)
returns table (kind text, subject text, sentence text)
language sql stable security definer rows 10 set search_path = '' as $$
  select 'alert', alert.id::text, 'Not acknowledged: ' || alert.message
  from public.rollout_alerts as alert where alert.acknowledged_at is null
  union all
  select 'flag', flag.flag_name, format('%s is on for %s %% of users, who would lose it: %s has %s.', flag.flag_name,
    trim_scale(flag.rollout_percentage), p_next.name, coalesce(trim_scale(p_next.rollout_percentage) || ' %', 'overrides only'))
  from public.feature_flags as flag
  where flag.flag_name = p_next.flag_name and flag.enabled
    and flag.rollout_percentage > coalesce(p_next.rollout_percentage, 0)
  union all
  select 'flag', p_next.flag_name, format('There is no flag %s.', p_next.flag_name)
  where p_next.name is not null and not exists (select from public.feature_flags where flag_name = p_next.flag_name)
  union all (
    -- What holds an active phase only: the others were left already.
    select 'flag', flag.flag_name, format('%s was set by hand: it is %s, and %s asks for %s.', flag.flag_name,
      case when flag.enabled then 'at ' || trim_scale(flag.rollout_percentage) || ' %' else 'off' end, p_current.name,
      coalesce(trim_scale(p_current.rollout_percentage) || ' %', 'overrides only'))
    from public.feature_flags as flag
    where p_current.status = 'active' and flag.flag_name = p_current.flag_name
      and (flag.enabled, flag.rollout_percentage) is distinct from (true, coalesce(p_current.rollout_percentage, 0))
    union all
    select 'soak', p_current.name, format('The phase %s soaks until %s.', p_current.name,
      private.utc(p_current.started_at + p_current.minimum_soak))
    where p_current.status = 'active' and now() < p_current.started_at + p_current.minimum_soak
    union all
    (select 'gate', gate.name, format('%s: %s', gate.name, coalesce(verdict.sentence, 'Not judged yet.'))
    from public.rollout_gates as gate
    left join lateral (
      select judged.verdict, judged.sentence from public.rollout_verdicts as judged
      where judged.gate_id = gate.id and judged.as_of >= p_current.started_at order by judged.as_of desc limit 1
    ) as verdict on true
    where p_current.status = 'active' and gate.phase = p_current.name and gate.enabled and not gate.dry_run
      and case when gate.is_required then verdict.verdict is distinct from 'pass' else verdict.verdict = 'fail' end
      and (gate.on_breach <> 'warn' or gate.is_required)
    order by gate.name)
    union all
    (select 'signoff', signoff.name, format('%s: %s', signoff.name, case
      when signoff.decision is null then signoff.question
      when signoff.decision = 'rejected' then concat_ws(' ', signoff.question, 'No.', signoff.note)
      else signoff.question || ' It was answered before the phase began again.' end)
    from public.rollout_signoffs as signoff
    where p_current.status = 'active' and signoff.phase = p_current.name
      and (signoff.decision = 'rejected' or signoff.is_required and (signoff.decision is null or signoff.signed_at < (
        select max(ended_at) from private.rollout_periods
        where phase = p_current.name and started_at < p_current.started_at)))
    order by signoff.name))
$$;
comment on function private.what_holds(public.rollout_phases, public.rollout_phases) is 'Everything that keeps the rollout from going on.';

create function private.rollout_overview() returns table (
  "position" integer, phase text, title text, status text, is_current boolean, flag_name text, planned_percentage numeric,
  flag_enabled boolean, flag_percentage numeric, started_at timestamptz, ended_at timestamptz, soaks_until timestamptz,
  planned_until timestamptz, gates bigint, gates_passing bigint, judged_at timestamptz, open_alerts bigint,
  can_advance boolean, what_holds text[], sentence text)
language sql stable security definer rows 5 set search_path = '' as $$
  with here as (
    select current_phase as current_phase, private.next_phase(current_phase) as next_phase
    from private.current_phase() as current_phase
  ),
  held as materialized (
    select array(select holding.sentence from private.what_holds(here.current_phase, here.next_phase) as holding) as sentences
    from here
  )
  select phase.position, phase.name, phase.title, phase.status, phase.name is not distinct from
      coalesce((here.current_phase).name, (here.next_phase).name),
    phase.flag_name, phase.rollout_percentage, flag.enabled, flag.rollout_percentage, phase.started_at, phase.ended_at,
    phase.started_at + phase.minimum_soak, phase.started_at + phase.planned_duration,
    judged.gates, judged.passing, judged.at, (
      select count(*) from public.rollout_alerts as alert where alert.phase = phase.name and alert.acknowledged_at is null),
    mine.is_mine and sentences = '{}', case when mine.is_mine then sentences else '{}' end,
    concat_ws(' ', case phase.status
      when 'pending' then 'Not begun.'
      when 'completed' then format('Completed on %s.', private.utc(phase.ended_at))
      when 'paused' then 'Paused: its gates are not judged. Go on with advance_rollout, or roll back.'
      when 'rolled_back' then format('Rolled back on %s.', private.utc(phase.ended_at))
      else format('Active since %s: %s of %s gates pass.', private.utc(phase.started_at), judged.passing, judged.gates) end,
      case when mine.is_mine and sentences = '{}' then 'Ready: advance_rollout.'
        when mine.is_mine then format('Held by %s: %s', case cardinality(sentences) when 1 then 'one thing'
          else cardinality(sentences) || ' things' end, sentences[1]) end)
  from here cross join held cross join public.rollout_phases as phase
  left join public.feature_flags as flag using (flag_name)
  cross join lateral (
    select phase.name is not distinct from coalesce((here.current_phase).name, (here.next_phase).name) as is_mine) as mine
  cross join lateral (
    select count(*) as gates, count(*) filter (where latest.verdict = 'pass') as passing, max(latest.as_of) as at
    from public.rollout_gates as gate
    left join lateral (
      select verdict.verdict, verdict.as_of from public.rollout_verdicts as verdict
      where verdict.gate_id = gate.id and verdict.as_of >= phase.started_at order by verdict.as_of desc limit 1
    ) as latest on true
    where gate.phase = phase.name and gate.enabled and not gate.dry_run
  ) as judged
  where (select private.is_ops())
$$;
comment on function private.rollout_overview() is 'Rows of public.rollout_status.';
grant execute on function private.rollout_overview() to authenticated, service_role;

-- View -----------------------------------------------------------------------------------------

create view public.rollout_status with (security_invoker = true) as
  select * from private.rollout_overview() where (select private.is_ops()) order by position;
comment on view public.rollout_status is 'For operators, a row a phase: where the rollout is (is_current), how its gates stand, and what holds it (what_holds), in words.';
revoke all on public.rollout_status from anon, authenticated, service_role;
grant select on public.rollout_status to authenticated, service_role;
