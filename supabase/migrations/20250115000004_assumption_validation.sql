-- What scenarios and profiles may hold: their own columns, and assumptions, alone and over what they inherit.

-- Private functions -----------------------------------------------------------------------------

create function private.class_correlations() returns setof private.field_definitions
language sql stable rows 6 set search_path = '' as $$
  select * from private.field_definitions where entity = 'assumptions'
    and key in ('correlation_property_shares', 'correlation_property_rates', 'correlation_shares_rates',
      'correlation_property_bonds', 'correlation_shares_bonds', 'correlation_bonds_rates')
$$;
comment on function private.class_correlations() is 'The definitions of the correlations between property, shares, rates and bonds.';

create function private.are_correlations_consistent(a numeric, b numeric, c numeric) returns boolean
language sql immutable set search_path = '' as $$
  -- A matrix of three is positive semidefinite when its determinant is not negative. The tolerance is the app's.
  select 1 + 2 * a * b * c - a * a - b * b - c * c >= -1e-12
$$;
comment on function private.are_correlations_consistent(numeric, numeric, numeric) is 'Whether three correlations between −1 and 1 can hold together.';

create function private.are_correlations_consistent(p_assumptions jsonb) returns boolean
language sql stable set search_path = '' as $$
  -- A matrix of four is positive semidefinite when all of its three and its determinant are not negative. Those of bonds are
  -- judged once one of them is given: their defaults give way to the others.
  select private.are_correlations_consistent(a, b, c)
    and (not p_assumptions ?| array['correlation_property_bonds', 'correlation_shares_bonds', 'correlation_bonds_rates']
      or private.are_correlations_consistent(a, d, e) and private.are_correlations_consistent(b, d, f)
        and private.are_correlations_consistent(c, e, f)
        and 1 - (a * a + b * b + c * c + d * d + e * e + f * f) + 2 * (a * b * c + a * d * e + b * d * f + c * e * f)
          + (a * f) ^ 2 + (b * e) ^ 2 + (c * d) ^ 2 - 2 * (a * f * b * e + a * f * c * d + b * e * c * d) >= -1e-12)
  from (
    select max(value) filter (where key = 'correlation_property_shares'),
      max(value) filter (where key = 'correlation_property_rates'),
      max(value) filter (where key = 'correlation_shares_rates'),
      max(value) filter (where key = 'correlation_property_bonds'),
      max(value) filter (where key = 'correlation_shares_bonds'),
      max(value) filter (where key = 'correlation_bonds_rates')
    from (select key, coalesce(p_assumptions -> key, default_value)::numeric as value
      from private.class_correlations()) as complete
  ) as correlation (a, b, c, d, e, f)
$$;
comment on function private.are_correlations_consistent(jsonb) is 'Whether the correlations between classes can hold together, with the defaults for those that are missing.';

-- What counts is what a projection uses: a scenario's own assumptions over those of its owner's profile over the
-- defaults. A scenario is judged when its correlations change; a profile also when a change of it would spoil a
-- scenario that holds now. A scenario that is restored is not judged anew: it would be lost for a profile that
-- changed meanwhile. Its projection says what is wrong.

create function private.correlation_problems(p_own jsonb, p_known jsonb, p_inherited jsonb)
returns table (field text, problem text, min numeric, max numeric, options text[])
language sql stable rows 6 set search_path = '' as $$
  select 'assumptions.' || key, 'inconsistent_correlations', min, max, options
  from private.class_correlations()
  where p_own ? key
    and exists (select from private.class_correlations() where p_own -> key is distinct from p_known -> key)
    and not private.are_correlations_consistent(p_inherited || p_own)
$$;
comment on function private.correlation_problems(jsonb, jsonb, jsonb) is 'The correlations given that cannot hold together over what is inherited; none while they are as they were known.';

-- The pattern of the catalogue sees the pairs but not their order.
create function private.are_brackets_ordered(p_brackets text) returns boolean
language sql immutable set search_path = '' as $$
  select bool_and(rate <= 100 and case when previous is null then income = 0 else income > previous end)
  from (
    select income, rate, lag(income) over (order by position) as previous
    from (
      select split_part(pair, ':', 1)::numeric as income, split_part(pair, ':', 2)::numeric as rate, position
      from string_to_table(p_brackets, ',') with ordinality as given (pair, position)
    ) as bracket
  ) as ordered
$$;
comment on function private.are_brackets_ordered(text) is 'Whether incomes rise from 0 and no rate is above 100, as a projection needs them.';

