-- What keeps the rows of scenarios true, whoever writes: bookkeeping columns, limits, history that is never changed.

-- Trigger functions ----------------------------------------------------------------------------

create function private.keep_scenario() returns trigger language plpgsql set search_path = '' as $$
declare
  is_client constant boolean := current_user in ('anon', 'authenticated', 'service_role');
  moment constant timestamptz := clock_timestamp();
  is_changed boolean;
begin
  if pg_column_size(new) > 16384 then
    perform private.refuse_great_row(tg_table_name, new);
  end if;
  if not (new.name, new.status, new.tags, new.assumptions) is not null then
    perform private.refuse_missing(tg_table_name, jsonb_build_object('name', new.name, 'status', new.status, 'tags', new.tags, 'assumptions', new.assumptions));
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

create function private.edited_params(p_base jsonb, p_params jsonb) returns text[]
language plpgsql immutable set search_path = '' as $$
begin
  -- Params that are no object are refused once the statement is done, naming the field.
  if p_base is null or p_base = p_params or jsonb_typeof(p_params) <> 'object' then
    return '{}';
  end if;
  return array(select key from jsonb_object_keys(p_base || p_params) as key
    where p_params -> key is distinct from p_base -> key);
end $$;

create function private.keep_scenario_instance() returns trigger language plpgsql set search_path = '' as $$
declare
  is_client constant boolean := current_user in ('anon', 'authenticated', 'service_role');
  moment constant timestamptz := clock_timestamp();
  is_changed boolean;
begin
  if pg_column_size(new) > 16384 then
    perform private.refuse_great_row(tg_table_name, new);
  end if;
  if not (new.name, new.kind, new.status, new.params) is not null then
    perform private.refuse_missing(tg_table_name, jsonb_build_object('name', new.name, 'kind', new.kind, 'status', new.status, 'params', new.params));
  end if;
  if tg_op = 'INSERT' or new.name <> old.name then
    new.name := private.tidy_name(new.name);
  end if;
  if tg_op = 'INSERT' then
    if is_client then
      new.id := gen_random_uuid();
      new.user_id := coalesce(auth.uid(), new.user_id);
      new.lineage_id := gen_random_uuid();
      new.source_instance_id := null;
      new.base := null;
      new.base_version := null;
      new.agreed_fields := '{}';
      new.version := 1;
      new.last_applied_at := null;
      new.deleted_at := null;
      new.created_at := moment;
      if not exists (select from public.scenarios
          where id = new.scenario_id and user_id = new.user_id and deleted_at is null) then
        perform private.fail('PT404', 'There is no such scenario.',
          jsonb_build_object('reason', 'not_found', 'scenario_id', new.scenario_id),
          'Look at your list of scenarios again.');
      end if;
      if new.request_id is not null and exists (
          select from public.scenario_instances where user_id = new.user_id and request_id = new.request_id) then
        perform private.refuse_added_before(new.request_id);
      end if;
    end if;
    if not is_client and new.version not between 1 and 1000000000 then
      perform private.refuse_version(tg_table_name, 'version');
    elsif new.base_version < 0 or new.base_version > 1000000000 and auth.uid() is null then
      perform private.refuse_version(tg_table_name, 'base_version');
    end if;
    new.updated_at := moment;
    new.params := private.keep_forms(new.base -> 'params', jsonb_strip_nulls(new.params));
    new.edited_params := private.edited_params(new.base -> 'params', new.params);
    return new;
  end if;

  if new.kind is distinct from old.kind then
    perform private.refuse_change_of_kind();
  end if;
  new.id := old.id;
  new.user_id := old.user_id;
  new.scenario_id := old.scenario_id;
  new.request_id := old.request_id;
  new.created_at := old.created_at;
  if new.params is distinct from old.params then
    new.params := jsonb_strip_nulls(new.params);
  end if;
  is_changed := (new.name, new.status, new.params) is distinct from (old.name, old.status, old.params);
  if is_client then
    new.lineage_id := old.lineage_id;
    new.source_instance_id := old.source_instance_id;
    new.base := old.base;
    new.base_version := old.base_version;
    new.agreed_fields := old.agreed_fields;
    new.last_applied_at := old.last_applied_at;
    new.deleted_at := case when new.deleted_at is not null then coalesce(old.deleted_at, moment) end;
    if is_changed and old.deleted_at is not null and new.deleted_at is not null then
      perform private.refuse_edit_of_deleted();
    end if;
    if (is_changed or (new.deleted_at is null) <> (old.deleted_at is null)) and exists (
        select from public.scenarios where id = old.scenario_id and user_id = old.user_id and deleted_at is not null) then
      perform private.fail('PT409', 'The scenario of this was deleted meanwhile. Nothing was changed.',
        jsonb_build_object('reason', 'deleted', 'scenario_id', old.scenario_id), 'Restore the scenario first.');
    end if;
    if old.deleted_at is not null and new.deleted_at is null and exists (
        select from public.scenario_instances
        where source_instance_id = new.source_instance_id and scenario_id = new.scenario_id
          and deleted_at is null) then
      perform private.fail('PT409', 'The scenario has another copy of this investment by now.',
        jsonb_build_object('reason', 'already_copied', 'instance_id', new.source_instance_id),
        'Delete the other copy first.');
    end if;
  else
    is_changed := is_changed or new.base is distinct from old.base;
    if new.base_version < 0 or new.base_version > 1000000000 and new.base_version is distinct from old.base_version
        and auth.uid() is null then
      perform private.refuse_version(tg_table_name, 'base_version');
    end if;
  end if;
  -- While reality stands as in base, the proposal is written as it is: what equals base must be base to the byte.
  new.params := private.keep_forms(new.base -> 'params', new.params);
  -- Whoever sets them by hand, as a repair does, gets what they are.
  new.edited_params := case when is_changed or new.edited_params is distinct from old.edited_params
    then private.edited_params(new.base -> 'params', new.params) else old.edited_params end;
  if new.agreed_fields is distinct from '{}' and (is_changed or new.agreed_fields is distinct from old.agreed_fields) then
    new.agreed_fields := array(select distinct field from unnest(new.agreed_fields) as field
      where private.field_of(jsonb_build_object('name', new.name, 'status', new.status, 'params', new.params), field)
        is not distinct from private.field_of(new.base, field));
  end if;
  new.version := old.version + is_changed::integer;
  new.updated_at :=
    case when is_changed or new.deleted_at is distinct from old.deleted_at then moment else old.updated_at end;
  return new;
