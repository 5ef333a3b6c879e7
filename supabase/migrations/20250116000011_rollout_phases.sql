-- What phases may hold, the record of periods, and what is never changed.

-- Private functions --------------------------------------------------------------------------------

create function private.refuse_value(p_table text, p_field text, p_problem text, p_message text, p_hint text,
  p_more jsonb default '{}')
returns void language plpgsql set search_path = '' as $$
begin
  perform private.fail('PT422', p_message, jsonb_build_object('reason', 'invalid_content', 'table', p_table,
    'field', p_field, 'problem', p_problem) || p_more, p_hint);
end $$;
comment on function private.refuse_value(text, text, text, text, text, jsonb) is 'PT422 naming the table and column that is wrong.';
grant execute on function private.refuse_value(text, text, text, text, text, jsonb) to authenticated, service_role;

create function private.refuse_option(p_table text, p_field text, p_value text, p_options text[]) returns void
language plpgsql set search_path = '' as $$
begin
  if p_value <> all (p_options) then
    perform private.refuse_value(p_table, p_field, 'not_an_option',
      format('%s cannot be %s.', p_field, left(quote_literal(p_value), 60)),
      format('Give one of: %s.', array_to_string(p_options, ', ')), jsonb_build_object('options', p_options));
  end if;
end $$;
comment on function private.refuse_option(text, text, text, text[]) is 'PT422 when a value is none of the options.';
grant execute on function private.refuse_option(text, text, text, text[]) to authenticated, service_role;

create function private.refuse_outside(p_table text, p_field text, p_value numeric, p_min numeric, p_max numeric)
returns void language plpgsql set search_path = '' as $$
begin
  if not p_value between p_min and p_max then
    perform private.refuse_value(p_table, p_field, 'out_of_range', format('%s must be between %s and %s.', p_field, p_min, p_max),
      format('Give a number between %s and %s.', p_min, p_max), jsonb_build_object('min', p_min, 'max', p_max));
  end if;
end $$;
comment on function private.refuse_outside(text, text, numeric, numeric, numeric) is 'PT422 when a number is not between two others.';
grant execute on function private.refuse_outside(text, text, numeric, numeric, numeric) to authenticated, service_role;

create function private.refuse_duplicate(p_table text, p_field text, p_is_there boolean) returns void
language plpgsql set search_path = '' as $$
begin
  if p_is_there then
    perform private.refuse_value(p_table, p_field, 'duplicate', format('There is one with this %s already.', p_field),
      'Change that one, or give another.');
  end if;
end $$;
comment on function private.refuse_duplicate(text, text, boolean) is 'PT422 when another row has the same.';
grant execute on function private.refuse_duplicate(text, text, boolean) to authenticated, service_role;

create function private.refuse_word(p_table text, p_name text) returns void language plpgsql set search_path = '' as $$
begin
  if p_name !~ '^[a-z][a-z0-9_]{0,39}$' then
    perform private.refuse_value(p_table, 'name', 'wrong_form',
      'A name is made of a to z, 0 to 9 and _, begins with a letter and has 40 signs at most.',
      'What people read has a field of its own.', '{"max": 40}');
  end if;
end $$;
comment on function private.refuse_word(text, text) is 'PT422 when a name is not one word of lower case.';
grant execute on function private.refuse_word(text, text) to authenticated, service_role;

-- Trigger functions: phases --------------------------------------------------------------------

