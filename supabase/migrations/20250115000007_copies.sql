-- A scenario with its copies, and copies into one that is there.

-- Private functions -------------------------------------------------------------------------------

-- What was created with its copies, in the words of the request: read from what was written, by the first answer too.
create function private.copies_answer(p_application_id uuid, p_is_replayed boolean) returns json
language plpgsql stable set search_path = '' set jit = off as $$
declare
  application public.scenario_applications;
  scenario public.scenarios;
  copies json; compared json;
begin
  select * into application from public.scenario_applications where id = p_application_id;
  select * into scenario from public.scenarios where id = application.scenario_id;
  if scenario.id is null and application.scenario_name is not null then
    perform private.refuse_answered_long_ago(application.request_id, application.id, application.status);
  end if;
  select coalesce(json_agg(entry order by created_at, id), '[]'),
    coalesce(json_agg(entry order by created_at, id) filter (where before_version is not null), '[]')
  into copies, compared
  from public.scenario_application_items
  cross join lateral (select case when application.scenario_name is null then json_build_object('instance_id', instance_id)
    else json_build_object('scenario_instance_id', scenario_instance_id, 'instance_id', instance_id) end) as named (entry)
  where application_id = p_application_id;
  return case application.operation
    when 'create' then json_build_object('application_id', application.id, 'request_id', application.request_id,
      'replayed', p_is_replayed, 'scenario', to_json(scenario), 'copied', copies, 'skipped', '[]'::json)
    when 'duplicate' then json_build_object('application_id', application.id, 'request_id', application.request_id,
      'replayed', p_is_replayed, 'scenario', to_json(scenario), 'copied', copies)
    else case when application.scenario_name is null then json_build_object('application_id', application.id,
        'request_id', application.request_id, 'replayed', p_is_replayed, 'imported', copies)
      else json_build_object('application_id', application.id, 'request_id', application.request_id,
        'replayed', p_is_replayed, 'scenario', to_json(scenario), 'imported', copies, 'compared_with_reality', compared) end
  end;
end $$;
comment on function private.copies_answer(uuid, boolean) is 'The answer of create, duplicate and import, read from what they wrote.';

create function private.copy_instances(p_scenario_id uuid, p_instance_ids uuid[], p_application_id uuid,
  out copied json, out skipped json, out copied_count integer)
language plpgsql set search_path = '' as $$
declare
  copied_at constant timestamptz := clock_timestamp();
  found_count bigint;
  missing uuid;
begin
  if num_nulls(variadic p_instance_ids) > 0 then
    perform private.refuse_argument('p_instance_ids', 'An instance id is missing.', 'Send ids only.');
  end if;
  perform from public.instances
  where id = any (p_instance_ids) and user_id = (select auth.uid()) and deleted_at is null order by id for share;
  get diagnostics found_count = row_count;
  -- One may have been sent twice.
  if found_count < cardinality(p_instance_ids) then
    select id into missing from (
      select unnest(p_instance_ids) as id
      except select id from public.instances where user_id = (select auth.uid()) and deleted_at is null
    ) as missing
    limit 1;
    if found then
      perform private.not_found('instance', missing);
    end if;
  end if;

  with already as materialized (
    select id, source_instance_id from public.scenario_instances
    where scenario_id = p_scenario_id and source_instance_id = any (p_instance_ids) and deleted_at is null
  ),
  added as (
    insert into public.scenario_instances
      (user_id, scenario_id, lineage_id, source_instance_id, base, base_version, name, kind, status, params,
       created_at)
    select instance.user_id, p_scenario_id, instance.lineage_id, instance.id,
      to_jsonb((instance.name, instance.status, instance.params)::private.content),
      instance.version, instance.name, instance.kind, instance.status, instance.params,
      copied_at + wanted.position * interval '1 microsecond' -- keeps the order in which they were chosen
    from (select id, min(position) as position from unnest(p_instance_ids) with ordinality as wanted (id, position)
      group by id) as wanted
    join public.instances as instance on instance.id = wanted.id
    where instance.id not in (select source_instance_id from already)
    order by wanted.position
    returning id, user_id, source_instance_id, lineage_id, kind, base, base_version, created_at
  ),
  recorded as (
    insert into public.scenario_application_items (user_id, application_id, scenario_instance_id, instance_id,
      lineage_id, kind, action, before, after, before_version, after_version, created_at)
    select user_id, p_application_id, id, source_instance_id, lineage_id, kind, 'none', base, base, base_version,
      base_version, created_at
    from added
  )
  select
    (select coalesce(json_agg(json_build_object('scenario_instance_id', id, 'instance_id', source_instance_id)), '[]')
      from added),
    (select coalesce(json_agg(json_build_object('scenario_instance_id', id, 'instance_id', source_instance_id)), '[]')
      from already),
    (select count(*) from added)
  into copied, skipped, copied_count;
end $$;
comment on function private.copy_instances(uuid, uuid[], uuid) is 'Copies instances of the caller into a scenario with their base, and writes that to the history as items of an application; those already copied are skipped.';

