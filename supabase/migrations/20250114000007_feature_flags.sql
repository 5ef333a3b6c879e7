-- Feature flags: who gets which feature, how that is evaluated, and how it is enforced in the database itself. What a flag may
-- be called, and the record of every change, come next.

-- Tables ------------------------------------------------------------------------------------------

create table public.feature_flags (
  id uuid primary key default gen_random_uuid(),
  flag_name text not null unique,
  enabled boolean not null default false,
  -- Without a scale: a column of numeric(5, 2) rounds 99.999 to 100 before any trigger or constraint could refuse it.
  rollout_percentage numeric not null default 0
    check (rollout_percentage between 0 and 100 and rollout_percentage = round(rollout_percentage, 2)),
  salt text not null default '' check (salt <> ''),
  description text,
  disabled_message text,
  change_reason text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.feature_flags is 'Who gets which feature: off, for a percentage of users, or for all.';
comment on column public.feature_flags.flag_name is 'Parts of a to z, 0 to 9 and _ joined by a colon; feature:scenarios:apply needs feature:scenarios, where there is such a flag.';
comment on column public.feature_flags.enabled is 'Master switch: off means off for everyone, overrides included.';
comment on column public.feature_flags.rollout_percentage is '0 to 100, two decimals at most: the share of users for whom it is on, always the same ones.';
comment on column public.feature_flags.salt is 'Set once: spreads users over buckets differently for each flag. Empty in an insert means the flag''s name.';
comment on column public.feature_flags.disabled_message is 'What users read while the feature is off.';
comment on column public.feature_flags.version is 'Rises by one with each change of enabled or rollout_percentage: who met which is told apart by it.';
comment on column public.feature_flags.change_reason is 'Where to say why, with the change itself: feature_flag_audit keeps it, and this is empty again, since users may read the flags.';
revoke all on public.feature_flags from anon, authenticated, service_role;
grant select, insert, update, delete on public.feature_flags to authenticated, service_role;

create table public.user_feature_flags (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  flag_name text not null references public.feature_flags (flag_name) on update cascade on delete cascade,
  enabled boolean not null,
  reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, flag_name)
);
comment on table public.user_feature_flags is 'Exceptions for single users, above the percentage and below the master switch.';
comment on column public.user_feature_flags.reason is 'Where to say why, with the change itself: feature_flag_audit keeps it, and this is empty again, since people may read their own overrides.';
revoke all on public.user_feature_flags from anon, authenticated, service_role;
grant select, insert, update, delete on public.user_feature_flags to authenticated, service_role;

create table public.feature_flag_audit (
  id uuid primary key default gen_random_uuid(),
  created_at timestamptz not null default clock_timestamp(),
  flag_name text not null,
  user_id uuid,
  operation text not null check (operation in ('insert', 'update', 'delete')),
  effect text,
  change_reason text,
  actor_id uuid,
  actor_role text not null,
  old_value jsonb,
  new_value jsonb
);
comment on table public.feature_flag_audit is 'Every change of flags and overrides, by whatever client. Append-only.';
comment on column public.feature_flag_audit.actor_id is 'The signed-in user, if any, all zeros once their account is deleted; actor_role is the database role.';
comment on column public.feature_flag_audit.user_id is 'Whose override it was; null for a flag, all zeros once the account is deleted. Not a reference: the audit outlives the account.';
comment on column public.feature_flag_audit.operation is 'insert, update or delete; what a truncate took is a delete.';
comment on column public.feature_flag_audit.old_value is 'The whole row before; null for an insert.';
comment on column public.feature_flag_audit.new_value is 'The whole row after; null for a delete.';
comment on column public.feature_flag_audit.effect is 'For whom it is on by what was written, in words; null for a delete.';
comment on column public.feature_flag_audit.change_reason is 'Only if it was given with this very change; that of an override goes with its user''s account.';
comment on column public.feature_flag_audit.actor_role is 'The role of the request: authenticated, service_role, or who was signed in to the database.';
revoke all on public.feature_flag_audit from anon, authenticated, service_role;
grant select on public.feature_flag_audit to authenticated, service_role;

create index user_feature_flags_flag_name_idx on public.user_feature_flags (flag_name);
create index feature_flag_audit_flag_idx on public.feature_flag_audit (flag_name, created_at desc);

-- Policies ----------------------------------------------------------------------------------------

alter table public.feature_flags enable row level security;
alter table public.user_feature_flags enable row level security;
alter table public.feature_flag_audit enable row level security;

