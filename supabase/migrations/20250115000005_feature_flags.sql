-- Feature flags that hold in the database itself: how they are evaluated, and where they are enforced. What a flag may be
-- called, and the record of every change, are in 20250115000016.

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
        when flag.rollout_percentage = 0 then 'on_for_nobody'
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

create function private.wait_for_flags() returns void
language plpgsql set search_path = '' set lock_timeout = '1s' as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('scenarios'), hashtext('feature_flags'));
exception when lock_not_available or deadlock_detected then
  perform private.refuse_busy('flags');
end $$;

-- Shorter than a user waits for their own writes: what of theirs no flag guards is not refused for it.
create function private.hold_feature(variadic p_flag_names text[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not pg_try_advisory_xact_lock_shared(hashtext('scenarios'), hashtext('feature_flags')) then
    perform private.wait_for_flags();
  end if;
  perform private.require_feature(variadic p_flag_names);
end $$;

create function private.require_scenarios_feature() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if auth.uid() is not null then
    perform private.hold_feature('feature:scenarios');
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

-- Triggers -------------------------------------------------------------------------------------

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
comment on function private.wait_for_flags() is 'As hold_feature, while kill_feature waits or has just switched a flag off.';
comment on function private.hold_feature(text[]) is 'For writers, after the user''s lock: require_feature, and what it found stays so until the transaction ends, for which kill_feature waits. PT503 when that takes too long.';
comment on function private.require_scenarios_feature() is 'Refuses writes of users while scenarios are off for them.';
comment on function private.known_flag(text) is 'PT404 unless there is such a flag.';
comment on function public.evaluate_feature_flags() is 'Every flag for the caller: [{flag_name, enabled, reason: parent_off | disabled | override | on_for_nobody (enabled, at 0 %) | rollout, message: null while on}].';
