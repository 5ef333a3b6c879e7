-- What keeps the copies in scenarios true, whoever writes: bookkeeping columns, limits, content.

-- Trigger functions -------------------------------------------------------------------------------

create function private.keep_scenario_instance() returns trigger language plpgsql set search_path = '' as $$
declare
  is_client constant boolean := private.is_client();
  moment constant timestamptz := clock_timestamp();
  is_changed boolean;
begin
  if pg_column_size(new) > 16384 then
    perform private.refuse_great_row(tg_table_name, new);
  end if;
  if num_nulls(new.name, new.kind, new.status, new.params) > 0 then
    perform private.refuse_missing(tg_table_name, to_jsonb(new), '{name,kind,status,params}');
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
    new.params := jsonb_strip_nulls(new.params);
    new.edited_params := private.edited_params(new.base -> 'params', new.params);
    new.params := private.keep_forms(new.base -> 'params', new.params, new.edited_params);
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
  if new.params = old.params then
    new.params := old.params;
  else
    new.params := jsonb_strip_nulls(new.params);
    -- What equals what is stored is not judged, and could be thousands of digits long.
    if is_client then
      new.params := private.keep_forms(old.params, new.params);
    end if;
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
  -- Whoever sets them by hand, as a repair does, gets what they are.
  new.edited_params := private.edited_params(new.base -> 'params', new.params);
  -- While reality stands as in base, the proposal is written as it is: what equals base must be base to the byte. As keep_forms
  -- does, without comparing key by key once more.
  if new.edited_params <> '{}' then
    new.params := new.params || ((new.base -> 'params') - new.edited_params);
  elsif new.params = new.base -> 'params' then
    new.params := new.base -> 'params';
  end if;
  if new.agreed_fields is distinct from '{}' and (is_changed or new.agreed_fields is distinct from old.agreed_fields) then
    new.agreed_fields := array(select distinct field from unnest(new.agreed_fields) as field
      where private.field_of(to_jsonb((new.name, new.status, new.params)::private.content), field)
        is not distinct from private.field_of(new.base, field));
  end if;
  new.version := old.version + is_changed::integer;
  new.updated_at :=
    case when is_changed or new.deleted_at is distinct from old.deleted_at then moment else old.updated_at end;
  return new;
end $$;
comment on function private.keep_scenario_instance() is 'Keeps the bookkeeping of scenario instances true, whoever writes.';

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
comment on function private.limit_scenario_instances() is 'Refuses more instances than a scenario may hold.';

-- Triggers ----------------------------------------------------------------------------------------

create trigger a_lock_before_write before insert or update or delete on public.scenario_instances
  for each statement execute function private.lock_before_write();
create trigger a_require_feature before insert or update on public.scenario_instances
  for each statement execute function private.require_scenarios_feature();

select private.bound_rows_of('public.scenario_instances', 'max_rows_a_request');

create trigger keep_scenario_instance before insert or update on public.scenario_instances
  for each row execute function private.keep_scenario_instance();
create trigger limit_after_insert after insert on public.scenario_instances
  referencing new table as written for each statement execute function private.limit_scenario_instances();
create trigger limit_after_restore after update on public.scenario_instances
  referencing old table as was new table as written for each statement
  execute function private.limit_scenario_instances();
create trigger check_after_insert after insert on public.scenario_instances
  referencing new table as written for each statement execute function private.check_scenario_instances();
create trigger check_after_update after update on public.scenario_instances
  referencing old table as previous new table as written
  for each statement execute function private.check_scenario_instances();
