-- Feature flags that hold in the database itself: evaluation, enforcement, audit, and a switch that returns
-- only when nothing of the feature is still being written.

-- Private functions: evaluation ---------------------------------------------------------------------

create function private.fnv1a_32(p_text text) returns bigint
language plpgsql immutable strict set search_path = '' as $$
declare
  bytes constant bytea := convert_to(p_text, 'UTF8');
  hash bigint := 2166136261;
begin
  for position in 0 .. length(bytes) - 1 loop
    hash := ((hash # get_byte(bytes, position)) * 16777619) & 4294967295;
  end loop;
  return hash;
end $$;

create function private.flag_bucket(p_salt text, p_user_id uuid) returns integer
language sql immutable set search_path = '' as $$
  select (private.fnv1a_32(private.fnv1a_32(p_salt || p_user_id)::text) % 10000)::integer
$$;

create function private.flag_states(p_user_id uuid)
returns table (flag_name text, enabled boolean, reason text, message text)
language sql stable security definer rows 5 set search_path = '' as $$
  with alone as (
    select flag.flag_name, flag.disabled_message,
      case
        when not flag.enabled then 'disabled'
        when override.enabled is not null then 'override'
        else 'rollout'
      end as reason,
      flag.enabled and coalesce(
        override.enabled,
        flag.rollout_percentage = 100
          or private.flag_bucket(flag.salt, p_user_id) < flag.rollout_percentage * 100,
        false) as enabled
    from public.feature_flags as flag
    left join public.user_feature_flags as override
      on override.flag_name = flag.flag_name and override.user_id = p_user_id
  )
  select alone.flag_name,
    alone.enabled and parent.flag_name is null,
    case when parent.flag_name is null then alone.reason else 'parent_off' end,
    case when not alone.enabled or parent.flag_name is not null then
      coalesce(parent.disabled_message, alone.disabled_message, 'This feature is not available at the moment.') end
  from alone
  left join lateral (
    select outer_flag.flag_name, outer_flag.disabled_message from alone as outer_flag
    where starts_with(alone.flag_name, outer_flag.flag_name || ':') and not outer_flag.enabled
    order by outer_flag.flag_name limit 1
  ) as parent on true
$$;

create function private.is_feature_enabled(p_flag_name text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select state.enabled from private.flag_states(auth.uid()) as state where state.flag_name = p_flag_name), false)
$$;

-- Private functions: enforcement --------------------------------------------------------------------

create function private.require_feature(variadic p_flag_names text[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  missing record;
begin
  -- Volatile, so that after a lock it sees what was committed while it waited.
  select wanted.name, coalesce(state.reason, 'disabled') as reason,
    coalesce(state.message, 'This feature is not available at the moment.') as message
  into missing
  from unnest(p_flag_names) with ordinality as wanted (name, position)
  left join private.flag_states(auth.uid()) as state on state.flag_name = wanted.name
  where not coalesce(state.enabled, false)
  order by wanted.position limit 1;
  if found then
    perform private.fail('PT403', missing.message,
      jsonb_build_object('reason', 'feature_disabled', 'flag_name', missing.name, 'flag_reason', missing.reason),
      'Your data is kept and can be read and exported. Try again later.');
  end if;
end $$;

create function private.require_scenarios_feature() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if auth.uid() is not null then
    perform private.lock_user(auth.uid());
    perform private.require_feature('feature:scenarios');
  end if;
  return null;
end $$;

create function private.known_flag(p_flag_name text) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not exists (select from public.feature_flags where flag_name = p_flag_name) then
    perform private.fail('PT404', 'There is no such flag.',
      jsonb_build_object('reason', 'not_found', 'flag_name', p_flag_name), 'Look at the list of flags.');
  end if;
end $$;

-- Trigger functions: bookkeeping and audit -----------------------------------------------------------

create function private.note_reason() returns trigger language plpgsql set search_path = '' as $$
begin
  perform set_config('scenarios.reason_given', new.id::text, true);
  return new;
end $$;

create function private.keep_flag() returns trigger language plpgsql set search_path = '' as $$
begin
  if not (new.flag_name, new.enabled, new.rollout_percentage) is not null then
    perform private.refuse_missing(tg_table_name, jsonb_build_object('flag_name', new.flag_name, 'enabled', new.enabled, 'rollout_percentage', new.rollout_percentage));
  end if;
  new.salt := coalesce(new.salt, new.flag_name);
  new.updated_at := now();
  if not new.rollout_percentage between 0 and 100 then
    perform private.fail('PT422', 'The percentage must be between 0 and 100.',
      '{"reason": "invalid_content", "table": "feature_flags", "field": "rollout_percentage", "problem": "out_of_range", "min": 0, "max": 100}',
      'Give a percentage between 0 and 100.');
  end if;
  if tg_op = 'UPDATE' then
    if new.salt <> old.salt then
      perform private.fail('PT422', 'The salt of a flag never changes: every user would move to another bucket.',
        '{"reason": "invalid_content", "table": "feature_flags", "field": "salt", "problem": "immutable"}',
        'Create another flag.');
    end if;
    new.id := old.id;
    new.created_at := old.created_at;
    if current_setting('scenarios.reason_given', true) is distinct from new.id::text then
      new.change_reason := null;
    end if;
    perform set_config('scenarios.reason_given', '', true);
  end if;
  return new;
end $$;

create function private.keep_override() returns trigger language plpgsql set search_path = '' as $$
begin
  if not (new.user_id, new.flag_name, new.enabled) is not null then
    perform private.refuse_missing(tg_table_name, jsonb_build_object('user_id', new.user_id, 'flag_name', new.flag_name, 'enabled', new.enabled));
  end if;
  perform private.known_flag(new.flag_name);
  perform private.refuse_unknown_user(new.user_id);
  new.updated_at := now();
  if tg_op = 'UPDATE' then
    new.id := old.id;
    new.created_at := old.created_at;
    if current_setting('scenarios.reason_given', true) is distinct from new.id::text then
      new.reason := null;
    end if;
    perform set_config('scenarios.reason_given', '', true);
  end if;
  return new;
end $$;

create function private.audit_flag() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  old_value jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  new_value jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  subject constant jsonb := coalesce(new_value, old_value);
begin
  insert into public.feature_flag_audit
    (actor_id, actor_role, flag_name, user_id, operation, old_value, new_value, change_reason)
  values (auth.uid(), private.acting_role(), subject ->> 'flag_name', (subject ->> 'user_id')::uuid,
    lower(tg_op), old_value, new_value, coalesce(new_value ->> 'change_reason', new_value ->> 'reason'));
  return null;
end $$;

create function private.audit_truncated_flags() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  execute format('insert into public.feature_flag_audit
      (actor_id, actor_role, flag_name, user_id, operation, old_value)
    select auth.uid(), private.acting_role(), flag_name, (to_jsonb(flag) ->> ''user_id'')::uuid, ''delete'', to_jsonb(flag)
    from %s as flag', tg_relid::regclass);
  return null;
end $$;

-- Triggers -------------------------------------------------------------------------------------
-- `note_reason` runs only when the statement names the reason, even if with the same words as last time; the
-- names keep the order: note, keep, and after the write the audit.

create trigger a_note_reason before update of change_reason on public.feature_flags
  for each row execute function private.note_reason();
create trigger b_keep_flag before insert or update on public.feature_flags
  for each row execute function private.keep_flag();
create trigger audit_flag after insert or update or delete on public.feature_flags
  for each row execute function private.audit_flag();
create trigger audit_truncated_flags before truncate on public.feature_flags
  for each statement execute function private.audit_truncated_flags();

create trigger a_note_reason before update of reason on public.user_feature_flags
  for each row execute function private.note_reason();
create trigger b_keep_override before insert or update on public.user_feature_flags
  for each row execute function private.keep_override();
create trigger audit_flag after insert or update or delete on public.user_feature_flags
  for each row execute function private.audit_flag();
create trigger audit_truncated_flags before truncate on public.user_feature_flags
  for each statement execute function private.audit_truncated_flags();

create trigger a_require_feature before insert or update on public.scenarios
  for each statement execute function private.require_scenarios_feature();
create trigger a_require_feature before insert or update on public.scenario_instances
  for each statement execute function private.require_scenarios_feature();

-- Policies -------------------------------------------------------------------------------------

create policy "Scenarios are added while the feature is on" on public.scenarios
  as restrictive for insert to authenticated with check ((select private.is_feature_enabled('feature:scenarios')));
create policy "Scenarios are changed while the feature is on" on public.scenarios
  as restrictive for update to authenticated
  using (true) with check ((select private.is_feature_enabled('feature:scenarios')));
create policy "Scenario instances are added while the feature is on" on public.scenario_instances
  as restrictive for insert to authenticated with check ((select private.is_feature_enabled('feature:scenarios')));
create policy "Scenario instances are changed while the feature is on" on public.scenario_instances
  as restrictive for update to authenticated
  using (true) with check ((select private.is_feature_enabled('feature:scenarios')));

-- Public functions -----------------------------------------------------------------------------

create function public.evaluate_feature_flags() returns json language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object(
    'flag_name', flag_name, 'enabled', enabled, 'reason', reason, 'message', message) order by flag_name), '[]')
  from private.flag_states(auth.uid())
$$;

-- The flags ------------------------------------------------------------------------------------

insert into public.feature_flags (flag_name, enabled, rollout_percentage, salt, description, disabled_message) values
  ('feature:scenarios', false, 0, 'feature:scenarios',
    'Scenarios: copies of instances to experiment with.',
    'Scenarios are not available to you yet. What you made with them is kept and can be exported.'),
  ('feature:scenarios:apply', false, 100, 'feature:scenarios:apply',
    'Applying a scenario to the real instances, and undoing that.',
    'Applying scenarios is switched off for now. Your scenarios are kept as they are.'),
  ('feature:scenarios:conflict_resolution', false, 100, 'feature:scenarios:conflict_resolution',
    'Deciding field by field when reality changed meanwhile.',
    'Resolving conflicts is switched off for now. Refresh the scenario, or apply only what does not conflict.');

-- Grants ---------------------------------------------------------------------------------------

revoke execute on all functions in schema private from public;
grant execute on function private.flag_states(uuid), private.is_feature_enabled(text),
  private.require_feature(text[]), private.known_flag(text) to authenticated, service_role;
revoke execute on function public.evaluate_feature_flags() from public, anon;
grant execute on function public.evaluate_feature_flags() to authenticated, service_role;

-- Comments -------------------------------------------------------------------------------------

comment on function private.fnv1a_32(text) is 'The 32-bit FNV-1a hash of a text.';
comment on function private.flag_bucket(text, uuid) is 'The bucket 0–9999 of a user: GrowthBook''s hash version 2, so any of its clients can tell it too.';
comment on function private.flag_states(uuid) is 'All flags for a user. A parent that is off comes first, then the master switch, the override, the percentage.';
comment on function private.is_feature_enabled(text) is 'Whether a flag is on for the caller; call it in policies as (select …), so that it runs once a statement.';
comment on function private.require_feature(text[]) is 'PT403 with the flag''s message when one of these is off for the caller.';
comment on function private.require_scenarios_feature() is 'Refuses writes of users while scenarios are off for them.';
comment on function private.known_flag(text) is 'PT404 unless there is such a flag.';
comment on function private.note_reason() is 'Notes that this change gives its reason.';
comment on function private.keep_flag() is 'Refuses flags that cannot be, keeps their salt and bookkeeping, and drops the reason of an earlier change.';
comment on function private.keep_override() is 'Refuses overrides of nobody or of no flag, keeps their bookkeeping, and drops the reason of an earlier change.';
comment on function private.audit_flag() is 'Writes every change of flags and overrides to the audit.';
comment on function private.audit_truncated_flags() is 'Writes every row to the audit that a truncate takes away.';
comment on function public.evaluate_feature_flags() is 'Every flag for the caller: [{flag_name, enabled, reason: parent_off | disabled | override | rollout, message: null while on}].';