create function private.assumption_problems(p_place text, p_assumptions jsonb, p_known jsonb, p_inherited jsonb)
returns table (field text, problem text, min numeric, max numeric, options text[])
language plpgsql stable rows 5 set search_path = '' as $$
begin
  return query
  select regexp_replace(found.field, '^params', 'assumptions'), found.problem, found.min, found.max, found.options
  from private.param_problems(array[(p_place, 'assumptions', null, null, p_assumptions, p_known, null)::private.content_row])
    as found;
  if not found then
    return query select * from private.correlation_problems(p_assumptions, p_known, coalesce(p_inherited, '{}'));
    return query
    select 'assumptions.' || brackets.key, 'wrong_form', null::numeric, null::numeric, null::text[]
    from unnest(array['tax_brackets', 'gains_brackets', 'dividend_brackets']) as brackets (key)
    where p_assumptions -> brackets.key is distinct from p_known -> brackets.key
      and not private.are_brackets_ordered(p_assumptions ->> brackets.key);
  end if;
end $$;
comment on function private.assumption_problems(text, jsonb, jsonb, jsonb) is 'What is wrong with assumptions over what they inherit, field by field.';

-- Lines and tabs are as people write a description.
create function private.has_description_controls(p_description text) returns boolean
language sql immutable set search_path = '' as $$
  select private.has_controls(translate(p_description, E'\t\n\r\u2028\u2029', ''))
$$;
comment on function private.has_description_controls(text) is 'Whether a description holds control characters other than tabs and line breaks.';

create function private.column_problems(p_scenario public.scenarios)
returns table (field text, problem text, min numeric, max numeric, options text[])
language sql immutable rows 2 set search_path = '' as $$
  select 'name', problem, 1, 120, null::text[]
  from private.name_problem(p_scenario.name) as problem where problem is not null
  union all
  select 'description', 'wrong_length', 0, 2000, null where length(p_scenario.description) > 2000
  union all
  select 'description', 'wrong_form', null, null, null where private.has_description_controls(p_scenario.description)
  union all
  select 'status', 'not_an_option', null, null, array['draft', 'active', 'archived']
  where p_scenario.status is null or p_scenario.status not in ('draft', 'active', 'archived')
  union all
  select 'tags', 'wrong_length', 1, 40, null
  where cardinality(p_scenario.tags) > 20 or array_ndims(p_scenario.tags) > 1
    or exists (select from unnest(p_scenario.tags) as tag where length(tag) > 40 or private.name_problem(tag) = 'required')
  union all
  select 'tags', 'wrong_form', null, null, null
  where exists (select from unnest(p_scenario.tags) as tag where private.has_controls(tag))
$$;
comment on function private.column_problems(public.scenarios) is 'What is wrong with a scenario but for its assumptions, column by column.';

create function private.column_problems(p_profile public.profiles)
returns table (field text, problem text, min numeric, max numeric, options text[])
language sql immutable rows 2 set search_path = '' as $$
  select 'country', 'wrong_form', null::numeric, null::numeric, null::text[]
  where p_profile.country !~ '^[A-Z]{2}$'
  union all
  select 'currency', 'wrong_form', null, null, null
  where p_profile.currency !~ '^[A-Z]{3}$'
  union all
  select 'locale', 'wrong_form', null, null, null
  where p_profile.locale !~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$' or length(p_profile.locale) > 35
  union all
  select 'theme', 'not_an_option', null, null, array['auto', 'light', 'dark']
  where p_profile.theme not in ('auto', 'light', 'dark')
  union all
  select 'stale_after_months', 'out_of_range', 1, 120, null
  where p_profile.stale_after_months not between 1 and 120
$$;
comment on function private.column_problems(public.profiles) is 'What is wrong with a profile but for its assumptions, column by column.';

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
comment on function private.refuse_spoiling_scenarios(uuid, jsonb, jsonb) is 'PT422 when other assumptions of a profile would make the correlations of a scenario inconsistent.';

-- Trigger functions -----------------------------------------------------------------------------

create function private.check_columns_and_assumptions() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  known jsonb;
  inherited jsonb;
begin
  if tg_op = 'UPDATE' then known := old.assumptions; end if;
  if tg_table_name = 'scenarios' then
    select assumptions into inherited from public.profiles where user_id = new.user_id;
  end if;
  perform private.refuse_problems(tg_table_name, (
    select jsonb_agg(jsonb_strip_nulls(to_jsonb(entry))) from (
      select * from private.column_problems(new)
      union all
      select * from private.assumption_problems(new.id::text, new.assumptions, known, inherited)
    ) as entry));
  if tg_table_name = 'profiles' then
    perform private.refuse_spoiling_scenarios(new.user_id, new.assumptions, known);
  end if;
  return null;
end $$;
comment on function private.check_columns_and_assumptions() is 'Checks a scenario or a profile that was written, and that a profile leaves what scenarios have of their own possible.';

-- Triggers --------------------------------------------------------------------------------------

create trigger check_after_write after insert or update on public.scenarios
  for each row execute function private.check_columns_and_assumptions();
create trigger check_after_write after insert or update on public.profiles
  for each row execute function private.check_columns_and_assumptions();
