-- Scenarios: copies of instances to experiment with.

-- Tables ------------------------------------------------------------------------------------------

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
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);
comment on table public.scenarios is 'A sandbox: copies of instances, and instances that exist only here.';
comment on column public.scenarios.status is 'draft, active or archived: how the owner sorts them.';
comment on column public.scenarios.tags is 'Up to 20 words of the owner.';
comment on column public.scenarios.is_primary is 'The scenario shown beside reality, at most one a user; set by set_primary_scenario.';
comment on column public.scenarios.assumptions is 'Sparse: a missing key means the profile''s, then the catalogue''s.';
comment on column public.scenarios.version is 'Rises by one with each change of name, description, status, tags or assumptions.';
comment on column public.scenarios.deleted_at is 'Set by the owner to delete (the time is the server''s) and to null to restore; purged after 30 days.';
revoke all on public.scenarios from anon, authenticated, service_role;
grant select, insert (name, description, status, tags, assumptions),
  update (name, description, status, tags, assumptions, deleted_at) on public.scenarios to authenticated;
grant select, insert, update, delete on public.scenarios to service_role;

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
  agreed_fields text[] not null default '{}',
  request_id uuid,
  version integer not null default 1,
  last_applied_at timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  check ((source_instance_id is null) = (base is null) and (base is null) = (base_version is null))
) with (fillfactor = 75);
comment on table public.scenario_instances is 'A copy of an instance, or a new one, living in a scenario; its content is what is proposed.';
comment on column public.scenario_instances.source_instance_id is 'The instance it copies; null for one created in the scenario. It outlives the instance, so that apply can recreate it.';
comment on column public.scenario_instances.lineage_id is 'That of the source; for what is new its own (a duplicate has the same), which its instance gets when it is applied, unless another has it by then.';
comment on column public.scenario_instances.base is 'The content of the instance that this copy last agreed with.';
comment on column public.scenario_instances.base_version is 'The version of the instance that base equals in full; while it is the instance''s version nothing of reality has moved.';
comment on column public.scenario_instances.edited_params is 'Keys of params that the proposal has otherwise than base, a default written out or left out included; kept by a trigger, spares the planner from comparing every key.';
comment on column public.scenario_instances.agreed_fields is 'Fields that the owner proposed and that reality came to otherwise, such as by another scenario: where an undo takes one back it is pending again here. Kept by a trigger while base and proposal agree on it.';
comment on column public.scenario_instances.request_id is 'Chosen by the client, unique per user: the same one again adds nothing (PT409).';
comment on column public.scenario_instances.status is 'Proposed: archived takes the holding out of every figure, with no money coming in for it; selling is params.sale_month.';
comment on column public.scenario_instances.last_applied_at is 'When it was last part of an apply that succeeded.';
comment on column public.scenario_instances.version is 'Rises by one with each change of content or base.';
comment on column public.scenario_instances.deleted_at is 'Set by the owner to delete (the time is the server''s) and to null to restore; purged after 30 days.';
revoke all on public.scenario_instances from anon, authenticated, service_role;
grant select, insert (scenario_id, name, kind, status, params, request_id),
  update (name, status, params, deleted_at) on public.scenario_instances to authenticated;
grant select, insert, update, delete on public.scenario_instances to service_role;

create index scenarios_user_id_idx on public.scenarios (user_id, id);
create unique index scenarios_one_primary_idx on public.scenarios (user_id) where is_primary and deleted_at is null;
create index scenarios_deleted_idx on public.scenarios (deleted_at) where deleted_at is not null;
create index scenario_instances_user_id_idx on public.scenario_instances (user_id, scenario_id, id);
create index scenario_instances_lineage_idx on public.scenario_instances (user_id, lineage_id);
create index scenario_instances_scenario_id_idx on public.scenario_instances (scenario_id);
create unique index scenario_instances_one_copy_idx on public.scenario_instances (source_instance_id, scenario_id)
  where deleted_at is null;
create unique index scenario_instances_request_idx on public.scenario_instances (user_id, request_id)
  where request_id is not null;
