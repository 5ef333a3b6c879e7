-- The steps of a rollout: on, by a person; back, by a gate or a person; and a person's word before it goes on again.

-- Private functions --------------------------------------------------------------------------------

create function private.flags_of(p_flag_name text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_object_agg(flag_name, jsonb_build_object('enabled', enabled, 'rollout_percentage', rollout_percentage))
  from public.feature_flags where flag_name = p_flag_name or starts_with(flag_name, p_flag_name || ':')
$$;
comment on function private.flags_of(text) is 'A flag and those below it, as they stand.';

create function private.changed_flags(p_before jsonb, p_after jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('flag_name', key, 'before', p_before -> key, 'after', value) order by key), '[]')
  from jsonb_each(p_after) where p_before -> key <> value
$$;
comment on function private.changed_flags(jsonb, jsonb) is 'What changed between two of those.';

create function private.refuse_held(p_current public.rollout_phases, p_next public.rollout_phases) returns void
language plpgsql security definer set search_path = '' as $$
declare
  holding jsonb;
begin
  select jsonb_agg(jsonb_build_object('kind', kind, 'subject', subject, 'sentence', sentence)) into holding
  from private.what_holds(p_current, p_next);
  if holding is not null then
    perform private.fail('PT409', format('The rollout is held by %s: %s', case jsonb_array_length(holding)
        when 1 then 'one thing' else jsonb_array_length(holding) || ' things' end, left(holding -> 0 ->> 'sentence', 300)),
      jsonb_build_object('reason', 'rollout_held', 'phase', coalesce(p_current.name, p_next.name), 'holding', holding),
      'Look at rollout_status: what_holds names everything.');
  end if;
end $$;
comment on function private.refuse_held(public.rollout_phases, public.rollout_phases) is 'PT409 naming everything that keeps the rollout from going on.';

create function private.advance_rollout(p_reason text, p_phase text) returns json
language plpgsql security definer set search_path = '' set lock_timeout = '10s' as $$
declare
  leaving public.rollout_phases;
  entering public.rollout_phases;
  wanted public.rollout_phases;
  before jsonb;
  is_first constant boolean := not exists (select from private.rollout_periods);
begin
  perform private.require_role(private.is_admin(), 'admin');
  perform private.refuse_without_reason(p_reason);
  if not pg_try_advisory_xact_lock(hashtext('scenarios'), hashtext('advance_rollout')) then
    perform private.fail('PT409', 'Somebody else is advancing the rollout.', '{"reason": "rollout_busy"}',
      'Look at rollout_status before you try again.');
  end if;
  -- Without alerts: a refusal takes all of it back, and an alert that nobody can find would be in it.
  perform private.judge_now(false);
  leaving := private.current_phase();
  entering := private.next_phase(leaving);
  if p_phase is not null then
    select * into wanted from public.rollout_phases where name = p_phase;
    if not found then
      perform private.refuse_argument('p_phase', 'There is no such phase.', 'Look at rollout_phases.');
    -- After a rollback the rollout may begin again earlier.
    elsif wanted.name is distinct from entering.name
        and (leaving.name is null or leaving.status = 'active' or wanted.position > leaving.position) then
      perform private.fail('PT409', format('The next phase is %s, not %s.', coalesce(entering.name, 'none'), p_phase),
        jsonb_build_object('reason', 'out_of_order', 'phase', p_phase, 'next', entering.name),
        'Phases go in their order; only after a rollback an earlier one can be begun again.');
    end if;
    entering := wanted;
  end if;
  if leaving.name is null and entering.name is null then
    perform private.fail('PT409', 'The rollout is complete.', '{"reason": "no_phase"}', 'There is nothing left to advance to.');
  end if;
  perform private.refuse_held(leaving, entering);
  before := private.flags_of(coalesce(entering.flag_name, leaving.flag_name));
  update public.rollout_phases set status = case status when 'active' then 'completed' else 'pending' end
  where name = leaving.name and status in ('active', 'paused');
  if entering.name is not null then
    update public.feature_flags
    set enabled = true, rollout_percentage = coalesce(entering.rollout_percentage, 0), change_reason = p_reason
    where flag_name = entering.flag_name;
    if is_first then
      update public.feature_flags set enabled = true, change_reason = p_reason
      where starts_with(flag_name, entering.flag_name || ':') and not enabled;
    end if;
    update public.rollout_phases set status = 'active' where name = entering.name;
  end if;
  return json_build_object('left', leaving.name, 'phase', entering.name, 'soaks_until', now() + entering.minimum_soak,
    'flags', private.changed_flags(before, private.flags_of(coalesce(entering.flag_name, leaving.flag_name))),
    'sentence', case when entering.name is null then 'The rollout is complete.'
      when entering.rollout_percentage is null then format('The phase %s has begun: %s is on for people with an override.',
        entering.name, entering.flag_name)
      else format('The phase %s has begun: %s is on for %s %% of users.', entering.name, entering.flag_name,
        trim_scale(entering.rollout_percentage)) end);