end $$;

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

create function private.limit_scenario_instances() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  scenario_ids uuid[];
  user_ids uuid[];
begin
  if tg_op = 'INSERT' then
    scenario_ids := array(select distinct scenario_id from written);
    user_ids := array(select distinct user_id from written);
    perform private.refuse_past_limit('max_copies', count(*),
      'All scenarios together can hold at most %s investments, those included that were deleted lately.',
      'Delete scenarios that you no longer need; what is deleted is removed for good after a while.')
    from public.scenario_instances where user_id = any (user_ids) group by user_id;
  elsif exists (select from was where deleted_at is not null) then
    scenario_ids := array(select distinct written.scenario_id from was join written using (id)
      where was.deleted_at is not null and written.deleted_at is null);
  else
    return null;
  end if;
  perform private.refuse_past_limits('scenario_instances', tg_op = 'INSERT', count(*) filter (where deleted_at is null),
    count(*), 'A scenario can hold at most %s investments')
  from public.scenario_instances where scenario_id = any (scenario_ids) group by scenario_id;
  return null;
end $$;

-- Rows of history go with their account, by foreign keys: then this is asked from within the trigger of a key, once a
-- statement. Whoever deletes by themselves stands one trigger deep.
create function private.keep_history() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' and tg_table_name <> 'feature_flag_audit' and pg_trigger_depth() > 1 then
    return null;
  end if;
  perform private.fail('PT403', 'History is never changed.', '{"reason": "append_only"}', 'Write a new entry.');
  return null;
end $$;

-- Ids of requests are known for good, so there is an end to them.
create function private.limit_history() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.refuse_past_limit('max_history_entries', (
      select count(*) from public.scenario_applications where user_id = owner.user_id and status = 'success'),
    'An account can keep at most %s entries of history. Nothing was changed.', 'Ask whoever runs the app for more room.')
  from (select distinct user_id from written where status = 'success') as owner;
  return null;
end $$;

-- Past the limit the oldest items go: first those that no undo needs. The entry stays and says so.
create function private.prune_history() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  owner uuid;
  excess bigint;
  pruned uuid[];
begin
  for owner in select distinct user_id from written loop
    excess := (select count(*) from public.scenario_application_items where user_id = owner)
      - private.limit_of('max_history_items');
    continue when excess <= 0;
    pruned := array(
      select id from (
        select application.id, sum(held.items) over (order by application.operation in ('apply', 'revert'),
          application.created_at, application.id) - held.items as before
        from public.scenario_applications as application
        cross join lateral (
          select count(*) as items from public.scenario_application_items where application_id = application.id) as held
        where application.user_id = owner and not application.items_pruned and held.items > 0
      ) as oldest
      where before < excess);
    delete from public.scenario_application_items where application_id = any (pruned);
    update public.scenario_applications set items_pruned = true where id = any (pruned);
  end loop;
  return null;