create index scenario_instances_agreed_idx on public.scenario_instances (source_instance_id) where agreed_fields <> '{}';
create index scenario_instances_deleted_idx on public.scenario_instances (deleted_at) where deleted_at is not null;

-- Policies ----------------------------------------------------------------------------------------

alter table public.scenarios enable row level security;
alter table public.scenario_instances enable row level security;

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

-- Trigger functions of scenarios ------------------------------------------------------------------

create function private.keep_scenario() returns trigger language plpgsql set search_path = '' as $$
declare
  is_client constant boolean := private.is_client();
  moment constant timestamptz := clock_timestamp();
  is_changed boolean;
begin
  if pg_column_size(new) > 16384 then
    perform private.refuse_great_row(tg_table_name, new);
  end if;
  if num_nulls(new.name, new.status, new.tags, new.assumptions) > 0 then
    perform private.refuse_missing(tg_table_name, to_jsonb(new), '{name,status,tags,assumptions}');
  end if;
  new.name := private.tidy_name(new.name);
  if array_ndims(new.tags) = 1 then
    new.tags := array(select private.tidy_name(tag) from unnest(new.tags) with ordinality as given (tag, place) order by place);
  end if;
  new.assumptions := jsonb_strip_nulls(new.assumptions);
  if tg_op = 'INSERT' then
    if is_client then
      new.id := gen_random_uuid();
      new.user_id := coalesce(auth.uid(), new.user_id);
      new.is_primary := false;
      new.version := 1;
      new.deleted_at := null;
      new.created_at := moment;
    elsif new.version not between 1 and 1000000000 then
      perform private.refuse_version(tg_table_name, 'version');
    end if;
    new.updated_at := moment;
    return new;
  end if;

  new.id := old.id;
  new.user_id := old.user_id;
  new.created_at := old.created_at;
  new.assumptions := private.keep_forms(old.assumptions, new.assumptions);
  is_changed := (new.name, new.description, new.status, new.tags, new.assumptions)
    is distinct from (old.name, old.description, old.status, old.tags, old.assumptions);
  if is_client then
    new.is_primary := old.is_primary;
    new.deleted_at := case when new.deleted_at is not null then coalesce(old.deleted_at, moment) end;
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
    when is_changed or (new.is_primary, new.deleted_at) is distinct from (old.is_primary, old.deleted_at) then moment
    else old.updated_at end;
  return new;
end $$;
comment on function private.keep_scenario() is 'Keeps the bookkeeping of scenarios true, whoever writes.';

create function private.limit_scenarios() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  user_ids uuid[];
begin
  if tg_op = 'INSERT' then
    user_ids := array(select distinct user_id from written);
  else
    user_ids := array(select distinct written.user_id from was join written using (id)
      where was.deleted_at is not null and written.deleted_at is null);
  end if;
  perform private.refuse_past_limits('scenarios', tg_op = 'INSERT', count(*) filter (where deleted_at is null), count(*),
    'You can keep at most %s scenarios')
  from public.scenarios where user_id = any (user_ids) group by user_id;
  return null;
end $$;
comment on function private.limit_scenarios() is 'Refuses more scenarios than a user may keep.';

-- Triggers of scenarios ---------------------------------------------------------------------------
-- Their names keep the order: the locks, the feature, the bookkeeping, the checks.

create trigger a_lock_before_write before insert or update or delete on public.scenarios
  for each statement execute function private.lock_before_write();
create trigger a_require_feature before insert or update on public.scenarios
  for each statement execute function private.require_scenarios_feature();

select private.bound_rows_of('public.scenarios', 'max_scenarios');

create trigger keep_scenario before insert or update on public.scenarios
  for each row execute function private.keep_scenario();
create trigger limit_after_insert after insert on public.scenarios
  referencing new table as written for each statement execute function private.limit_scenarios();
create trigger limit_after_restore after update on public.scenarios
  referencing old table as was new table as written for each statement execute function private.limit_scenarios();
