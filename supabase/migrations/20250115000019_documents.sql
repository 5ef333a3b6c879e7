-- Documents: what an export writes and an import reads, judged in full, each problem by its path. The app's own check
-- (src/domain/documents) says the same before anything is sent.

-- Private functions: judging a document --------------------------------------------------------------

-- Of a scenario, version 2 also says what each copy was copied from (base) and whose child it is (lineage_id). Of instances only
-- those have a lineage that others name.
create function private.document_versions(p_format text) returns text[]
language sql immutable set search_path = '' as $$
  select case p_format when 'scenarios/scenario' then array['1', '2'] else array['1'] end
$$;
comment on function private.document_versions(text) is 'The versions of a format that can be read.';

create function private.envelope_problems(p_document jsonb, p_format text)
returns table (path text, problem text, options text[])
language sql immutable set search_path = '' as $$
  select '', 'wrong_type', null::text[] where jsonb_typeof(p_document) is distinct from 'object'
  union all
  select 'format', 'not_an_option', array[p_format]
  where jsonb_typeof(p_document) = 'object' and p_document -> 'format' is distinct from to_jsonb(p_format)
  union all
  select 'version', 'not_an_option', private.document_versions(p_format)
  where jsonb_typeof(p_document) = 'object'
    and (p_document -> 'version' = any (private.document_versions(p_format)::jsonb[])) is not true
  union all
  select 'instances', 'wrong_type', null
  where jsonb_typeof(p_document) = 'object' and jsonb_typeof(p_document -> 'instances') is distinct from 'array'
$$;
comment on function private.envelope_problems(jsonb, text) is 'What is wrong with a document before its contents are looked at.';

create function private.key_problems(p_document jsonb, p_format text)
returns table (path text, problem text, min numeric, max numeric, options text[])
language sql immutable set search_path = '' set jit = off as $$
  with format as (
    select p_format = 'scenarios/scenario' as is_scenario, p_document -> 'version' = '2' as has_bases
  ),
  level (path, value, known) as (
    select '', p_document, array['format', 'version', 'instances'] || case when is_scenario then array['scenario'] end
    from format
    union all
    select 'scenario.', p_document -> 'scenario', array['name', 'description', 'status', 'tags', 'assumptions']
    from format where is_scenario
    union all
    select format('instances[%s].', position - 1), entry,
      array['name', 'kind', 'status', 'params'] || case when is_scenario then array['source_instance_id'] end
        || case when has_bases or not is_scenario then array['lineage_id'] end || case when has_bases then array['base'] end
    from format cross join jsonb_array_elements(p_document -> 'instances') with ordinality as given (entry, position)
    union all
    select format('instances[%s].base.', position - 1), entry -> 'base', array['name', 'status', 'params']
    from format cross join jsonb_array_elements(p_document -> 'instances') with ordinality as given (entry, position)
    where has_bases and jsonb_typeof(entry) = 'object'
  )
  -- A key may be as long as the document: no known one is. One that is null says nothing, so nothing is lost with it.
  select path || left(extra.key, 100), 'unknown_field', null::numeric, null::numeric, null::text[]
  from level
  cross join jsonb_each(case jsonb_typeof(level.value) when 'object' then level.value - known else '{}' end) as extra
  where extra.value <> 'null'
