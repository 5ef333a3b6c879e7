-- Scenarios: copies of instances to experiment with, the record of what was done with them, and the flags
-- that say who may.

-- Tables ---------------------------------------------------------------------------------------

create table public.scenarios (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  name text not null,
  description text,
  status text not null default 'active',
  is_primary boolean not null default false,
  tags text[] not null default '{}',
  assumptions jsonb not null default '{}',
  version integer not null default 1,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table public.scenario_instances (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  scenario_id uuid not null references public.scenarios (id) on delete cascade,
  lineage_id uuid not null default gen_random_uuid(),
  source_instance_id uuid,
  base jsonb,
  base_version integer,
  name text not null,
  kind text not null,
  status text not null default 'active',
  params jsonb not null default '{}',
  edited_params text[] not null default '{}',
  version integer not null default 1,
  last_applied_at timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((source_instance_id is null) = (base is null) and (base is null) = (base_version is null))
) with (fillfactor = 75);

create table public.scenario_applications (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  scenario_id uuid references public.scenarios (id) on delete set null,
  scenario_name text,
  request_id uuid,
  operation text not null check (operation in
    ('create', 'copy', 'apply', 'revert', 'refresh', 'duplicate', 'bulk_edit', 'import')),
  status text not null check (status in ('success', 'conflict', 'failed')),
  stale boolean not null default false,
  reverted_application_id uuid references public.scenario_applications (id) on delete cascade,
  items_total integer not null default 0,
  items_applied integer not null default 0,
  conflict_count integer not null default 0,
  error_code text,
  error_message text,
  duration_ms numeric(12, 3),
  created_at timestamptz not null default now()
);

create table public.scenario_application_items (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  -- Deferred: an operation is recorded when it is over, after what it changed.
  application_id uuid not null references public.scenario_applications (id) on delete cascade
    deferrable initially deferred,
  instance_id uuid,
  scenario_instance_id uuid,
  lineage_id uuid,
  kind text,
  action text not null check (action in ('create', 'update', 'recreate', 'discard', 'none')),
  before jsonb,
  after jsonb,
  before_version integer,
  after_version integer,
  fields jsonb not null default '[]',
  created_at timestamptz not null default now()
);

create table private.request_answers (
  application_id uuid primary key references public.scenario_applications (id) on delete cascade,
  arguments_digest text not null,
  answer json not null
);
-- Written once and hardly ever read: not worth the time to compress.
alter table private.request_answers alter column answer set storage external;

create table public.feature_flags (
  id uuid primary key default gen_random_uuid(),
  flag_name text not null unique,
  enabled boolean not null default false,
  rollout_percentage numeric(5, 2) not null default 0,
  salt text not null,
  description text,
  disabled_message text,
  change_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

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

create table public.feature_flag_audit (
  id uuid primary key default gen_random_uuid(),
  created_at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  actor_role text not null,
  flag_name text not null,
  user_id uuid,
  operation text not null check (operation in ('insert', 'update', 'delete')),
  old_value jsonb,
  new_value jsonb,
  change_reason text
);

-- Indexes --------------------------------------------------------------------------------------

create index scenarios_user_id_idx on public.scenarios (user_id, created_at, id);
create unique index scenarios_one_primary_idx on public.scenarios (user_id) where is_primary and deleted_at is null;
create index scenarios_deleted_idx on public.scenarios (deleted_at) where deleted_at is not null;
create index scenario_instances_user_id_idx on public.scenario_instances (user_id, scenario_id);
create index scenario_instances_scenario_id_idx on public.scenario_instances (scenario_id);
create unique index scenario_instances_one_copy_idx on public.scenario_instances (source_instance_id, scenario_id)
  where deleted_at is null;
create index scenario_instances_deleted_idx on public.scenario_instances (deleted_at) where deleted_at is not null;
create unique index scenario_applications_request_idx on public.scenario_applications (user_id, request_id);
create index scenario_applications_user_id_idx on public.scenario_applications (user_id, created_at desc, id);
create index scenario_applications_scenario_id_idx on public.scenario_applications (scenario_id);
create unique index scenario_applications_reverted_once_idx
  on public.scenario_applications (reverted_application_id) where status = 'success';
create index scenario_application_items_application_idx on public.scenario_application_items (application_id);
create index scenario_application_items_user_id_idx on public.scenario_application_items (user_id, instance_id);
create index user_feature_flags_flag_name_idx on public.user_feature_flags (flag_name);
create index feature_flag_audit_flag_idx on public.feature_flag_audit (flag_name, created_at desc);

-- Trigger functions ----------------------------------------------------------------------------

create function private.keep_scenario() returns trigger language plpgsql set search_path = '' as $$
declare
  is_client constant boolean := current_user in ('anon', 'authenticated', 'service_role');
  is_changed boolean;
begin
  if not (new.name, new.status, new.tags, new.assumptions) is not null then
    perform private.refuse_missing(tg_table_name, jsonb_build_object('name', new.name, 'status', new.status, 'tags', new.tags, 'assumptions', new.assumptions));
  end if;
  new.assumptions := jsonb_strip_nulls(new.assumptions);
  if tg_op = 'INSERT' then
    if is_client then
      new.id := gen_random_uuid();
      new.user_id := coalesce(auth.uid(), new.user_id);
      new.is_primary := false;
      new.version := 1;
      new.deleted_at := null;
      new.created_at := now();
    end if;
    new.updated_at := now();
    return new;
  end if;

  new.id := old.id;
  new.user_id := old.user_id;
  new.created_at := old.created_at;
  is_changed := (new.name, new.description, new.status, new.tags, new.assumptions)
    is distinct from (old.name, old.description, old.status, old.tags, old.assumptions);
  if is_client then
    new.is_primary := old.is_primary;
    new.deleted_at := case when new.deleted_at is not null then coalesce(old.deleted_at, now()) end;
    if is_changed and old.deleted_at is not null and new.deleted_at is not null then
      perform private.refuse_edit_of_deleted();
    end if;
  end if;
  if old.deleted_at is not null and new.deleted_at is null and new.is_primary then
    new.is_primary := not exists (
      select from public.scenarios where user_id = new.user_id and is_primary and deleted_at is null);
  end if;
  new.version := old.version + is_changed::integer;
  new.updated_at := case
    when is_changed or (new.is_primary, new.deleted_at) is distinct from (old.is_primary, old.deleted_at) then now()
    else old.updated_at end;
  return new;
end $$;

create function private.edited_params(p_base jsonb, p_params jsonb) returns text[]
language plpgsql immutable set search_path = '' as $$
begin
  if p_base is null or p_base = p_params then
    return '{}';
  end if;
  return array(select key from jsonb_object_keys(p_base || p_params) as key
    where p_params -> key is distinct from p_base -> key);
end $$;

create function private.keep_scenario_instance() returns trigger language plpgsql set search_path = '' as $$
declare
  is_client constant boolean := current_user in ('anon', 'authenticated', 'service_role');
  is_changed boolean;
begin
  if not (new.name, new.kind, new.status, new.params) is not null then
    perform private.refuse_missing(tg_table_name, jsonb_build_object('name', new.name, 'kind', new.kind, 'status', new.status, 'params', new.params));
  end if;
  if tg_op = 'INSERT' then
    if is_client then
      new.id := gen_random_uuid();
      new.user_id := coalesce(auth.uid(), new.user_id);
      new.lineage_id := gen_random_uuid();
      new.source_instance_id := null;
      new.base := null;
      new.base_version := null;
      new.version := 1;
      new.last_applied_at := null;
      new.deleted_at := null;
      new.created_at := now();
      if not exists (select from public.scenarios
          where id = new.scenario_id and user_id = new.user_id and deleted_at is null) then
        perform private.fail('PT404', 'There is no such scenario.',
          jsonb_build_object('reason', 'not_found', 'scenario_id', new.scenario_id),
          'Look at your list of scenarios again.');
      end if;
    end if;
    new.updated_at := now();
    new.params := jsonb_strip_nulls(new.params);
    new.edited_params := private.edited_params(new.base -> 'params', new.params);
    return new;
  end if;

  if new.kind is distinct from old.kind then
    perform private.refuse_change_of_kind();
  end if;
  new.id := old.id;
  new.user_id := old.user_id;
  new.scenario_id := old.scenario_id;
  new.lineage_id := old.lineage_id;
  new.created_at := old.created_at;
  if new.params is distinct from old.params then
    new.params := jsonb_strip_nulls(new.params);
  end if;
  is_changed := (new.name, new.status, new.params) is distinct from (old.name, old.status, old.params);
  if is_client then
    new.source_instance_id := old.source_instance_id;
    new.base := old.base;
    new.base_version := old.base_version;
    new.last_applied_at := old.last_applied_at;
    new.deleted_at := case when new.deleted_at is not null then coalesce(old.deleted_at, now()) end;
    if is_changed and old.deleted_at is not null and new.deleted_at is not null then
      perform private.refuse_edit_of_deleted();
    end if;
    if old.deleted_at is not null and new.deleted_at is null and exists (
        select from public.scenario_instances
        where source_instance_id = new.source_instance_id and scenario_id = new.scenario_id
          and deleted_at is null) then
      perform private.fail('PT409', 'The scenario has another copy of this instance by now.',
        jsonb_build_object('reason', 'already_copied', 'instance_id', new.source_instance_id),
        'Delete the other copy first.');
    end if;
  else
    is_changed := is_changed or new.base is distinct from old.base;
  end if;
  new.edited_params := case when is_changed then private.edited_params(new.base -> 'params', new.params)
    else old.edited_params end;
  new.version := old.version + is_changed::integer;
  new.updated_at :=
    case when is_changed or new.deleted_at is distinct from old.deleted_at then now() else old.updated_at end;
  return new;
end $$;

create function private.limit_scenarios() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.refuse_past_limit('max_scenarios',
    (select count(*) from public.scenarios where user_id = new.user_id and deleted_at is null),
    'You can keep at most %s scenarios.');
  return null;
end $$;

create function private.limit_scenario_instances() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  scenario_ids uuid[];
begin
  if tg_level = 'ROW' then
    scenario_ids := array[new.scenario_id];
  else
    scenario_ids := array(select distinct scenario_id from written);
  end if;
  perform private.refuse_past_limit('max_scenario_instances',
    (select count(*) from public.scenario_instances where scenario_id = touched.id and deleted_at is null),
    'A scenario can hold at most %s instances.')
  from unnest(scenario_ids) as touched (id);
  return null;
end $$;

create function private.keep_history() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' and tg_table_name <> 'feature_flag_audit'
      and not exists (select from auth.users where id = (to_jsonb(old) ->> 'user_id')::uuid) then
    return old;
  end if;
  if tg_op = 'UPDATE' and tg_table_name = 'scenario_applications'
      and to_jsonb(new) = to_jsonb(old) || '{"scenario_id": null}'
      and not exists (select from public.scenarios where id = (to_jsonb(old) ->> 'scenario_id')::uuid) then
    return new;
  end if;
  raise exception using errcode = 'PT403', message = 'History is never changed.',
    detail = '{"reason": "append_only"}', hint = 'Write a new entry.';
end $$;

-- Triggers -------------------------------------------------------------------------------------

create trigger lock_before_write before insert or update or delete on public.scenarios
  for each statement execute function private.lock_before_write();
create trigger keep_scenario before insert or update on public.scenarios
  for each row execute function private.keep_scenario();
create trigger limit_after_insert after insert on public.scenarios
  for each row execute function private.limit_scenarios();
create trigger limit_after_restore after update on public.scenarios
  for each row when (old.deleted_at is not null and new.deleted_at is null)
  execute function private.limit_scenarios();

create trigger lock_before_write before insert or update or delete on public.scenario_instances
  for each statement execute function private.lock_before_write();
create trigger keep_scenario_instance before insert or update on public.scenario_instances
  for each row execute function private.keep_scenario_instance();
create trigger limit_after_insert after insert on public.scenario_instances
  referencing new table as written for each statement execute function private.limit_scenario_instances();
create trigger limit_after_restore after update on public.scenario_instances
  for each row when (old.deleted_at is not null and new.deleted_at is null)
  execute function private.limit_scenario_instances();

create trigger keep_history before update or delete on public.scenario_applications
  for each row execute function private.keep_history();
create trigger keep_history before update or delete on public.scenario_application_items
  for each row execute function private.keep_history();
create trigger keep_history before update or delete on public.feature_flag_audit
  for each row execute function private.keep_history();
create trigger keep_history_whole before truncate on public.scenario_applications
  for each statement execute function private.keep_history();
create trigger keep_history_whole before truncate on public.scenario_application_items
  for each statement execute function private.keep_history();
create trigger keep_history_whole before truncate on public.feature_flag_audit
  for each statement execute function private.keep_history();

-- Policies -------------------------------------------------------------------------------------
-- History has none for writing: our functions write it. Flags in policies: 20250115000004.

alter table public.scenarios enable row level security;
alter table public.scenario_instances enable row level security;
alter table public.scenario_applications enable row level security;
alter table public.scenario_application_items enable row level security;
alter table public.feature_flags enable row level security;
alter table public.user_feature_flags enable row level security;
alter table public.feature_flag_audit enable row level security;

create policy "Owners see their scenarios" on public.scenarios for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners add scenarios" on public.scenarios for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Owners change their scenarios" on public.scenarios for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

create policy "Owners see their scenario instances" on public.scenario_instances for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners add scenario instances" on public.scenario_instances for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Owners change their scenario instances" on public.scenario_instances for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

create policy "Owners see their history" on public.scenario_applications for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners see what their history changed" on public.scenario_application_items
  for select to authenticated using (user_id = (select auth.uid()));

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

-- Grants ---------------------------------------------------------------------------------------

revoke all on public.scenarios, public.scenario_instances, public.scenario_applications,
  public.scenario_application_items, public.feature_flags, public.user_feature_flags, public.feature_flag_audit
  from anon, authenticated;
grant select, insert (name, description, status, tags, assumptions),
  update (name, description, status, tags, assumptions, deleted_at) on public.scenarios to authenticated;
grant select, insert (scenario_id, name, kind, status, params), update (name, status, params, deleted_at)
  on public.scenario_instances to authenticated;
grant select on public.scenario_applications, public.scenario_application_items to authenticated;
grant select, insert, update, delete on public.feature_flags, public.user_feature_flags to authenticated;
grant select on public.feature_flag_audit to authenticated;

revoke execute on all functions in schema private from public;
grant execute on function private.edited_params(jsonb, jsonb) to authenticated, service_role;

-- Comments -------------------------------------------------------------------------------------

comment on table public.scenarios is 'A sandbox: copies of instances, and instances that exist only here.';
comment on column public.scenarios.is_primary is 'The scenario shown beside reality, at most one a user; set by set_primary_scenario.';
comment on column public.scenarios.assumptions is 'Sparse: a missing key means the profile''s, then the catalogue''s.';
comment on column public.scenarios.version is 'Rises by one with each change of name, description, status, tags or assumptions.';
comment on column public.scenarios.deleted_at is 'Set by the owner to delete (the time is the server''s) and to null to restore; purged after 30 days.';
comment on table public.scenario_instances is 'A copy of an instance, or a new one, living in a scenario; its content is what is proposed.';
comment on column public.scenario_instances.source_instance_id is 'The instance it copies; null for one created in the scenario. It outlives the instance, so that apply can recreate it.';
comment on column public.scenario_instances.base is 'The content of the instance that this copy last agreed with.';
comment on column public.scenario_instances.base_version is 'The version of the instance that base equals in full; while it is the instance''s version nothing of reality has moved.';
comment on column public.scenario_instances.edited_params is 'Keys of params in which the proposal differs from base, kept by a trigger; spares the planner from comparing every key.';
comment on column public.scenario_instances.version is 'Rises by one with each change of content or base.';
comment on column public.scenario_instances.deleted_at is 'Set by the owner to delete (the time is the server''s) and to null to restore; purged after 30 days.';
comment on table public.scenario_applications is 'History: every operation on scenarios, also those that failed or met conflicts. Append-only.';
comment on column public.scenario_applications.request_id is 'Chosen by the client, unique per user: the same one again gets the first answer.';
comment on column public.scenario_applications.stale is 'Whether reality or the scenario had moved since the preview.';
comment on table public.scenario_application_items is 'History: one row an instance that an operation looked at and had something to say of. Append-only.';
comment on column public.scenario_application_items.fields is 'The merge rows with their resolutions.';
comment on table private.request_answers is 'What a repeated request is answered with, and a digest of the arguments it must repeat.';
comment on table public.feature_flags is 'Who gets which feature: off, for a percentage of users, or for all.';
comment on column public.feature_flags.enabled is 'Master switch: off means off for everyone, overrides included.';
comment on column public.feature_flags.salt is 'Set once: spreads users over buckets differently for each flag.';
comment on column public.feature_flags.disabled_message is 'What users read while the feature is off.';
comment on column public.feature_flags.change_reason is 'Why the last change was made; empty when it gave none.';
comment on table public.user_feature_flags is 'Exceptions for single users, above the percentage and below the master switch.';
comment on table public.feature_flag_audit is 'Every change of flags and overrides, by whatever client. Append-only.';
comment on column public.feature_flag_audit.actor_id is 'The signed-in user, if any; actor_role is the database role.';
comment on function private.keep_scenario() is 'Keeps the bookkeeping of scenarios true, whoever writes.';
comment on function private.edited_params(jsonb, jsonb) is 'Keys in which params differ from base; none for what is new.';
comment on function private.keep_scenario_instance() is 'Keeps the bookkeeping of scenario instances true, whoever writes.';
comment on function private.limit_scenarios() is 'Refuses more scenarios than a user may keep.';
comment on function private.limit_scenario_instances() is 'Refuses more instances than a scenario may hold.';
comment on function private.keep_history() is 'Refuses to change history, except what follows from deleting an account or purging a scenario.';
