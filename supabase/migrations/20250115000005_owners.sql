-- Whose investments are: a part that is not the first person's needs a second person in the assumptions that count for the row,
-- those of the profile in reality, those of the scenario over them in a scenario. A user's writes come one after the other, so
-- that neither side can be changed while the other is judged.

-- Private functions -----------------------------------------------------------------------------

create function private.taxes_two(p_assumptions jsonb, p_inherited jsonb default '{}') returns boolean
language sql immutable set search_path = '' as $$
  select coalesce((coalesce(p_inherited, '{}') || coalesce(p_assumptions, '{}')) -> 'taxpayers' = '2', false)
$$;
comment on function private.taxes_two(jsonb, jsonb) is 'Whether two people are taxed under these assumptions over what they inherit.';

create function private.states_part(p_params jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(p_params -> 'owner_share' <> '100', false)
$$;
comment on function private.states_part(jsonb) is 'Whether params say that not all belongs to the first person.';

-- The caller's rows that state a part without a second person. A field of a wrong type has been refused already.
create function private.refuse_parts(p_table text, p_places text[]) returns void
language plpgsql set search_path = '' as $$
declare
  problems constant jsonb := (
    select jsonb_agg(jsonb_build_object('place', place, 'field', 'params.owner_share', 'problem', 'needs_second_person'))
    from unnest(p_places[1:20]) as place);
begin
  if problems is not null then
    perform private.fail('PT422', 'A part can belong to a second person only where two people are taxed.',
      (problems -> 0) || jsonb_build_object('reason', 'invalid_content', 'table', p_table, 'errors', problems),
      'Set “Taxed people” to 2 in the assumptions that count here, or leave all to person 1.');
  end if;
end $$;
comment on function private.refuse_parts(text, text[]) is 'PT422 when there are rows that state a part without a second person.';

create function private.entry_parts(p_document jsonb, p_is_scenario boolean)
returns table (path text, problem text, min numeric, max numeric, options text[])
language sql stable set search_path = '' as $$
  select format('instances[%s].params.owner_share', position - 1), 'needs_second_person', null::numeric, null::numeric, null::text[]
  from jsonb_array_elements(case jsonb_typeof(p_document -> 'instances') when 'array' then p_document -> 'instances' else '[]' end)
    with ordinality as given (value, position)
  where jsonb_typeof(value #> '{params,owner_share}') = 'number' and private.states_part(value -> 'params')
    and not private.taxes_two(case when p_is_scenario and jsonb_typeof(p_document #> '{scenario,assumptions}') = 'object'
        then jsonb_strip_nulls(p_document #> '{scenario,assumptions}') end,
      (select assumptions from public.profiles where user_id = (select auth.uid())))
$$;
comment on function private.entry_parts(jsonb, boolean) is 'The entries of a document that state a part without a second person, by path.';

create function private.refuse_one_person(p_table text, p_names text[]) returns void
language plpgsql set search_path = '' as $$
declare
  named text;
begin
  if cardinality(p_names) > 0 then
    named := format('“%s”', array_to_string(p_names[1:3], '”, “'))
      || case when cardinality(p_names) > 3 then format(' and %s more', cardinality(p_names) - 3) else '' end;
    perform private.fail('PT422',
      format('Only one person would be taxed, but %s partly to another: %s.',
        case cardinality(p_names) when 1 then 'one investment belongs' else cardinality(p_names) || ' investments belong' end, named),
      jsonb_build_object('reason', 'invalid_content', 'table', p_table, 'field', 'assumptions.taxpayers',
        'problem', 'parts_stated', 'errors', jsonb_build_array(jsonb_build_object('field', 'assumptions.taxpayers',
          'problem', 'parts_stated')), 'count', cardinality(p_names), 'names', to_jsonb(p_names[1:20])),
      'Set person 1’s part of each to 100 first.');
  end if;
end $$;
comment on function private.refuse_one_person(text, text[]) is 'PT422 naming what states a part, when a second person is taken away from it.';

-- Trigger functions -----------------------------------------------------------------------------

-- How many rows are written is not known to whoever plans this: for each that states a part its one scenario is looked up.
create function private.check_parts() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  if tg_table_name = 'instances' then
    perform private.refuse_parts(tg_table_name, array(
      select row.id::text from written as row
      where row.deleted_at is null and private.states_part(row.params)
        and not private.taxes_two((select assumptions from public.profiles where user_id = row.user_id))
      order by row.created_at, row.id));
  else
    perform private.refuse_parts(tg_table_name, array(
      select row.id::text from written as row
      where row.deleted_at is null and private.states_part(row.params) and not coalesce((
        select scenario.deleted_at is not null or private.taxes_two(scenario.assumptions, (
          select assumptions from public.profiles where user_id = row.user_id))
        from public.scenarios as scenario where scenario.id = row.scenario_id), true)
      order by row.created_at, row.id));
  end if;
  return null;
end $$;
comment on function private.check_parts() is 'Refuses parts that a statement wrote where one person is taxed.';

create function private.check_taxpayers() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  inherited jsonb;
begin
  if tg_table_name = 'profiles' then
    if private.taxes_two(new.assumptions) or not private.taxes_two(old.assumptions) then
      return null;
    end if;
    perform private.refuse_one_person(tg_table_name, array(
      select name from (
        select name, created_at, id from public.instances
        where user_id = new.user_id and deleted_at is null and private.states_part(params)
        union all
        select format('%s in %s', row.name, scenario.name), row.created_at, row.id
        from public.scenarios as scenario join public.scenario_instances as row on row.scenario_id = scenario.id
        where scenario.user_id = new.user_id and scenario.deleted_at is null and row.deleted_at is null
          and private.states_part(row.params) and not private.taxes_two(scenario.assumptions, new.assumptions)
      ) as stated order by created_at, id));
  elsif new.deleted_at is null and (new.assumptions, new.deleted_at) is distinct from (old.assumptions, old.deleted_at) then
    select assumptions into inherited from public.profiles where user_id = new.user_id;
    if not private.taxes_two(new.assumptions, inherited) then
      perform private.refuse_one_person(tg_table_name, array(
        select name from public.scenario_instances
        where scenario_id = new.id and deleted_at is null and private.states_part(params) order by created_at, id));
    end if;
  end if;
  return null;
end $$;
comment on function private.check_taxpayers() is 'Refuses to take the second person away from parts that are stated, and to bring such parts back without one.';

-- Triggers --------------------------------------------------------------------------------------

create trigger check_parts_after_insert after insert on public.instances
  referencing new table as written for each statement execute function private.check_parts();
create trigger check_parts_after_update after update on public.instances
  referencing new table as written for each statement execute function private.check_parts();
create trigger check_parts_after_insert after insert on public.scenario_instances
  referencing new table as written for each statement execute function private.check_parts();
create trigger check_parts_after_update after update on public.scenario_instances
  referencing new table as written for each statement execute function private.check_parts();
create trigger check_taxpayers_after_update after update on public.scenarios
  for each row execute function private.check_taxpayers();
create trigger check_taxpayers_after_update after update on public.profiles
  for each row execute function private.check_taxpayers();