$$;
comment on function private.key_problems(jsonb, text) is 'The keys of a document, its scenario and its instances that are outside the format, by path.';

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
  select 'scenario.description', 'wrong_form', null, null, null
  where private.has_description_controls(p_scenario ->> 'description')
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
  where jsonb_typeof(tag) <> 'string' or length(tag #>> '{}') > 40
    or private.name_problem(tag #>> '{}') = 'required'
  union all
  select format('scenario.tags[%s]', position - 1), 'wrong_form', null, null, null
  from jsonb_array_elements(case jsonb_typeof(p_scenario -> 'tags') when 'array' then p_scenario -> 'tags' else '[]' end)
    with ordinality as given (tag, position)
  where jsonb_typeof(tag) = 'string' and private.has_controls(tag #>> '{}')
  union all
  select 'scenario.' || found.field, found.problem, found.min, found.max, found.options
  from private.assumption_problems('scenario', jsonb_strip_nulls(p_scenario -> 'assumptions'), null,
    (select assumptions from public.profiles where user_id = (select auth.uid()))) as found
  where jsonb_typeof(p_scenario -> 'assumptions') = 'object'
$$;
comment on function private.scenario_problems(jsonb) is 'What is wrong with the scenario of a document, by path.';

create function private.entry_problems(p_instances jsonb, p_has_bases boolean, p_is_scenario boolean)
returns table (path text, problem text, min numeric, max numeric, options text[])
language sql stable set search_path = '' set jit = off as $$
  with entry as materialized (
    select format('instances[%s]', position - 1) as place, position, value,
      jsonb_typeof(value) = 'object' as is_object, value ->> 'source_instance_id' as source,
      case when p_has_bases or not p_is_scenario then value ->> 'lineage_id' end as lineage,
      case when p_has_bases and jsonb_typeof(value) = 'object' then nullif(value -> 'base', 'null') end as base,
      coalesce(value ->> 'kind' in ('property', 'portfolio', 'cash', 'loan', 'cash_flow'), false) as has_kind
    from jsonb_array_elements(case jsonb_typeof(p_instances) when 'array' then p_instances else '[]' end)
      with ordinality as given (value, position)
  ),
  identity as materialized (
    select place, position, is_object, source, given.key, given.id,
      -- As a browser writes them: more is read as a uuid.
      given.id like '________-____-____-____-____________' and pg_input_is_valid(given.id, 'uuid') as is_uuid
    from entry cross join lateral (values ('source_instance_id', source), ('lineage_id', lineage)) as given (key, id)
    where is_object and given.id is not null
  ),
  content as materialized (
    -- What is proposed, and what it was copied from: both of the kind of the entry. What the caller's own source holds was
    -- judged when it was written.
    select part.place, part.is_base, entry.position, value ->> 'kind' as kind, has_kind, part.content ->> 'name' as name,
      coalesce(part.content ->> 'status', 'active') as status,
      case jsonb_typeof(part.content -> 'params') when 'object' then jsonb_strip_nulls(part.content -> 'params')
        else part.content -> 'params' end as params,
      jsonb_typeof(part.content -> 'name') as name_type, jsonb_typeof(value -> 'kind') as kind_type,
      jsonb_typeof(part.content -> 'status') as status_type, known.params as known
    from entry
    cross join lateral (values (entry.place, false, value), (entry.place || '.base', true, base)) as part (place, is_base, content)
    left join identity on identity.position = entry.position and identity.key = 'source_instance_id'
    left join public.instances as known on known.id = case when identity.is_uuid then identity.id::uuid end
      and known.user_id = (select auth.uid()) and known.kind = value ->> 'kind'
    where entry.is_object and jsonb_typeof(part.content) = 'object'
  ),
  -- Loans are secured on properties of the document; in a scenario also on those that the caller has and the document does not copy.
  held as materialized (
    select content.place, lower(coalesce(identity.id, content.place)) as lineage_id, content.kind, content.params
    from content left join identity on identity.position = content.position and identity.key = 'lineage_id'
    where not is_base and content.kind in ('property', 'loan') and jsonb_typeof(content.params) = 'object'
  )
  select place, 'wrong_type', null::numeric, null::numeric, null::text[] from entry where not is_object
  union all
  select place || '.base', 'wrong_type', null, null, null from entry where jsonb_typeof(base) <> 'object'
  union all
  select place || '.' || given.key, 'wrong_type', null, null, null
  from content
  cross join lateral (values ('name', name_type), ('kind', case when not is_base then kind_type end), ('status', status_type))
    as given (key, type)
  where given.type not in ('string', 'null')
  union all
  select place || '.' || key, 'wrong_form', null, null, null from identity where not is_uuid
  union all
  -- A base is what a source held.
  select place || '.source_instance_id', 'required', null, null, null
  from entry where base is not null and source is null
  union all
  select place || '.' || key, 'duplicate', null, null, null
  from (
    -- A scenario can hold a copy of what it brought forth itself: of one lineage each once.
    select place, key, row_number() over (partition by key, lower(id), key = 'lineage_id' and source is null
      order by position) as occurrence
    from identity where is_uuid
  ) as repeated
  where occurrence > 1
  union all
  select found.place || '.' || found.field, found.problem, found.min, found.max, found.options
  from private.content_problems(array(
    select (place, kind, name, status, params, known, null)::private.content_row
    from content order by position, is_base)) as found
  join content using (place)
  -- What a field may hold is known of a kind; the kind of a base is that of its entry.
  where case when found.field = 'kind' then not is_base else has_kind or found.field not like 'params.%' end
  union all
  select found.place || '.' || found.field, found.problem, null, null, null
  from private.security_problems(array(
    select (place, lineage_id, kind, null, params, true)::private.secured_row from held
    union all
    select (instance.id, instance.lineage_id, instance.kind, null, instance.params, false)::private.secured_row
    from public.instances as instance
    where p_is_scenario and instance.user_id = (select auth.uid()) and instance.deleted_at is null and instance.kind = 'property'
      and instance.lineage_id::text not in (select held.lineage_id from held))) as found
  join held using (place)
  -- One that is no reference names nothing that could be there.
  where found.problem <> 'not_there' or held.params ->> 'secured_on' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
$$;
comment on function private.entry_problems(jsonb, boolean, boolean) is 'What is wrong with the instances of a document, by path.';

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
comment on function private.refuse_document(jsonb, bigint) is 'PT422 with problems and their paths; left_out says how many there are beyond them.';

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
      select * from private.entry_problems(p_document -> 'instances', p_document -> 'version' = '2', p_format = 'scenarios/scenario')
      union all
      select * from private.entry_parts(p_document, p_format = 'scenarios/scenario')
    ) as problem
  ) as entry;
end $$;
comment on function private.check_document(jsonb, text, text) is 'PT422 unless a document is of this format, valid and within the limits; the first 1,000 problems are named.';
