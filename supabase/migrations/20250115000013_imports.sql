-- Imports: a scenario or instances from a document, in one transaction, or refused with every error and its path.

-- Private functions: judging a document --------------------------------------------------------------


create function private.envelope_problems(p_document jsonb, p_format text)
returns table (path text, problem text, options text[])
language sql immutable set search_path = '' as $$
  select '', 'wrong_type', null::text[] where jsonb_typeof(p_document) is distinct from 'object'
  union all
  select 'format', 'not_an_option', array[p_format]
  where jsonb_typeof(p_document) = 'object' and p_document -> 'format' is distinct from to_jsonb(p_format)
  union all
  select 'version', 'not_an_option', array['1']
  where jsonb_typeof(p_document) = 'object' and p_document -> 'version' is distinct from '1'
  union all
  select 'instances', 'wrong_type', null
  where jsonb_typeof(p_document) = 'object' and jsonb_typeof(p_document -> 'instances') is distinct from 'array'
$$;

create function private.key_problems(p_document jsonb, p_format text)
returns table (path text, problem text, min numeric, max numeric, options text[])
language sql immutable set search_path = '' set jit = off as $$
  with format as (select p_format = 'scenarios/scenario' as is_scenario),
  level (path, value, known) as (
    select '', p_document, array['format', 'version', 'instances'] || case when is_scenario then array['scenario'] end
    from format
    union all
    select 'scenario.', p_document -> 'scenario', array['name', 'description', 'status', 'tags', 'assumptions']
    from format where is_scenario
    union all
    select format('instances[%s].', position - 1), entry,
      array['name', 'kind', 'status', 'params'] || case when is_scenario then array['source_instance_id'] end
    from format cross join jsonb_array_elements(p_document -> 'instances') with ordinality as given (entry, position)
  )
  -- A key may be as long as the document: no known one is. One that is null says nothing, so nothing is lost with it.
  select path || left(extra.key, 100), 'unknown_field', null::numeric, null::numeric, null::text[]
  from level
  cross join jsonb_each(case jsonb_typeof(level.value) when 'object' then level.value - known else '{}' end) as extra
  where extra.value <> 'null'
$$;