create policy "Users see the flags" on public.feature_flags for select to authenticated using (true);
create policy "Admins add flags" on public.feature_flags for insert to authenticated
  with check ((select private.is_admin()));
create policy "Admins change flags" on public.feature_flags for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Admins delete flags" on public.feature_flags for delete to authenticated
  using ((select private.is_admin()));
create policy "Users see their own overrides, admins see all" on public.user_feature_flags
  for select to authenticated using (user_id = (select auth.uid()) or (select private.is_admin()));
create policy "Admins add overrides" on public.user_feature_flags for insert to authenticated
  with check ((select private.is_admin()));
create policy "Admins change overrides" on public.user_feature_flags for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Admins delete overrides" on public.user_feature_flags for delete to authenticated
  using ((select private.is_admin()));
create policy "Admins read the audit" on public.feature_flag_audit for select to authenticated
  using ((select private.is_admin()));

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
comment on function private.fnv1a_32(text) is 'The 32-bit FNV-1a hash of a text.';

create function private.flag_bucket(p_salt text, p_user_id uuid) returns integer
language sql immutable set search_path = '' as $$
  select (private.fnv1a_32(private.fnv1a_32(p_salt || p_user_id)::text) % 10000)::integer
$$;
comment on function private.flag_bucket(text, uuid) is 'The bucket 0–9999 of a user: GrowthBook''s hash version 2, so any of its clients can tell it too.';

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
comment on function private.flag_states(uuid) is 'All flags for a user. A parent that is off comes first, then the master switch, the override, the percentage.';
grant execute on function private.flag_states(uuid) to authenticated, service_role;

create function private.is_feature_enabled(p_flag_name text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select state.enabled from private.flag_states(auth.uid()) as state where state.flag_name = p_flag_name), false)
$$;
comment on function private.is_feature_enabled(text) is 'Whether a flag is on for the caller; call it in policies as (select …), so that it runs once a statement.';
grant execute on function private.is_feature_enabled(text) to authenticated, service_role;

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
comment on function private.require_feature(text[]) is 'PT403 with the flag''s message when one of these is off for the caller.';
grant execute on function private.require_feature(text[]) to authenticated, service_role;

create function private.wait_for_flags() returns void
language plpgsql set search_path = '' set lock_timeout = '1s' as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('scenarios'), hashtext('feature_flags'));
exception when lock_not_available or deadlock_detected then
  perform private.refuse_busy('flags');
end $$;
comment on function private.wait_for_flags() is 'As hold_feature, while kill_feature waits or has just switched a flag off.';

-- Shorter than a user waits for their own writes: what of theirs no flag guards is not refused for it.
create function private.hold_feature(variadic p_flag_names text[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not pg_try_advisory_xact_lock_shared(hashtext('scenarios'), hashtext('feature_flags')) then
    perform private.wait_for_flags();
  end if;
  perform private.require_feature(variadic p_flag_names);
end $$;
comment on function private.hold_feature(text[]) is 'For writers, after the user''s lock: require_feature, and what it found stays so until the transaction ends, for which kill_feature waits. PT503 when that takes too long.';

create function private.require_scenarios_feature() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if auth.uid() is not null then
    perform private.hold_feature('feature:scenarios');
  end if;
  return null;
end $$;
comment on function private.require_scenarios_feature() is 'Refuses writes of users while scenarios are off for them.';

create function private.known_flag(p_flag_name text) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not exists (select from public.feature_flags where flag_name = p_flag_name) then
    perform private.fail('PT404', 'There is no such flag.',
      jsonb_build_object('reason', 'not_found', 'flag_name', p_flag_name), 'Look at the list of flags.');
  end if;
end $$;
comment on function private.known_flag(text) is 'PT404 unless there is such a flag.';
grant execute on function private.known_flag(text) to authenticated, service_role;

-- Public functions -----------------------------------------------------------------------------

create function public.evaluate_feature_flags() returns json language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object(
    'flag_name', flag_name, 'enabled', enabled, 'reason', reason, 'message', message) order by flag_name), '[]')
  from private.flag_states(auth.uid())
$$;
comment on function public.evaluate_feature_flags() is 'Every flag for the caller: [{flag_name, enabled, reason: parent_off | disabled | override | on_for_nobody (enabled, at 0 %) | rollout, message: null while on}].';
revoke execute on function public.evaluate_feature_flags() from public, anon;
grant execute on function public.evaluate_feature_flags() to authenticated, service_role;
