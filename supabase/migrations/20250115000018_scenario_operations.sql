-- Whole-scenario operations: a deep copy, and changes to many instances.

-- Private functions ----------------------------------------------------------------------------

create function private.duplicate_scenario(p_scenario_id uuid, p_name text, p_request_id uuid) returns json
language plpgsql security definer set search_path = '' set jit = off set enable_nestloop = off as $$
declare
  started constant timestamptz := clock_timestamp();
  arguments constant jsonb := jsonb_build_object('operation', 'duplicate', 'scenario_id', p_scenario_id, 'name', p_name);
  first_id constant uuid := private.begin_request(p_request_id, arguments);
  source public.scenarios;
  scenario public.scenarios;
  application public.scenario_applications;
  copied_at timestamptz;
begin
  if first_id is not null then
    return private.copies_answer(first_id, true);
  end if;
  perform private.hold_feature('feature:scenarios');
  source := private.own_scenario(p_scenario_id);
  insert into public.scenarios (user_id, name, description, status, tags, assumptions)
  values (auth.uid(), coalesce(p_name, left(source.name, 113) || ' (copy)'), source.description, source.status,
    source.tags, source.assumptions)
  returning * into scenario;
  application := private.new_application(scenario.id, scenario.name, p_request_id, 'duplicate');
  copied_at := clock_timestamp();
  application.status := 'success';
  with added as (
    insert into public.scenario_instances (user_id, scenario_id, lineage_id, source_instance_id, base, base_version,
      name, kind, status, params, agreed_fields, created_at)
    select user_id, scenario.id, lineage_id, source_instance_id, base, base_version, name, kind, status, params, agreed_fields,
      copied_at + row_number() over (order by created_at, id) * interval '1 microsecond'
    from public.scenario_instances where scenario_id = p_scenario_id and deleted_at is null
    returning *
  ),
  recorded as (
    insert into public.scenario_application_items (user_id, application_id, instance_id, scenario_instance_id,
      lineage_id, kind, action, after, created_at)
    select user_id, application.id, source_instance_id, id, lineage_id, kind, 'none',
      to_jsonb((name, status, params)::private.content), created_at
    from added
  )
  select count(*), count(*) into application.items_total, application.items_applied from added;
  perform private.record(application, started, arguments);
  return private.copies_answer(application.id, false);
end $$;
comment on function private.duplicate_scenario(uuid, text, uuid) is 'See public.duplicate_scenario.';
grant execute on function private.duplicate_scenario(uuid, text, uuid) to authenticated, service_role;

create function private.check_changes(p_changes jsonb) returns void language plpgsql stable
set search_path = '' as $$
declare
  wrong text;
begin
  if jsonb_typeof(p_changes) is distinct from 'object' or p_changes = '{}' then
    perform private.refuse_argument('p_changes', 'Changes must be an object of fields.',
      'Send {"params.growth_rate": {"add": 0.5}}.');
  end if;
  select field into wrong from jsonb_each(p_changes) as change (field, value)
  where jsonb_typeof(value) <> 'object'
     or (select count(*) from jsonb_object_keys(case jsonb_typeof(value) when 'object' then value else '{}' end)) <> 1
     or not coalesce(value ? 'set' and jsonb_typeof(value -> 'set') not in ('object', 'array')
       or value ?| array['add', 'multiply'] and starts_with(field, 'params.')
         and jsonb_typeof(coalesce(value -> 'add', value -> 'multiply')) = 'number'
         and private.survives_float8((coalesce(value -> 'add', value -> 'multiply'))::numeric), false)
     or not (field in ('name', 'status') and jsonb_typeof(value -> 'set') = 'string' or starts_with(field, 'params.')
       and exists (select from private.field_definitions where entity <> 'assumptions' and key = substr(field, 8)))
  limit 1;
  if found then
    perform private.fail('PT400', 'A change is not understood.',
      jsonb_build_object('reason', 'bad_change', 'argument', 'p_changes', 'field', wrong),
      'Send {"set": value}, {"add": number} or {"multiply": number} for a known field.');
  end if;
end $$;
comment on function private.check_changes(jsonb) is 'PT400 unless changes have the right form.';