end $$;

-- What changed nothing is remembered no longer than its answer.
create function private.forget_attempt() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.scenario_applications where id = old.application_id and status <> 'success';
  return null;
end $$;

-- A scenario that is gone for good is no longer named, items that took too much room are said to be gone; nothing else of
-- a row changes.
create function private.keep_application() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if to_jsonb(new) = to_jsonb(old) || '{"items_pruned": true}'
      and not exists (select from public.scenario_application_items where application_id = old.id) then
    return new;
  elsif to_jsonb(new) <> to_jsonb(old) || '{"scenario_id": null}'
      or exists (select from public.scenarios where id = old.scenario_id) then
    perform private.fail('PT403', 'History is never changed.', '{"reason": "append_only"}', 'Write a new entry.');
  end if;
  return new;
end $$;

-- Triggers -------------------------------------------------------------------------------------
-- Their names keep the order: the locks, the feature (20250115000005), the bookkeeping, the checks.

create trigger a_lock_before_write before insert or update or delete on public.scenarios
  for each statement execute function private.lock_before_write();
select private.bound_rows_of('public.scenarios', 'max_scenarios');
create trigger keep_scenario before insert or update on public.scenarios
  for each row execute function private.keep_scenario();
create trigger limit_after_insert after insert on public.scenarios
  referencing new table as written for each statement execute function private.limit_scenarios();
create trigger limit_after_restore after update on public.scenarios
  referencing old table as was new table as written for each statement execute function private.limit_scenarios();

create trigger a_lock_before_write before insert or update or delete on public.scenario_instances
  for each statement execute function private.lock_before_write();
select private.bound_rows_of('public.scenario_instances', 'max_rows_a_request');
create trigger keep_scenario_instance before insert or update on public.scenario_instances
  for each row execute function private.keep_scenario_instance();
create trigger limit_after_insert after insert on public.scenario_instances
  referencing new table as written for each statement execute function private.limit_scenario_instances();
create trigger limit_after_restore after update on public.scenario_instances
  referencing old table as was new table as written for each statement
  execute function private.limit_scenario_instances();

create trigger limit_after_insert after insert on public.scenario_applications
  referencing new table as written for each statement execute function private.limit_history();
create trigger prune_after_insert after insert on public.scenario_application_items
  referencing new table as written for each statement execute function private.prune_history();
create trigger forget_attempt after delete on private.request_answers
  for each row when (old.is_attempt) execute function private.forget_attempt();
create trigger keep_application before update on public.scenario_applications
  for each row execute function private.keep_application();
create trigger keep_history before delete or truncate on public.scenario_applications
  for each statement execute function private.keep_history();
create trigger keep_history before update or delete or truncate on public.scenario_application_items
  for each statement execute function private.keep_history();
create trigger keep_history before delete or truncate on public.feature_flag_audit
  for each statement execute function private.keep_history();

-- Grants ---------------------------------------------------------------------------------------

revoke execute on all functions in schema private from public;
grant execute on function private.edited_params(jsonb, jsonb), private.field_of(jsonb, text) to authenticated, service_role;

-- Comments -------------------------------------------------------------------------------------

comment on function private.keep_scenario() is 'Keeps the bookkeeping of scenarios true, whoever writes.';
comment on function private.edited_params(jsonb, jsonb) is 'Keys that params have otherwise than base, be it only a default written out; none for what is new.';
comment on function private.keep_scenario_instance() is 'Keeps the bookkeeping of scenario instances true, whoever writes.';
comment on function private.limit_scenarios() is 'Refuses more scenarios than a user may keep.';
comment on function private.limit_scenario_instances() is 'Refuses more instances than a scenario may hold.';
comment on function private.limit_history() is 'Refuses more entries of history than an account can keep.';
comment on function private.prune_history() is 'Removes the oldest items of history past the limit, and notes it on their entries.';
comment on function private.forget_attempt() is 'Removes the entry of what changed nothing with its answer.';
comment on function private.keep_history() is 'Refuses to change history; what it does not keep any longer goes by triggers and foreign keys alone.';
comment on function private.keep_application() is 'Lets a record of history lose nothing but its scenario and its items, once these are gone.';