end $$;
comment on function private.advance_rollout(text, text) is 'See public.advance_rollout.';
grant execute on function private.advance_rollout(text, text) to authenticated, service_role;

-- Off in any case, drained or not: a writer that does not finish must not keep the feature on. The phase first, so that its
-- record does not end in a period without the feature.
create function private.roll_back(p_phase public.rollout_phases, p_reason text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  started constant timestamptz := clock_timestamp();
  before constant jsonb := private.flags_of(p_phase.flag_name);
  is_drained constant boolean := private.drain_writers(p_phase.flag_name);
  sessions constant jsonb := case when is_drained then '[]' else private.unfinished_writers(p_phase.flag_name) end;
begin
  update public.rollout_phases set status = 'rolled_back' where name = p_phase.name;
  perform private.switch_off(p_phase.flag_name, p_reason);
  update public.rollout_alerts set acted_at = now() where kind = 'rollback' and acted_at is null;
  return json_build_object('phase', p_phase.name, 'flags', private.changed_flags(before, private.flags_of(p_phase.flag_name)),
    'drained', is_drained, 'waiting_for', sessions, 'waited_ms', private.milliseconds_since(started),
    'sentence', format('Rolled back: %s is off for everyone%s. %s', p_phase.flag_name,
      case when is_drained then ', and nothing that had started is still writing'
        else '; what had started may still finish' end, p_reason));
end $$;
comment on function private.roll_back(public.rollout_phases, text) is 'Switches the flag of a phase off for everyone after waiting for writers, and ends the phase.';

create function private.act_on_rollout() returns json
language plpgsql security definer set search_path = '' set lock_timeout = '15s' as $$
declare
  leaving public.rollout_phases;
  reason text;
begin
  perform private.require_role(private.is_ops(), 'ops');
  perform private.lock_rollout();
  leaving := private.current_phase();
  select string_agg(message, ' ' order by created_at, message) into reason
  from public.rollout_alerts where kind = 'rollback' and acted_at is null and phase = leaving.name;
  if reason is null or leaving.status = 'rolled_back' then
    return json_build_object('rolled_back', null, 'sentence', 'There is nothing to act on.');
  end if;
  return json_build_object('rolled_back', private.roll_back(leaving, reason), 'sentence', reason);
end $$;
comment on function private.act_on_rollout() is 'See public.act_on_rollout.';
grant execute on function private.act_on_rollout() to authenticated, service_role;

create function private.rollback_rollout(p_reason text) returns json
language plpgsql security definer set search_path = '' set lock_timeout = '15s' as $$
declare
  leaving public.rollout_phases;
begin
  perform private.require_role(private.is_admin(), 'admin');
  perform private.refuse_without_reason(p_reason);
  perform private.lock_rollout();
  leaving := private.current_phase();
  if leaving.name is null or leaving.status = 'rolled_back' then
    perform private.fail('PT409', 'No phase is active.', '{"reason": "no_phase"}',
      'Switch a flag off with kill_feature, whatever the rollout.');
  end if;
  -- So that nobody goes on before it is said what was found.
  insert into public.rollout_alerts (phase, kind, message)
  values (leaving.name, 'rollback', format('Rolled back by a person: %s', p_reason));
  return private.roll_back(leaving, p_reason);
end $$;
comment on function private.rollback_rollout(text) is 'See public.rollback_rollout.';
grant execute on function private.rollback_rollout(text) to authenticated, service_role;

create function private.acknowledge_alert(p_alert_id uuid, p_note text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  alert public.rollout_alerts;
begin
  perform private.require_role(private.is_ops(), 'ops');
  if nullif(btrim(p_note), '') is null then
    perform private.refuse_argument('p_note', 'A note is needed.', 'Say what was found and what was done.');
  end if;
  select * into alert from public.rollout_alerts where id = p_alert_id for update;
  if not found then
    perform private.not_found('alert', p_alert_id);
  elsif alert.acknowledged_at is not null then
    perform private.fail('PT409', format('This was acknowledged on %s.', private.utc(alert.acknowledged_at)),
      jsonb_build_object('reason', 'already_acknowledged', 'alert_id', p_alert_id), 'Look at its note.');
  elsif alert.kind = 'rollback' and alert.acted_at is null then
    perform private.fail('PT409', 'The rollback that this asks for has not been made yet.',
      jsonb_build_object('reason', 'not_acted_on', 'alert_id', p_alert_id), 'Run act_on_rollout() first.');
  end if;
  update public.rollout_alerts set acknowledged_at = now(), acknowledged_by = (select auth.uid()),
    acknowledged_role = private.acting_role(), note = btrim(p_note)
  where id = p_alert_id returning * into alert;
  return row_to_json(alert);
end $$;
comment on function private.acknowledge_alert(uuid, text) is 'See public.acknowledge_alert.';
grant execute on function private.acknowledge_alert(uuid, text) to authenticated, service_role;

-- Public functions -----------------------------------------------------------------------------

create function public.advance_rollout(p_reason text, p_phase text default null) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '5min' as $$
begin
  return private.advance_rollout(private.short(p_reason, 'reason'), private.short(p_phase, 'phase'));
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.advance_rollout(text, text) is 'For admins: judges the gates, and, when nothing holds the rollout, begins the next phase (after a rollback the same one, or an earlier one by name): {left, phase, soaks_until, flags: [{flag_name, before, after}], sentence}. PT409 with everything that holds it.';
revoke execute on function public.advance_rollout(text, text) from public, anon;
grant execute on function public.advance_rollout(text, text) to authenticated, service_role;

create function public.act_on_rollout() returns json
language plpgsql volatile set search_path = '' set statement_timeout = '1min' as $$
begin
  return private.act_on_rollout();
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.act_on_rollout() is 'For operators: rolls back, once, for alerts that ask for it, and returns when nothing that had started is still writing: {rolled_back: {phase, flags, drained, waiting_for, waited_ms, sentence} or null, sentence}.';
revoke execute on function public.act_on_rollout() from public, anon;
grant execute on function public.act_on_rollout() to authenticated, service_role;

create function public.rollback_rollout(p_reason text) returns json
language plpgsql volatile set search_path = '' set statement_timeout = '1min' as $$
begin
  return private.rollback_rollout(private.short(p_reason, 'reason'));
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.rollback_rollout(text) is 'For admins: switches the feature off for everyone, returns when nothing that had started is still writing, and ends the phase: {phase, flags, drained, waiting_for, waited_ms, sentence}. Leaves an alert to acknowledge.';
revoke execute on function public.rollback_rollout(text) from public, anon;
grant execute on function public.rollback_rollout(text) to authenticated, service_role;

create function public.acknowledge_alert(p_alert_id uuid, p_note text) returns json
language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.acknowledge_alert(p_alert_id, private.short(p_note, 'note'));
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.acknowledge_alert(uuid, text) is 'For operators: a person has looked into an alert and says what was found; the rollout may go on. Answers the alert.';
revoke execute on function public.acknowledge_alert(uuid, text) from public, anon;
grant execute on function public.acknowledge_alert(uuid, text) to authenticated, service_role;