create function private.scenario_problems(p_scenario jsonb)
returns table (path text, problem text, min numeric, max numeric, options text[])
language sql stable set search_path = '' as $$
  select 'scenario', 'wrong_type', null::numeric, null::numeric, null::text[]
  where jsonb_typeof(p_scenario) is distinct from 'object'
  union all
  select 'scenario.' || key, 'wrong_type', null, null, null
  from (values ('name', 'string'), ('description', 'string'), ('status', 'string'), ('tags', 'array'),
    ('assumptions', 'object')) as expected (key, type)
  where jsonb_typeof(p_scenario) = 'object' and jsonb_typeof(p_scenario -> key) <> type
    and (key = 'name' or p_scenario -> key <> 'null')
  union all
  select 'scenario.name', problem, 1, 120, null
  from private.name_problem(p_scenario ->> 'name') as problem
  where jsonb_typeof(p_scenario) = 'object' and coalesce(jsonb_typeof(p_scenario -> 'name'), 'string') = 'string'
    and problem is not null
  union all
  select 'scenario.description', 'wrong_length', 0, 2000, null where length(p_scenario ->> 'description') > 2000
  union all
  select 'scenario.status', 'not_an_option', null, null, array['draft', 'active', 'archived']
  where jsonb_typeof(p_scenario -> 'status') = 'string' and p_scenario ->> 'status' not in ('draft', 'active', 'archived')
  union all
  select 'scenario.tags', 'wrong_length', 0, 20, null
  where case jsonb_typeof(p_scenario -> 'tags') when 'array' then jsonb_array_length(p_scenario -> 'tags') > 20 end
  union all
  select format('scenario.tags[%s]', position - 1),
    case jsonb_typeof(tag) when 'string' then 'wrong_length' else 'wrong_type' end, 1, 40, null
  from jsonb_array_elements(case jsonb_typeof(p_scenario -> 'tags') when 'array' then p_scenario -> 'tags' else '[]' end)
    with ordinality as given (tag, position)
  where jsonb_typeof(tag) <> 'string' or length(tag #>> '{}') not between 1 and 40
  union all
  select 'scenario.' || found.field, found.problem, found.min, found.max, found.options
  from private.assumption_problems('scenario', p_scenario -> 'assumptions', null,
    (select assumptions from public.profiles where user_id = auth.uid())) as found
  where jsonb_typeof(p_scenario -> 'assumptions') = 'object'
$$;

create function private.entry_problems(p_instances jsonb)
returns table (path text, problem text, min numeric, max numeric, options text[])
language sql stable set search_path = '' set jit = off as $$
  with entry as materialized (
    select format('instances[%s]', position - 1) as place, position, value,
      jsonb_typeof(value) = 'object' as is_object, value ->> 'source_instance_id' as source
    from jsonb_array_elements(case jsonb_typeof(p_instances) when 'array' then p_instances else '[]' end)
      with ordinality as given (value, position)
  )
  select place, 'wrong_type', null::numeric, null::numeric, null::text[] from entry where not is_object
  union all
  select place || '.' || key, 'wrong_type', null, null, null
  from entry cross join (values ('name', 'string'), ('kind', 'string'), ('status', 'string')) as expected (key, type)
  where is_object and jsonb_typeof(value -> key) <> type
  union all
  select place || '.source_instance_id', 'wrong_form', null, null, null
  from entry where is_object and source !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  union all
  select place || '.source_instance_id', 'duplicate', null, null, null
  from (select place, row_number() over (partition by lower(source) order by position) as occurrence
    from entry where is_object and source is not null) as repeated
  where occurrence > 1
  union all
  select found.place || '.' || found.field, found.problem, found.min, found.max, found.options
  from private.content_problems(array(
    select (place, value ->> 'kind', value ->> 'name', coalesce(value ->> 'status', 'active'),
      case jsonb_typeof(value -> 'params') when 'object' then jsonb_strip_nulls(value -> 'params')
        else value -> 'params' end, null)::private.content_row
    from entry where is_object order by position)) as found
$$;

create function private.refuse_document(p_problems jsonb, p_count bigint default null) returns void
language plpgsql set search_path = '' as $$
begin
  if p_problems is not null then
    perform private.fail('PT422',
      format('The document is not valid: %s %s.', coalesce(nullif(p_problems -> 0 ->> 'path', ''), 'it'),
        replace(p_problems -> 0 ->> 'problem', '_', ' ')),
      jsonb_build_object('reason', 'invalid_document', 'argument', 'p_document', 'errors', p_problems,
        'left_out', coalesce(p_count, jsonb_array_length(p_problems)) - jsonb_array_length(p_problems)),
      'Correct the places named and import again. Nothing was imported.');
  end if;
end $$;

create function private.check_document(p_document jsonb, p_format text, p_limit text) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform private.refuse_document((
    select jsonb_agg(jsonb_strip_nulls(to_jsonb(entry))) from private.envelope_problems(p_document, p_format) as entry));
  perform private.refuse_past_limit(p_limit, jsonb_array_length(p_document -> 'instances'),
    'A document can have at most %s instances.');
  perform private.refuse_document(
    jsonb_agg(jsonb_strip_nulls(to_jsonb(entry) - 'position') order by position) filter (where position <= 1000),
    count(*))
  from (
    select row_number() over () as position, problem.* from (
      select * from private.key_problems(p_document, p_format)
      union all
      select * from private.scenario_problems(p_document -> 'scenario') where p_format = 'scenarios/scenario'
      union all
      select * from private.entry_problems(p_document -> 'instances')
    ) as problem
  ) as entry;
end $$;

-- Private functions: importing ---------------------------------------------------------------------

create function private.import_scenario(p_document jsonb, p_request_id uuid) returns json
language plpgsql security definer set search_path = '' set jit = off as $$
declare
  started constant timestamptz := clock_timestamp();
  arguments constant jsonb := jsonb_build_object('operation', 'import', 'scenario', p_document);
  answer json := private.begin_request(p_request_id, arguments);
  document jsonb;
  scenario public.scenarios;
  application public.scenario_applications;
  imported json;
begin
  if answer is not null then
    return answer;
  end if;
  perform private.require_feature('feature:scenarios');
  document := private.document(p_document, 'p_document');
  perform private.check_document(document, 'scenarios/scenario', 'max_scenario_instances');
  insert into public.scenarios (user_id, name, description, status, tags, assumptions)
  select auth.uid(), given.name, given.description, coalesce(given.status, 'active'), coalesce(given.tags, '{}'),
    coalesce(given.assumptions, '{}')
  from jsonb_to_record(document -> 'scenario') as given
    (name text, description text, status text, tags text[], assumptions jsonb)
  returning * into scenario;
  application := private.new_application(scenario.id, scenario.name, p_request_id, 'import');
  application.status := 'success';
  with entry as (
    select position, value ->> 'name' as name, value ->> 'kind' as kind, coalesce(value ->> 'status', 'active') as status,
      jsonb_strip_nulls(value -> 'params') as params, (value ->> 'source_instance_id')::uuid as source_id
    from jsonb_array_elements(document -> 'instances') with ordinality as given (value, position)
  ),
  added as (
    -- Base is what reality holds now, whatever the document says; what is not the caller's becomes new.
    insert into public.scenario_instances (user_id, scenario_id, lineage_id, source_instance_id, base, base_version,
      name, kind, status, params, created_at)
    select auth.uid(), scenario.id, coalesce(source.lineage_id, gen_random_uuid()), source.id,
      case when source.id is not null then
        jsonb_build_object('name', source.name, 'status', source.status, 'params', source.params) end,
      source.version, entry.name, entry.kind, entry.status, entry.params,
      now() + position * interval '1 microsecond'
    from entry
    left join public.instances as source on source.id = entry.source_id and (source.user_id = auth.uid()) is true
      and source.kind = entry.kind and source.deleted_at is null
    returning *
  ),
  recorded as (
    insert into public.scenario_application_items (user_id, application_id, instance_id, scenario_instance_id,
      lineage_id, kind, action, after)
    select user_id, application.id, source_instance_id, id, lineage_id, kind, 'none',
      jsonb_build_object('name', name, 'status', status, 'params', params)
    from added
  )
  select count(*), count(*), coalesce(json_agg(json_build_object('scenario_instance_id', id,
    'instance_id', source_instance_id) order by created_at), '[]')
  into application.items_total, application.items_applied, imported from added;
  return private.record(application, started, arguments, json_build_object('application_id', application.id,
    'request_id', p_request_id, 'replayed', false, 'scenario', to_json(scenario), 'imported', imported));
end $$;

create function private.import_instances(p_document jsonb, p_request_id uuid) returns json
language plpgsql security definer set search_path = '' set jit = off as $$
declare
  started constant timestamptz := clock_timestamp();
  arguments constant jsonb := jsonb_build_object('operation', 'import', 'instances', p_document);
  answer json := private.begin_request(p_request_id, arguments);
  document jsonb;
  application public.scenario_applications;
  imported json;
begin
  if answer is not null then
    return answer;
  end if;
  document := private.document(p_document, 'p_document');
  perform private.check_document(document, 'scenarios/instances', 'max_instances');
  application := private.new_application(null, null, p_request_id, 'import');
  application.status := 'success';
  with added as (
    insert into public.instances (user_id, name, kind, status, params, created_at)
    select auth.uid(), value ->> 'name', value ->> 'kind', coalesce(value ->> 'status', 'active'),
      jsonb_strip_nulls(value -> 'params'), now() + position * interval '1 microsecond'
    from jsonb_array_elements(document -> 'instances') with ordinality as given (value, position)
    returning *
  ),
  recorded as (
    insert into public.scenario_application_items (user_id, application_id, instance_id, lineage_id, kind, action,
      after, after_version)
    select user_id, application.id, id, lineage_id, kind, 'create',
      jsonb_build_object('name', name, 'status', status, 'params', params), version
    from added
  )
  select count(*), count(*), coalesce(json_agg(json_build_object('instance_id', id) order by created_at), '[]')
  into application.items_total, application.items_applied, imported from added;
  return private.record(application, started, arguments, json_build_object('application_id', application.id,
    'request_id', p_request_id, 'replayed', false, 'imported', imported));
end $$;

-- Public functions -----------------------------------------------------------------------------

create function public.import_scenario(p_document jsonb, p_request_id uuid)
returns json language sql volatile set search_path = '' as $$
  select private.import_scenario(p_document, p_request_id)
$$;

create function public.import_instances(p_document jsonb, p_request_id uuid)
returns json language sql volatile set search_path = '' as $$
  select private.import_instances(p_document, p_request_id)
$$;

-- Grants ---------------------------------------------------------------------------------------

revoke execute on all functions in schema private from public;
grant execute on function private.import_scenario(jsonb, uuid), private.import_instances(jsonb, uuid)
  to authenticated, service_role;
revoke execute on function public.import_scenario(jsonb, uuid), public.import_instances(jsonb, uuid) from public, anon;
grant execute on function public.import_scenario(jsonb, uuid), public.import_instances(jsonb, uuid)
  to authenticated, service_role;

-- Comments -------------------------------------------------------------------------------------

comment on function private.envelope_problems(jsonb, text) is 'What is wrong with a document before its contents are looked at.';
comment on function private.key_problems(jsonb, text) is 'The keys of a document, its scenario and its instances that are outside the format, by path.';
comment on function private.scenario_problems(jsonb) is 'What is wrong with the scenario of a document, by path.';
comment on function private.entry_problems(jsonb) is 'What is wrong with the instances of a document, by path.';
comment on function private.refuse_document(jsonb, bigint) is 'PT422 with problems and their paths; left_out says how many there are beyond them.';
comment on function private.check_document(jsonb, text, text) is 'PT422 unless a document is of this format, valid and within the limits; the first 1,000 problems are named.';
comment on function private.import_scenario(jsonb, uuid) is 'See public.import_scenario.';
comment on function private.import_instances(jsonb, uuid) is 'See public.import_instances.';
comment on function public.import_scenario(jsonb, uuid) is 'A scenario from a document of format scenarios/scenario: {scenario, imported: [{scenario_instance_id, instance_id}], application_id, request_id, replayed}.';
comment on function public.import_instances(jsonb, uuid) is 'Instances from a document of format scenarios/instances: {imported: [{instance_id}], application_id, request_id, replayed}.';