create function private.create_scenario(p_request_id uuid, p_name text, p_description text, p_instance_ids uuid[])
returns json language plpgsql security definer set search_path = '' as $$
declare
  started constant timestamptz := clock_timestamp();
  arguments constant jsonb := jsonb_build_object('operation', 'create', 'name', p_name,
    'description', p_description, 'instance_ids', p_instance_ids);
  first_id constant uuid := private.begin_request(p_request_id, arguments);
  scenario public.scenarios;
  application public.scenario_applications;
  copies record;
begin
  if first_id is not null then
    return private.copies_answer(first_id, true);
  end if;
  perform private.hold_feature('feature:scenarios');
  -- No name is refused as an empty one is.
  insert into public.scenarios (user_id, name, description) values (auth.uid(), coalesce(p_name, ''), p_description)
  returning * into scenario;
  application := private.new_application(scenario.id, scenario.name, p_request_id, 'create');
  select * into copies from private.copy_instances(scenario.id, coalesce(p_instance_ids, '{}'), application.id);
  application.status := 'success';
  application.items_total := copies.copied_count;
  application.items_applied := copies.copied_count;
  perform private.record(application, started, arguments);
  return private.copies_answer(application.id, false);
end $$;
comment on function private.create_scenario(uuid, text, text, uuid[]) is 'See public.create_scenario.';
grant execute on function private.create_scenario(uuid, text, text, uuid[]) to authenticated, service_role;

create function private.copy_instances_to_scenario(p_scenario_id uuid, p_instance_ids uuid[])
returns json language plpgsql security definer set search_path = '' as $$
declare
  started constant timestamptz := clock_timestamp();
  scenario public.scenarios;
  application public.scenario_applications;
  copies record;
begin
  perform private.lock_caller();
  perform private.hold_feature('feature:scenarios');
  if coalesce(cardinality(p_instance_ids), 0) = 0 then
    perform private.refuse_argument('p_instance_ids', 'No investment was chosen.', 'Choose at least one investment.');
  end if;
  scenario := private.own_scenario(p_scenario_id);
  application := private.new_application(scenario.id, scenario.name, null, 'copy');
  select * into copies from private.copy_instances(scenario.id, p_instance_ids, application.id);
  if copies.copied_count > 0 then
    application.status := 'success';
    application.items_total := copies.copied_count;
    application.items_applied := copies.copied_count;
    perform private.record(application, started, null);
  end if;
  return json_build_object('copied', copies.copied, 'skipped', copies.skipped);
end $$;
comment on function private.copy_instances_to_scenario(uuid, uuid[]) is 'See public.copy_instances_to_scenario.';
grant execute on function private.copy_instances_to_scenario(uuid, uuid[]) to authenticated, service_role;

create function private.set_primary_scenario(p_scenario_id uuid) returns json
language plpgsql security definer set search_path = '' as $$
declare
  scenario public.scenarios;
begin
  perform private.lock_caller();
  perform private.hold_feature('feature:scenarios');
  scenario := private.own_scenario(p_scenario_id);
  -- Two statements: the unique index allows one primary at any moment.
  update public.scenarios set is_primary = false
  where user_id = (select auth.uid()) and is_primary and id <> p_scenario_id and deleted_at is null;
  update public.scenarios set is_primary = true where id = p_scenario_id returning * into scenario;
  return to_json(scenario);
end $$;
comment on function private.set_primary_scenario(uuid) is 'See public.set_primary_scenario.';
grant execute on function private.set_primary_scenario(uuid) to authenticated, service_role;

-- Public functions -----------------------------------------------------------------------------

create function public.create_scenario(p_request_id uuid, p_name text, p_description text default null,
  p_instance_ids uuid[] default '{}')
returns json language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.create_scenario(p_request_id, private.short(p_name, 'name'),
    private.short(p_description, 'description'), private.few(p_instance_ids, 'max_instances'));
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.create_scenario(uuid, text, text, uuid[]) is 'A scenario with copies of these instances: {scenario, copied: [{scenario_instance_id, instance_id}], skipped, application_id, request_id, replayed}.';
revoke execute on function public.create_scenario(uuid, text, text, uuid[]) from public, anon;
grant execute on function public.create_scenario(uuid, text, text, uuid[]) to authenticated, service_role;

create function public.copy_instances_to_scenario(p_scenario_id uuid, p_instance_ids uuid[])
returns json language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.copy_instances_to_scenario(p_scenario_id, private.few(p_instance_ids, 'max_instances'));
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.copy_instances_to_scenario(uuid, uuid[]) is 'Copies instances into a scenario: {copied: [{scenario_instance_id, instance_id}], skipped: those already there}.';
revoke execute on function public.copy_instances_to_scenario(uuid, uuid[]) from public, anon;
grant execute on function public.copy_instances_to_scenario(uuid, uuid[]) to authenticated, service_role;

create function public.set_primary_scenario(p_scenario_id uuid)
returns json language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.set_primary_scenario(p_scenario_id);
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.set_primary_scenario(uuid) is 'Makes this the one scenario shown beside reality; returns it.';
revoke execute on function public.set_primary_scenario(uuid) from public, anon;
grant execute on function public.set_primary_scenario(uuid) to authenticated, service_role;