create function private.keep_phase() returns trigger language plpgsql set search_path = '' as $$
begin
  if private.is_client() and not private.is_admin() then
    return new; -- which policies refuse
  end if;
  if private.is_client() then
    -- advance_rollout and rollback_rollout set it.
    new.status := case when tg_op = 'UPDATE' then old.status else 'pending' end;
  end if;
  if tg_op = 'UPDATE' then
    new.id := old.id;
    new.created_at := old.created_at;
    new.updated_at := now();
    if new.name is distinct from old.name or new.flag_name is distinct from old.flag_name then
      perform private.refuse_value(tg_table_name, case when new.name = old.name then 'flag_name' else 'name' end, 'immutable',
        'The name and the flag of a phase never change.', 'Add another phase.');
    end if;
    if new.rollout_percentage is distinct from old.rollout_percentage and old.status in ('active', 'paused') then
      perform private.refuse_value(tg_table_name, 'rollout_percentage', 'immutable',
        'The percentage of a phase that has begun never changes.', 'Change a later one, or add one.');
    end if;
    if private.is_client() then
      new.started_at := old.started_at;
      new.ended_at := old.ended_at;
    elsif new.status = old.status then
      null; -- a rehearsal may let time pass
    elsif new.status = 'active' then
      new.started_at := now();
      new.ended_at := null;
    else
      new.ended_at := case when new.status in ('completed', 'rolled_back') then now() end;
    end if;
  elsif private.is_client() then
    new.started_at := null;
    new.ended_at := null;
  end if;
  if num_nulls(new.position, new.name, new.title, new.flag_name, new.planned_duration, new.minimum_soak, new.status) > 0 then
    perform private.refuse_missing(tg_table_name, to_jsonb(new), '{position,name,title,flag_name,planned_duration,minimum_soak,status}');
  end if;
  perform private.refuse_word(tg_table_name, new.name);
  perform private.known_flag(new.flag_name);
  perform private.refuse_outside(tg_table_name, 'rollout_percentage', new.rollout_percentage, 0, 100);
  perform private.refuse_too_precise(tg_table_name, new.rollout_percentage);
  perform private.refuse_option(tg_table_name, 'status', new.status,
    '{pending,active,completed,rolled_back,paused}');
  perform private.refuse_duplicate(tg_table_name, 'name', exists (
    select from public.rollout_phases where name = new.name and id <> new.id));
  perform private.refuse_duplicate(tg_table_name, 'position', exists (
    select from public.rollout_phases where position = new.position and id <> new.id));
  if least(new.planned_duration, new.minimum_soak) < interval '0' then
    perform private.refuse_value(tg_table_name,
      case when new.minimum_soak < interval '0' then 'minimum_soak' else 'planned_duration' end, 'out_of_range',
      'A time cannot be negative.', 'Give an interval such as 7 days.');
  end if;
  return new;
end $$;
comment on function private.keep_phase() is 'Refuses phases that cannot be, and keeps their bookkeeping.';

create function private.note_period() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  with now_in_force as (
    select phase.name as phase, flag.flag_name, flag.version, flag.enabled, flag.rollout_percentage
    from public.rollout_phases as phase join public.feature_flags as flag using (flag_name)
    where phase.status = 'active'
  )
  update private.rollout_periods as period set ended_at = now()
  where ended_at is null and not exists (
    select from now_in_force where now_in_force.phase = period.phase and now_in_force.version = period.flag_version);
  insert into private.rollout_periods (phase, flag_name, flag_version, enabled, rollout_percentage)
  select phase.name, flag.flag_name, flag.version, flag.enabled, flag.rollout_percentage
  from public.rollout_phases as phase join public.feature_flags as flag using (flag_name)
  where phase.status = 'active' and not exists (select from private.rollout_periods where ended_at is null);
  return null;
end $$;
comment on function private.note_period() is 'Ends the period when the phase or its flag changes, and begins the next.';

-- Trigger functions: what is never changed ------------------------------------------------------------

create function private.keep_record() returns trigger language plpgsql set search_path = '' as $$
begin
  -- Alerts are acknowledged and runs end by our functions; what ran is forgotten after a month.
  if tg_op = 'UPDATE' and tg_table_name <> 'rollout_verdicts' and not private.is_client() then
    return new;
  elsif tg_op = 'DELETE' and tg_table_name = 'operation_runs'
      and (to_jsonb(old) ->> 'started_at')::timestamptz < now() - interval '30 days' then
    return old;
  end if;
  perform private.fail('PT403', 'History is never changed.', '{"reason": "append_only"}', 'Write a new entry.');
  return null;
end $$;
comment on function private.keep_record() is 'Refuses to change what was recorded of rollouts and operations.';

-- Triggers -------------------------------------------------------------------------------------

create trigger keep_phase before insert or update on public.rollout_phases
  for each row execute function private.keep_phase();
create trigger note_period after insert or update or delete on public.rollout_phases
  for each statement execute function private.note_period();
create trigger note_period after update or delete on public.feature_flags
  for each statement execute function private.note_period();
create trigger keep_record before update or delete on public.rollout_verdicts
  for each row execute function private.keep_record();
create trigger keep_record_whole before truncate on public.rollout_verdicts
  for each statement execute function private.keep_record();
create trigger keep_record before update or delete on public.rollout_alerts
  for each row execute function private.keep_record();
create trigger keep_record_whole before truncate on public.rollout_alerts
  for each statement execute function private.keep_record();
create trigger keep_record before update or delete on public.operation_runs
  for each row execute function private.keep_record();
