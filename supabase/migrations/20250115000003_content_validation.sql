-- What may be stored: names, kinds, statuses, and each field as the catalogue defines it. Checked once a
-- statement over all rows that it changed, and only where they differ from what was already stored.

-- Types ----------------------------------------------------------------------------------------

create type private.content_row as (
  place text,    -- what to call the row in an error: an id, or a path in a document
  entity text,   -- a kind of instance, or assumptions
  name text,
  status text,
  params jsonb,
  known jsonb    -- params that were checked before
);

-- Private functions ----------------------------------------------------------------------------

create function private.survives_float8(p_value numeric) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  -- Fifteen digits always do; the rest must come back as they went. What is far too long is not written out for it.
  return abs(p_value) <= 1e300 and scale(p_value) <= 400 and (length(p_value::text) <= 15
      or abs(p_value) >= 1e-300 and p_value = p_value::float8::text::numeric);
end $$;

create function private.field_problem(p_definition private.field_definitions, p_value jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  number numeric;
  words text;
begin
  if p_definition.key is null then
    return 'unknown_field';
  elsif p_definition.type in ('money', 'percent', 'number', 'integer') then
    if jsonb_typeof(p_value) <> 'number' then return 'wrong_type'; end if;
    number := p_value::numeric;
    if not private.survives_float8(number) then return 'not_representable'; end if;
    if number < p_definition.min or number > p_definition.max then return 'out_of_range'; end if;
    if p_definition.type = 'integer' and number <> trunc(number) then return 'not_whole'; end if;
  elsif p_definition.type = 'boolean' then
    if jsonb_typeof(p_value) <> 'boolean' then return 'wrong_type'; end if;
  else
    if jsonb_typeof(p_value) <> 'string' then return 'wrong_type'; end if;
    words := p_value #>> '{}';
    if p_definition.type = 'choice' and words <> all (p_definition.options) then return 'not_an_option'; end if;
    if p_definition.type = 'text' and length(words) not between coalesce(p_definition.min, 0)
        and coalesce(p_definition.max, 500) then return 'wrong_length'; end if;
    if words !~ coalesce(p_definition.pattern, '') then return 'wrong_form'; end if;
  end if;
  return null;
end $$;

create function private.param_problems(p_rows private.content_row[])
returns table (ordinal bigint, place text, field text, problem text, min numeric, max numeric, options text[])
language sql stable rows 10 set search_path = '' as $$
  with given as materialized (
    select * from unnest(p_rows) with ordinality
      as row (place, entity, name, status, params, known, ordinal)
  ),
  checked as (
    select given.ordinal, given.place, value.key, definition.min, definition.max, definition.options,
      private.field_problem(definition, value.value) as problem
    from given
    cross join lateral jsonb_each(
      case jsonb_typeof(given.params) when 'object' then given.params else '{}' end) as value
    left join private.field_definitions as definition
      on definition.entity = given.entity and definition.key = value.key
    where value.value is distinct from given.known -> value.key
  )
  -- A key may be as long as the document: no known one is.
  select ordinal, place, 'params.' || left(key, 100), problem, min, max, options from checked where problem is not null
  union all
  select ordinal, place, 'params.' || definition.key, 'required', min, max, options
  from given join private.field_definitions as definition on definition.entity = given.entity and definition.required
  where not coalesce(given.params, '{}') ? definition.key
  union all
  select ordinal, place, 'params', 'wrong_type', null, null, null
  from given where jsonb_typeof(params) is distinct from 'object'
$$;

create function private.content_problems(p_rows private.content_row[])
returns table (ordinal bigint, place text, field text, problem text, min numeric, max numeric, options text[])
language sql stable rows 10 set search_path = '' as $$
  with given as materialized (
    select * from unnest(p_rows) with ordinality
      as row (place, entity, name, status, params, known, ordinal)
  )
  select ordinal, place, 'name', case when btrim(name) <> '' then 'wrong_length' else 'required' end, 1, 120, null
  from given where btrim(name) = '' or length(name) > 120 or name is null
  union all
  select ordinal, place, 'kind', 'not_an_option', null, null, array['property', 'portfolio', 'cash', 'loan']
  from given where entity is null or entity not in ('property', 'portfolio', 'cash', 'loan')
  union all
  select ordinal, place, 'status', 'not_an_option', null, null, array['active', 'archived']
  from given where status is null or status not in ('active', 'archived')
  union all
  select * from private.param_problems(p_rows)
  order by 1, 3
$$;

create function private.refuse_problems(p_table text, p_problems jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  if p_problems is not null then
    perform private.fail('PT422',
      format('%s is not valid: %s.', p_problems -> 0 ->> 'field', replace(p_problems -> 0 ->> 'problem', '_', ' ')),
      (p_problems -> 0) || jsonb_build_object('reason', 'invalid_content', 'table', p_table, 'errors', p_problems),
      'Correct the field and try again.');
  end if;
end $$;

create function private.refuse_content(p_table text, p_rows private.content_row[]) returns void
language plpgsql stable set search_path = '' as $$
begin
  if cardinality(p_rows) > 0 then
    perform private.refuse_problems(p_table, (
      select jsonb_agg(jsonb_strip_nulls(to_jsonb(entry) - 'ordinal') order by entry.ordinal, entry.field)
      from (select * from private.content_problems(p_rows) limit 20) as entry));
  end if;
end $$;

create function private.class_correlations() returns setof private.field_definitions
language sql stable rows 3 set search_path = '' as $$
  select * from private.field_definitions where entity = 'assumptions'
    and key in ('correlation_property_shares', 'correlation_property_rates', 'correlation_shares_rates')
$$;

create function private.are_correlations_consistent(p_assumptions jsonb) returns boolean
language sql stable set search_path = '' as $$
  -- A matrix of three is positive semidefinite when its determinant is not negative. The tolerance is the app's.
  select 1 + 2 * a * b * c - a * a - b * b - c * c >= -1e-12
  from (
    select max(value) filter (where key = 'correlation_property_shares'),
      max(value) filter (where key = 'correlation_property_rates'),
      max(value) filter (where key = 'correlation_shares_rates')
    from (select key, coalesce(p_assumptions -> key, default_value)::numeric as value
      from private.class_correlations()) as complete
  ) as correlation (a, b, c)
$$;

-- What counts is what a projection uses: a scenario's own assumptions over those of its owner's profile over the
-- defaults. A scenario is judged when its correlations change; a profile also when a change of it would spoil a
-- scenario that holds now. A scenario that is restored is not judged anew: it would be lost for a profile that
-- changed meanwhile. Its projection says what is wrong.

create function private.correlation_problems(p_own jsonb, p_known jsonb, p_inherited jsonb)
returns table (field text, problem text, min numeric, max numeric, options text[])
language sql stable rows 3 set search_path = '' as $$
  select 'assumptions.' || key, 'inconsistent_correlations', min, max, options
  from private.class_correlations()
  where p_own ? key
    and exists (select from private.class_correlations() where p_own -> key is distinct from p_known -> key)
    and not private.are_correlations_consistent(p_inherited || p_own)
$$;

create function private.assumption_problems(p_place text, p_assumptions jsonb, p_known jsonb, p_inherited jsonb)
returns table (field text, problem text, min numeric, max numeric, options text[])
language plpgsql stable rows 5 set search_path = '' as $$
begin
  return query
  select regexp_replace(found.field, '^params', 'assumptions'), found.problem, found.min, found.max, found.options
  from private.param_problems(array[(p_place, 'assumptions', null, null, p_assumptions, p_known)::private.content_row])
    as found;
  if not found then
    return query select * from private.correlation_problems(p_assumptions, p_known, coalesce(p_inherited, '{}'));
  end if;
end $$;

create function private.refuse_spoiling_scenarios(p_user_id uuid, p_assumptions jsonb, p_known jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  spoilt record;
  problems jsonb;
begin
  select id, name into spoilt from public.scenarios as scenario
  where user_id = p_user_id and deleted_at is null
    and exists (select from private.correlation_problems(scenario.assumptions, null, p_assumptions))
    and not exists (select from private.correlation_problems(scenario.assumptions, null, coalesce(p_known, '{}')))
  order by created_at, id limit 1;
  if found then
    select jsonb_agg(jsonb_build_object('field', 'assumptions.' || key, 'problem', 'inconsistent_correlations'))
    into problems from private.class_correlations() where p_assumptions -> key is distinct from p_known -> key;
    perform private.fail('PT422',
      format('The scenario “%s” has correlations of its own that cannot hold together with these.', spoilt.name),
      (problems -> 0) || jsonb_build_object('reason', 'invalid_content', 'table', 'profiles', 'errors', problems,
        'scenario_id', spoilt.id),
      'Change the correlations of that scenario first, or bring these closer to 0.');
  end if;
end $$;

-- Trigger functions ----------------------------------------------------------------------------

-- A plan kept from statements of one row would compare each row of a large one with each.

create function private.check_content() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  if tg_op = 'INSERT' then
    perform private.refuse_content(tg_table_name, array(
      select (id, kind, name, status, params, null)::private.content_row from written));
  else
    perform private.refuse_content(tg_table_name, array(
      select (id, now.kind, now.name, now.status, now.params, past.params)::private.content_row
      from written as now join previous as past using (id)
      where (now.name, now.status, now.params) is distinct from (past.name, past.status, past.params)));
  end if;
  return null;
end $$;

create function private.check_scenario_instances() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  -- What agrees with base was checked in reality: fresh copies, and what was applied.
  if tg_op = 'INSERT' then
    perform private.refuse_content(tg_table_name, array(
      select (id, kind, name, status, params, base -> 'params')::private.content_row from written
      where (name, status, params) is distinct from (base ->> 'name', base ->> 'status', base -> 'params')));
  else
    perform private.refuse_content(tg_table_name, array(
      select (id, now.kind, now.name, now.status, now.params, past.params)::private.content_row
      from written as now join previous as past using (id)
      where (now.name, now.status, now.params) is distinct from (past.name, past.status, past.params)
        and (now.name, now.status, now.params)
          is distinct from (now.base ->> 'name', now.base ->> 'status', now.base -> 'params')));
  end if;
  return null;
end $$;

create function private.check_scenario() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  known jsonb;
begin
  if tg_op = 'UPDATE' then known := old.assumptions; end if;
  perform private.refuse_problems(tg_table_name, (
    select jsonb_agg(jsonb_strip_nulls(to_jsonb(entry))) from (
      select 'name' as field, case when btrim(new.name) <> '' then 'wrong_length' else 'required' end as problem,
        1::numeric as min, 120::numeric as max, null::text[] as options
      where btrim(new.name) = '' or length(new.name) > 120 or new.name is null
      union all
      select 'description', 'wrong_length', 0, 2000, null where length(new.description) > 2000
      union all
      select 'status', 'not_an_option', null, null, array['draft', 'active', 'archived']
      where new.status is null or new.status not in ('draft', 'active', 'archived')
      union all
      select 'tags', 'wrong_length', 1, 40, null
      where cardinality(new.tags) > 20 or array_ndims(new.tags) > 1
        or exists (select from unnest(new.tags) as tag where tag is null or length(tag) not between 1 and 40)
      union all
      select * from private.assumption_problems(new.id::text, new.assumptions, known,
        (select assumptions from public.profiles where user_id = new.user_id))
    ) as entry));
  return null;
end $$;

create function private.check_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  known jsonb;
begin
  if tg_op = 'UPDATE' then known := old.assumptions; end if;
  perform private.refuse_problems(tg_table_name, (
    select jsonb_agg(jsonb_strip_nulls(to_jsonb(entry))) from (
      select 'currency' as field, 'wrong_form' as problem, null::numeric as min, null::numeric as max,
        null::text[] as options
      where new.currency !~ '^[A-Z]{3}$'
      union all
      select 'locale', 'wrong_form', null, null, null
      where new.locale !~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$' or length(new.locale) > 35
      union all
      select 'theme', 'not_an_option', null, null, array['auto', 'light', 'dark']
      where new.theme not in ('auto', 'light', 'dark')
      union all
      select * from private.assumption_problems(new.id::text, new.assumptions, known, null)
    ) as entry));
  perform private.refuse_spoiling_scenarios(new.user_id, new.assumptions, known);
  return null;
end $$;

-- Triggers -------------------------------------------------------------------------------------

create trigger check_after_insert after insert on public.instances
  referencing new table as written for each statement execute function private.check_content();
create trigger check_after_update after update on public.instances
  referencing old table as previous new table as written for each statement execute function private.check_content();
create trigger check_after_insert after insert on public.scenario_instances
  referencing new table as written for each statement execute function private.check_scenario_instances();
create trigger check_after_update after update on public.scenario_instances
  referencing old table as previous new table as written
  for each statement execute function private.check_scenario_instances();
create trigger check_after_write after insert or update on public.scenarios
  for each row execute function private.check_scenario();
create trigger check_after_write after insert or update on public.profiles
  for each row execute function private.check_profile();

-- Grants ---------------------------------------------------------------------------------------

revoke execute on all functions in schema private from public;

-- Comments -------------------------------------------------------------------------------------

comment on type private.content_row is 'What content_problems checks: one instance, scenario instance or entry of a document.';
comment on function private.survives_float8(numeric) is 'Whether a number is the same after a trip through a double, as in every browser.';
comment on function private.field_problem(private.field_definitions, jsonb) is 'What is wrong with a value of a field; null when nothing is.';
comment on function private.param_problems(private.content_row[]) is 'What is wrong with the params of rows, field by field.';
comment on function private.content_problems(private.content_row[]) is 'What is wrong with the content of rows, field by field.';
comment on function private.refuse_problems(text, jsonb) is 'PT422 naming the first field, with up to twenty problems in its detail.';
comment on function private.refuse_content(text, private.content_row[]) is 'PT422 when any content is not valid.';
comment on function private.class_correlations() is 'The definitions of the correlations between property, shares and rates.';
comment on function private.are_correlations_consistent(jsonb) is 'Whether the three correlations between classes can hold together, with the defaults for those that are missing.';
comment on function private.correlation_problems(jsonb, jsonb, jsonb) is 'The correlations given that cannot hold together over what is inherited; none while they are as they were known.';
comment on function private.assumption_problems(text, jsonb, jsonb, jsonb) is 'What is wrong with assumptions over what they inherit, field by field.';
comment on function private.refuse_spoiling_scenarios(uuid, jsonb, jsonb) is 'PT422 when other assumptions of a profile would make the correlations of a scenario inconsistent.';
comment on function private.check_content() is 'Checks the content that a statement wrote.';
comment on function private.check_scenario_instances() is 'Checks the content of scenario instances that a statement wrote.';
comment on function private.check_scenario() is 'Checks a scenario that was written.';
comment on function private.check_profile() is 'Checks a profile that was written.';
