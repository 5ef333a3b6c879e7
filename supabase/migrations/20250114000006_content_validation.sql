-- What may be stored: names, kinds, statuses, and each field as the catalogue defines it. Checked once a
-- statement over all rows that it changed, and only where they differ from what was already stored.

-- Types ----------------------------------------------------------------------------------------

create type private.content_row as (
  place text,    -- what to call the row in an error: an id, or a path in a document
  entity text,   -- a kind of instance, or assumptions
  name text,
  status text,
  params jsonb,
  known jsonb,   -- params that were checked before
  edited text[]  -- the keys that params have otherwise than known; null where nobody has compared them yet
);
comment on type private.content_row is 'What content_problems checks: one instance, scenario instance or entry of a document.';

-- Private functions ----------------------------------------------------------------------------

create function private.survives_float8(p_value numeric) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  -- Fifteen digits always do; the rest must come back as they went. What is far too long is not written out for it.
  return abs(p_value) <= 1e300 and scale(p_value) <= 400 and (length(p_value::text) <= 15
      or abs(p_value) >= 1e-300 and p_value = p_value::float8::text::numeric);
end $$;
comment on function private.survives_float8(numeric) is 'Whether a number is the same after a trip through a double, as in every browser.';

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
comment on function private.field_problem(private.field_definitions, jsonb) is 'What is wrong with a value of a field; null when nothing is.';

-- Text of one line; the app asks for the same (withoutControls). Nul cannot be stored at all.
create function private.has_controls(p_text text) returns boolean
language sql immutable set search_path = '' as $$
  select p_text ~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029]'
$$;
comment on function private.has_controls(text) is 'Whether a text holds control characters or line breaks.';