create function private.changed_value(p_type text, p_value jsonb, p_change jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select case
    when p_change ? 'set' then p_change -> 'set'
    when jsonb_typeof(p_value) = 'number' then to_jsonb(trim_scale(
      -- Fifteen digits: what every browser shows again as it was. Past what a double holds the check of the field says so.
      case when p_type = 'integer' then round(number.value)
        when abs(number.value) between 1e-300 and 1e300 then to_char(number.value, '9.99999999999999EEEE')::numeric
        else number.value end))
  end
  from (select case jsonb_typeof(p_value) when 'number' then case when p_change ? 'add'
    then p_value::numeric + (p_change -> 'add')::numeric
    else p_value::numeric * (p_change -> 'multiply')::numeric end end) as number (value)
$$;
comment on function private.changed_value(text, jsonb, jsonb) is 'A value, or what a missing key means, after a change; null when there is nothing to add to or multiply.';

-- Each chosen row with each change: what it holds, what it would become, whether the field concerns it.
create function private.changed_cells(p_scenario_id uuid, p_ids uuid[], p_changes jsonb)
returns table (id uuid, field text, old_value jsonb, missing jsonb, is_known boolean, value jsonb)
language sql stable rows 1000 set search_path = '' set jit = off set enable_nestloop = off as $$
  select chosen.id, change.key, old.value, definition.default_value,
    change.key in ('name', 'status') or definition.key is not null,
    private.changed_value(definition.type, old.value, change.value)
  from public.scenario_instances as chosen cross join jsonb_each(p_changes) as change
  left join private.field_definitions as definition
    on definition.entity = chosen.kind and change.key = 'params.' || definition.key
  -- A missing key is its default: a step starts there, and what ends there is no change.
  cross join lateral (select case change.key
    when 'name' then to_jsonb(chosen.name)
    when 'status' then to_jsonb(chosen.status)
    else coalesce(chosen.params -> definition.key, definition.default_value) end as value) as old
  where scenario_id = p_scenario_id and deleted_at is null and (p_ids is null or chosen.id = any (p_ids))
$$;
comment on function private.changed_cells(uuid, uuid[], jsonb) is 'Each chosen row of a scenario with each change: what the field holds and what it would become, null when there is nothing to change.';

-- Read from what was written, by the first answer too. What a change had no value for or does not concern it still has not
-- once it is made.
create function private.bulk_answer(p_application_id uuid, p_ids uuid[], p_changes jsonb, p_is_replayed boolean) returns json
language plpgsql stable set search_path = '' set jit = off as $$
declare
  application public.scenario_applications;
begin
  select * into application from public.scenario_applications where id = p_application_id;
  return json_build_object('application_id', application.id, 'request_id', application.request_id,
    'replayed', p_is_replayed, 'status', application.status,
    'error', (select error from private.request_answers where application_id = p_application_id),
    'changed', (
      select coalesce(json_agg(json_build_object('scenario_instance_id', scenario_instance_id, 'version', after_version)), '[]')
      from public.scenario_application_items where application_id = p_application_id),
    'not_concerned', (
      select coalesce(json_agg(json_build_object('scenario_instance_id', id, 'field', field,
        'reason', case when is_known then 'no_value' else 'unknown_field' end)), '[]')
      from private.changed_cells(application.scenario_id, p_ids, p_changes)
      where application.status = 'success' and (not is_known or value is null)));
end $$;
comment on function private.bulk_answer(uuid, uuid[], jsonb, boolean) is 'The answer of a bulk edit, read from what it wrote.';

create function private.bulk_edit_scenario_instances(p_scenario_id uuid, p_ids uuid[], p_changes jsonb,
  p_request_id uuid) returns json
language plpgsql security definer set search_path = '' set jit = off set enable_nestloop = off as $$
declare
  started constant timestamptz := clock_timestamp();
  arguments constant jsonb := jsonb_build_object('operation', 'bulk_edit', 'scenario_id', p_scenario_id, 'ids', p_ids,
    'changes', p_changes);
  first_id constant uuid := private.begin_request(p_request_id, arguments);
  changes jsonb;
  scenario public.scenarios;
  application public.scenario_applications;
  failure json;
  code text; message text; detail text; hint text;
begin
  -- What was carried out before is told again.
  if first_id is not null then
    return private.bulk_answer(first_id, p_ids, private.document(p_changes, 'p_changes'), true);
  end if;
  -- What is asked must be allowed, understood, and of rows that are there.
  perform private.hold_feature('feature:scenarios');
  changes := private.document(p_changes, 'p_changes');
  perform private.check_changes(changes);
  if changes ? 'name' then
    changes := changes || jsonb_build_object('name', private.with_tidy_name(changes -> 'name', 'set'));
  end if;
  scenario := private.own_scenario(p_scenario_id);
  perform private.check_chosen(p_scenario_id, p_ids);
  -- Nobody changes these rows meanwhile.
  perform from public.scenario_instances
  where scenario_id = p_scenario_id and deleted_at is null and (p_ids is null or id = any (p_ids))
  order by id for no key update;
  application := private.new_application(scenario.id, scenario.name, p_request_id, 'bulk_edit');
  application.status := 'success';

  -- All is written, or nothing: a value that a field may not hold undoes this block, and is recorded as a failure.
  begin
    with chosen as (
      select * from public.scenario_instances
      where scenario_id = p_scenario_id and deleted_at is null and (p_ids is null or id = any (p_ids))
    ),
    -- Each that a change gives another value has its fields replaced.
    edited as (
      select chosen.*, private.with_fields(to_jsonb((chosen.name, chosen.status, chosen.params)::private.content), fields.value) as after
      from chosen
      join (select id, jsonb_object_agg(field, value) from private.changed_cells(p_scenario_id, p_ids, changes)
        where is_known and value is not null and coalesce(nullif(value, 'null'), missing) is distinct from old_value
        group by id) as fields (id, value) using (id)
    ),
    -- What is other content by that is written.
    written as (
      update public.scenario_instances as copy
      set name = edited.after ->> 'name', status = edited.after ->> 'status', params = edited.after -> 'params'
      from edited
      where copy.id = edited.id and copy.scenario_id = p_scenario_id and (copy.name, copy.status, copy.params)
        is distinct from (edited.after ->> 'name', edited.after ->> 'status', edited.after -> 'params')
      returning copy.id, copy.version, to_jsonb((copy.name, copy.status, copy.params)::private.content) as after
    ),
    -- History has what it was and what it became.
    recorded as (
      insert into public.scenario_application_items (user_id, application_id, instance_id, scenario_instance_id,
        lineage_id, kind, action, before, after, before_version, after_version)
      select edited.user_id, application.id, source_instance_id, edited.id, lineage_id, kind, 'none',
        to_jsonb((name, status, params)::private.content), written.after, edited.version, written.version
      from edited join written using (id)
    )
    select (select count(*) from chosen), (select count(*) from written)
    into application.items_total, application.items_applied;
  exception when others then
    get stacked diagnostics code = returned_sqlstate, message = message_text,
      detail = pg_exception_detail, hint = pg_exception_hint;
    if not private.is_recordable(code) then
      raise;
    end if;
    application.status := 'failed';
    application.error_code := code;
    application.error_message := message;
    failure := private.error_answer(code, message, detail, hint);
  end;
  perform private.record(application, started, arguments, null, failure);
  return private.bulk_answer(application.id, p_ids, changes, false);
end $$;
comment on function private.bulk_edit_scenario_instances(uuid, uuid[], jsonb, uuid) is 'See public.bulk_edit_scenario_instances.';
grant execute on function private.bulk_edit_scenario_instances(uuid, uuid[], jsonb, uuid) to authenticated, service_role;

-- Public functions -----------------------------------------------------------------------------

create function public.duplicate_scenario(p_scenario_id uuid, p_name text, p_request_id uuid)
returns json language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.duplicate_scenario(p_scenario_id, private.short(p_name, 'name'), p_request_id);
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.duplicate_scenario(uuid, text, uuid) is 'A deep copy with bases and lineage: {scenario, copied: [{scenario_instance_id, instance_id}], application_id, request_id, replayed}.';
revoke execute on function public.duplicate_scenario(uuid, text, uuid) from public, anon;
grant execute on function public.duplicate_scenario(uuid, text, uuid) to authenticated, service_role;

create function public.bulk_edit_scenario_instances(p_scenario_id uuid, p_scenario_instance_ids uuid[],
  p_changes jsonb, p_request_id uuid)
returns json language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.bulk_edit_scenario_instances(p_scenario_id,
    private.few(p_scenario_instance_ids, 'max_scenario_instances'), private.small(p_changes, 'max_changes_bytes'), p_request_id);
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.bulk_edit_scenario_instances(uuid, uuid[], jsonb, uuid) is 'Changes to many instances of a scenario, all or nothing: {status: success | failed, changed: [{scenario_instance_id, version}], not_concerned: [{scenario_instance_id, field, reason: unknown_field | no_value}], error}.';
revoke execute on function public.bulk_edit_scenario_instances(uuid, uuid[], jsonb, uuid) from public, anon;
grant execute on function public.bulk_edit_scenario_instances(uuid, uuid[], jsonb, uuid) to authenticated, service_role;