-- Two names that differ in what nobody sees are one to people. The app does the same (tidyName), where each class of characters
-- has its name: unseen anywhere; joiners and variations where nothing is joined or varied; blanks. ASCII is tidy but for its blanks.
-- Here without looking behind, which PostgreSQL does by reading from the beginning again.
create function private.tidy_name(p_name text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  -- Nor is one looked into that is refused in any case: to compose it takes the square of its length, which no timeout ends.
  if length(p_name) > 500 or p_name ~ '^[!-~]+( [!-~]+)*$' then
    return p_name;
  end if;
  p_name := regexp_replace(p_name, '(\U0001f3f4[\U000e0020-\U000e007f]*)|[\u00ad\u034f\u061c\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]', '\1', 'g');
  p_name := regexp_replace(p_name, '(^|[\u0001-\u0022\u0024-\u0029\u002b-\u002f\u003a-\u00a8\u00aa-\u00ad\u00af-\u058f\u1e00-\u1fff\u2000-\u200b\u2010-\u201f\u2028-\u202f\u205f])[\u200c\u200d\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]+|([#*0-9\u00a9\u00ae])[\u200c\u200d]+|[\u200c\u200d]+(?=$|[\u0001-\u00ad\u00ae-\u058f\u1e00-\u1fff\u2000-\u200b\u2010-\u201f\u2028-\u202f\u205f])', '\1\2', 'g');
  p_name := regexp_replace(normalize(p_name, nfc), '[\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]{2,}', ' ', 'g');
  return regexp_replace(p_name, '^[\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+|[\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+$', '', 'g');
end $$;
comment on function private.tidy_name(text) is 'A name or a tag as it is stored: composed, without what nobody sees, without blanks at its ends or several in a row.';
grant execute on function private.tidy_name(text) to authenticated, service_role;

-- What is said of a name in a request, as it will be stored: else what a plan shows would not be what is written.
create function private.with_tidy_name(p_said jsonb, p_key text) returns jsonb
language sql immutable set search_path = '' as $$
  select case when jsonb_typeof(p_said -> p_key) = 'string'
    then p_said || jsonb_build_object(p_key, private.tidy_name(p_said ->> p_key)) else p_said end
$$;
comment on function private.with_tidy_name(jsonb, text) is 'The same object with the name under this key as it is stored.';

-- Blanks, controls and what fonts leave out: White_Space, Cc and Default_Ignorable_Code_Point of Unicode, and the empty
-- braille cell. The app asks for the same (nameSchema).
create function private.name_problem(p_name text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(p_name, '') !~ '[^\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]' then
    return 'required';
  elsif private.has_controls(p_name) then
    return 'wrong_form';
  -- Nor as it will be stored: composed it can be up to three times as long.
  elsif length(p_name) > 120
      or length(p_name) > 40 and octet_length(p_name) > length(p_name) and length(private.tidy_name(p_name)) > 120 then
    return 'wrong_length';
  end if;
  return null;
end $$;
comment on function private.name_problem(text) is 'What is wrong with a name; it needs something that can be seen, on one line.';

create function private.param_problems(p_rows private.content_row[])
returns table (ordinal bigint, place text, field text, problem text, min numeric, max numeric, options text[])
language sql stable rows 10 set search_path = '' as $$
  with given as materialized (
    select * from unnest(p_rows) with ordinality
      as row (place, entity, name, status, params, known, edited, ordinal)
  ),
  checked as (
    select given.ordinal, given.place, value.key, definition.min, definition.max, definition.options,
      -- Most values are plain numbers in their range: the function is called for the others.
      case when case jsonb_typeof(value.value)
        when 'number' then definition.type in ('money', 'percent', 'number', 'integer')
          and value.value::numeric between definition.min and definition.max and abs(value.value::numeric) < 1e9
          and scale(value.value::numeric) <= case definition.type when 'integer' then 0 else 6 end
        when 'boolean' then definition.type = 'boolean'
      end then null else private.field_problem(definition, value.value) end as problem
    from given
    cross join lateral (
      select key, given.params -> key from unnest(given.edited) as key where given.params ? key
      union all
      select key, value from jsonb_each(case when given.edited is null and jsonb_typeof(given.params) = 'object'
        and given.params is distinct from given.known then given.params else '{}' end) as entry (key, value)
      where value is distinct from given.known -> key
    ) as value (key, value)
    left join private.field_definitions as definition
      on definition.entity = given.entity and definition.key = value.key
  )
  -- A key may be as long as the document: no known one is.
  select ordinal, place, 'params.' || left(key, 100), problem, min, max, options from checked where problem is not null
  union all
  select ordinal, place, 'params.' || definition.key, 'required', min, max, options
  from given join private.field_definitions as definition on definition.entity = given.entity and definition.required
  where not coalesce(given.params, '{}') ? definition.key
  union all
  -- Months are written so that they sort.
  select ordinal, place, 'params.end_month', 'before_start', null, null, null
  from given where params ? 'end_month' and params is distinct from known
    and params ->> 'end_month' < params ->> 'start_month' collate "C"
    and concat_ws(' ', params ->> 'start_month', params ->> 'end_month') ~ '^((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]) ?){2}$'
  union all
  -- What a refinancing is says nothing without its month, nor does a lump sum, nor the month of one without the sum.
  select ordinal, place, 'params.' || prefix || key, 'needs_month', null, null, null
  from given
  cross join lateral (select case entity when 'property' then 'loan_' else '' end as prefix) as owed
  cross join (values ('refinance_rate', 'refinance_month'), ('refinance_term_months', 'refinance_month'),
    ('refinance_draw', 'refinance_month'), ('refinance_costs', 'refinance_month'), ('lump_sum', 'lump_sum_month')) as needs (key, month)
  where entity in ('property', 'loan') and params is distinct from known
    and params -> (prefix || key) <> '0' and not params ? (prefix || month)
  union all
  select ordinal, place, 'params.' || prefix || 'lump_sum_month', 'needs_amount', null, null, null
  from given
  cross join lateral (select case entity when 'property' then 'loan_' else '' end as prefix) as owed
  where entity in ('property', 'loan') and params is distinct from known
    and params ? (prefix || 'lump_sum_month') and coalesce(params -> (prefix || 'lump_sum'), '0') = '0'
  union all
  select ordinal, place, 'params.' || prefix || key, 'outside_period', null, null, null
  from given
  cross join lateral (select case entity when 'property' then 'loan_' else '' end as prefix) as owed
  cross join unnest(array['refinance_month', 'lump_sum_month']) as key
  cross join lateral (select params ->> (prefix || key) as happens) as at
  where entity in ('property', 'loan') and params is distinct from known
    and happens ~ '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'
    and (params ->> 'start_month' ~ '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$' and happens <= params ->> 'start_month' collate "C"
      or params ->> 'sale_month' ~ '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$' and happens >= params ->> 'sale_month' collate "C")
  union all
  -- What can be got at from a month on alone is neither drawn nor sold before it, and was not got at before it began.
  select distinct ordinal, place, 'params.' || early, month.problem, null::numeric, null::numeric, null::text[]
  from given
  cross join lateral (values ('access_month', 'start_month', 'access_too_early'), ('access_month', 'as_of_month', 'access_too_early'),
    ('withdrawal_start_month', 'access_month', 'before_access'), ('sale_month', 'access_month', 'before_access')) as month (early, late, problem)
  where entity = 'portfolio' and params ? 'access_month' and params is distinct from known
    and params ->> 'tax_wrapper' <> 'none' and params ->> early < params ->> late collate "C"
    and concat_ws(' ', params ->> early, params ->> late) ~ '^((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]) ?){2}$'
  union all
  select ordinal, place, 'params', 'wrong_type', null, null, null
  from given where jsonb_typeof(params) is distinct from 'object'
$$;
comment on function private.param_problems(private.content_row[]) is 'What is wrong with the params of rows, field by field.';

create function private.content_problems(p_rows private.content_row[])
returns table (ordinal bigint, place text, field text, problem text, min numeric, max numeric, options text[])
language sql stable rows 10 set search_path = '' as $$
  with given as materialized (
    select * from unnest(p_rows) with ordinality
      as row (place, entity, name, status, params, known, edited, ordinal)
  )
  select ordinal, place, 'name', problem, 1, 120, null
  from given cross join private.name_problem(name) as problem
  -- Most names are plain words: the function, which knows all of Unicode, is called for the others.
  where (name ~ '^[!-~]+( [!-~]+)*$' and length(name) <= 120) is not true and problem is not null
  union all
  select ordinal, place, 'kind', 'not_an_option', null, null, array['property', 'portfolio', 'cash', 'loan', 'cash_flow']
  from given where entity is null or entity not in ('property', 'portfolio', 'cash', 'loan', 'cash_flow')
  union all
  select ordinal, place, 'status', 'not_an_option', null, null, array['active', 'archived']
  from given where status is null or status not in ('active', 'archived')
  union all
  select * from private.param_problems(p_rows)
  order by 1, 3
$$;
comment on function private.content_problems(private.content_row[]) is 'What is wrong with the content of rows, field by field.';

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
comment on function private.refuse_problems(text, jsonb) is 'PT422 naming the first field, with up to twenty problems in its detail.';

-- Of a place where more is to be decided only what is wrong in itself is said: two fields may go together yet.
create function private.refuse_content(p_table text, p_rows private.content_row[], p_undecided text[] default '{}')
returns void language plpgsql stable set search_path = '' as $$
begin
  if cardinality(p_rows) > 0 then
    perform private.refuse_problems(p_table, (
      select jsonb_agg(jsonb_strip_nulls(to_jsonb(entry) - 'ordinal') order by entry.ordinal, entry.field)
      from (
        select * from private.content_problems(p_rows)
        where place <> all (p_undecided) or problem not in ('before_start', 'needs_month', 'needs_amount', 'outside_period',
          'access_too_early', 'before_access')
        limit 20
      ) as entry));
  end if;
end $$;
comment on function private.refuse_content(text, private.content_row[], text[]) is 'PT422 when any content is not valid.';

-- Trigger functions ----------------------------------------------------------------------------
-- A plan kept from statements of one row would compare each row of a large one with each.

create function private.check_content() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  if tg_op = 'INSERT' then
    perform private.refuse_content(tg_table_name, array(
      select (id, kind, name, status, params, null, null)::private.content_row from written));
  else
    perform private.refuse_content(tg_table_name, array(
      select (id, now.kind, now.name, now.status, now.params, past.params, null)::private.content_row
      from written as now join previous as past using (id)
      where (now.name, now.status, now.params) is distinct from (past.name, past.status, past.params)));
  end if;
  return null;
end $$;
comment on function private.check_content() is 'Checks the content that a statement wrote.';

create function private.check_scenario_instances() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  -- What agrees with base was checked in reality: fresh copies, and what was applied.
  if tg_op = 'INSERT' then
    perform private.refuse_content(tg_table_name, array(
      select (id, kind, name, status, params, base -> 'params', case when base is not null then edited_params end)
        ::private.content_row from written
      where (name, status, params) is distinct from (base ->> 'name', base ->> 'status', base -> 'params')));
  else
    perform private.refuse_content(tg_table_name, array(
      select (id, now.kind, now.name, now.status, now.params, past.params, null)::private.content_row
      from written as now join previous as past using (id)
      where (now.name, now.status, now.params) is distinct from (past.name, past.status, past.params)
        and (now.name, now.status, now.params)
          is distinct from (now.base ->> 'name', now.base ->> 'status', now.base -> 'params')));
  end if;
  return null;
end $$;
comment on function private.check_scenario_instances() is 'Checks the content of scenario instances that a statement wrote.';
