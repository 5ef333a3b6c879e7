-- The rows of a scenario as a plan wants them.

-- The same ones are the same request, in whatever order and however often they are named.
create function private.chosen_assumptions(p_keys text[]) returns text[] language sql stable set search_path = '' as $$
  select array(select distinct key from unnest(private.few(p_keys, 'max_assumptions_a_request')) as key order by key)
$$;
comment on function private.chosen_assumptions(text[]) is 'Keys of assumptions, each once and in order.';
grant execute on function private.chosen_assumptions(text[]) to authenticated, service_role;

create function private.check_chosen(p_scenario_id uuid, p_ids uuid[], p_assumptions text[] default '{}') returns void
language plpgsql stable set search_path = '' as $$
declare
  missing uuid;
begin
  if exists (select from unnest(p_assumptions) as chosen (key) where key is null
      or not exists (select from private.field_definitions where entity = 'assumptions' and field_definitions.key = chosen.key)) then
    perform private.refuse_argument('p_assumptions', 'An assumption is not known.', 'Send keys of assumptions of the scenario.');
  end if;
  if p_ids is null or p_ids = '{}' and p_assumptions <> '{}' then
    return;
  elsif cardinality(p_ids) = 0 or exists (select from unnest(p_ids) as chosen (id) where id is null) then
    perform private.refuse_argument('p_scenario_instance_ids', 'Nothing was chosen.',
      'Choose at least one investment, or send null for all.');
  end if;
  select id into missing from (
    select unnest(p_ids) as id
    except select id from public.scenario_instances where scenario_id = p_scenario_id and deleted_at is null
  ) as missing
  limit 1;
  if found then
    perform private.not_found('scenario_instance', missing);
  end if;
end $$;
comment on function private.check_chosen(uuid, uuid[], text[]) is 'PT400 for an empty choice or what is no assumption, PT404 for a row that is not in the scenario.';

create function private.is_known_lineage(p_lineage_id uuid) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (select from public.instances where lineage_id = p_lineage_id and (user_id = (select auth.uid())) is true)
    or exists (select from private.purged_instances where user_id = (select auth.uid()) and lineage_id = p_lineage_id);
end $$;
comment on function private.is_known_lineage(uuid) is 'Whether an instance of the caller has this lineage or had it, deleted and purged ones included.';

-- `(source.user_id = copy.user_id) is true` says the same as without `is true`, but is no condition of an index: rows are entered by
-- their ids. Of a user whom the statistics do not know yet the planner expects a single row, and would read all of theirs for each.
--
-- Content of a wide row is stored compressed, and unpacked anew by each operator that looks into it: `'{}' || base` is unpacked once.
create view private.rows_to_merge with (security_invoker = true) as
  select copy.user_id, copy.scenario_id, copy.created_at, (copy.id, copy.id, copy.source_instance_id, copy.free_lineage_id,
    copy.kind, copy.version, copy.base_version, copy.now_version, '{}' || copy.base, copy.now_name, copy.now_status, copy.now_params,
    copy.name, copy.status, copy.params, copy.edited_params, copy.twin_id, copy.twin_case)::private.merge_input as input
  from (
    select copy.*, coalesce(source.version, twin.version) as now_version, coalesce(source.name, twin.name) as now_name,
      coalesce(source.status, twin.status) as now_status, coalesce(source.params, twin.params) as now_params,
      case when copy.source_instance_id is not null or twin.id is not null or not private.is_known_lineage(copy.lineage_id)
        then copy.lineage_id else copy.id end as free_lineage_id,
      twin.id as twin_id,
      case when twin.id is not null then case when exists (select from public.scenario_instances as held
          where held.source_instance_id = twin.id and (held.scenario_id = copy.scenario_id) is true and held.deleted_at is null)
        then 'held' else 'asked' end end as twin_case
    from public.scenario_instances as copy
    left join public.instances as source
      on source.id = copy.source_instance_id and (source.user_id = copy.user_id) is true and source.deleted_at is null
    left join public.instances as twin on twin.lineage_id = case when copy.source_instance_id is null then copy.lineage_id end
      and (twin.user_id = copy.user_id) is true and twin.kind = copy.kind and twin.deleted_at is null
    where copy.deleted_at is null
  ) as copy;
comment on view private.rows_to_merge is 'The copies of all scenarios as the merge wants them, each beside reality as it is.';
comment on column private.rows_to_merge.input is 'Named by the copy.';

create function private.apply_inputs(p_scenario_id uuid, p_ids uuid[]) returns private.merge_input[]
language plpgsql stable set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 as $$
begin
  return (
  select array_agg(input order by created_at, (input).scenario_instance_id) from private.rows_to_merge
  where user_id = (select auth.uid()) and scenario_id = p_scenario_id
    and (p_ids is null or (input).scenario_instance_id in (select unnest(p_ids))));
end $$;
comment on function private.apply_inputs(uuid, uuid[]) is 'The rows of a scenario as the merge wants them.';

-- Lineages given ------------------------------------------------------------------------------------
-- What is created beside an instance that has its lineage, or had it, gets the id of its row for one: known before it is
-- written, so that a plan can say what names it. What the scenario itself secures on it follows it there; a loan that named that
-- lineage when it was copied is secured on what reality has, and stays.

create function private.given_lineages(p_inputs private.merge_input[], p_resolutions jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_object_agg(copy.lineage_id, copy.id order by created_at desc, copy.id desc) -- of two the first
  from unnest(p_inputs) as input join public.scenario_instances as copy on copy.id = input.scenario_instance_id
  where input.kind = 'property' and input.instance_id is null and case when input.twin_id is null
    then input.lineage_id <> copy.lineage_id
    else p_resolutions -> row_key::text -> '*' ->> 'take' = 'proposed' end
$$;
comment on function private.given_lineages(private.merge_input[], jsonb) is 'The properties that get a lineage of their own, by the one that they have in their scenario; null where there are none.';

create function private.lineage_given(p_given jsonb, p_id uuid, p_lineage_id uuid) returns uuid
language sql immutable set search_path = '' as $$
  select case when p_id::text = p_given ->> p_lineage_id::text then p_id else p_lineage_id end
$$;
comment on function private.lineage_given(jsonb, uuid, uuid) is 'The lineage of a row of a scenario once lineages are given: its own to the one that is named, not to another that has the same.';

create function private.follows_lineage(p_given jsonb, p_kind text, p_base jsonb, p_params jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select p_kind = 'loan' and p_given ? (p_params ->> 'secured_on')
    and p_base -> 'params' -> 'secured_on' is distinct from p_params -> 'secured_on'
$$;
comment on function private.follows_lineage(jsonb, text, jsonb, jsonb) is 'Whether a row of a scenario is secured on a property that gets a lineage of its own, and was not so when it was copied.';

create function private.plan_apply(p_inputs private.merge_input[], p_resolutions jsonb) returns private.plan_row[]
language plpgsql stable set search_path = '' as $$
declare
  given constant jsonb := private.given_lineages(p_inputs, p_resolutions);
  inputs private.merge_input[] := p_inputs;
begin
  if given is not null then
    inputs := array(
      select (row_key, scenario_instance_id, instance_id, lineage_id, kind, scenario_instance_version, base_version, version, base,
        current_name, current_status, current_params, proposed_name, proposed_status,
        case when private.follows_lineage(given, kind, base, proposed_params)
          then private.with_reference(proposed_params, given) else proposed_params end,
        edited_params, twin_id, twin_case)::private.merge_input
      from unnest(p_inputs) with ordinality order by ordinality);
  end if;
  return private.plan_merge(inputs, p_resolutions);
end $$;
comment on function private.plan_apply(private.merge_input[], jsonb) is 'The plan of an apply: the merge, with each loan secured on what its property becomes.';

-- Before the plan is written, and in all of the scenario: what is left out of an apply is secured on the same as before.
create function private.give_lineages(p_scenario_id uuid, p_given jsonb) returns void
language sql volatile set search_path = '' as $$
  update public.scenario_instances as copy
  set lineage_id = private.lineage_given(p_given, copy.id, copy.lineage_id),
    params = case when private.follows_lineage(p_given, kind, base, params) then private.with_reference(params, p_given) else params end
  where scenario_id = p_scenario_id and (user_id = (select auth.uid())) is true and deleted_at is null
    and (copy.id::text = p_given ->> copy.lineage_id::text or private.follows_lineage(p_given, kind, base, params))
$$;
comment on function private.give_lineages(uuid, jsonb) is 'Gives properties of a scenario a lineage of their own, with all that it secures on them.';

-- Assumptions ------------------------------------------------------------------------------------
-- What the scenario assumes by itself is no copy, and has no base of its own: what the profile has now is the base, which the
-- fingerprint guards.

create function private.statement_of(p_key text) returns text
language sql stable set search_path = '' as $$
  select case
    when p_key in ('household_cash', 'household_as_of_month', 'household_confirmed_month')
      or p_key ~ '^(second_)?(carried_|income_so_far$)' then 'household'
    when p_key in ('goal_amount', 'goal_as_of_month', 'goal_year') then 'goal'
    when p_key in (select key from private.class_correlations()) then 'correlations'
    else p_key end
$$;
comment on function private.statement_of(text) is 'What an assumption is a part of: amounts mean nothing without their month, and correlations hold together or not at all.';

create function private.assumption_inputs(p_scenario_id uuid, p_keys text[]) returns private.merge_input[]
language plpgsql stable set search_path = '' as $$
begin
  if p_keys = '{}' then
    return '{}';
  end if;
  return array(
    select (profile.id, null, profile.id, null, 'assumptions', null, profile.version, profile.version,
      to_jsonb(('Assumptions', 'active', profile.assumptions)::private.content), 'Assumptions', 'active', profile.assumptions,
      'Assumptions', 'active', profile.assumptions || chosen.assumptions, null, null, null)::private.merge_input
    from public.profiles as profile
    cross join lateral (
      select coalesce(jsonb_object_agg(key, value), '{}') from public.scenarios as scenario cross join jsonb_each(scenario.assumptions)
      where scenario.id = p_scenario_id and scenario.user_id = profile.user_id and private.statement_of(key) in (select private.statement_of(chosen) from unnest(p_keys) as chosen)
    ) as chosen (assumptions)
    where profile.user_id = (select auth.uid()));
end $$;
comment on function private.assumption_inputs(uuid, text[]) is 'The profile as the merge wants it: proposed is what it assumes with these assumptions of a scenario, and what belongs to them, as its own.';

-- Locks -------------------------------------------------------------------------------------------

create function private.lock_profile() returns void language sql set search_path = '' as $$
  select from public.profiles where user_id = (select auth.uid()) for no key update
$$;
comment on function private.lock_profile() is 'Locks the profile of the caller, against writers without a user.';

create function private.lock_rows(p_scenario_id uuid, p_ids uuid[]) returns void
language plpgsql set search_path = '' as $$
begin
  -- Against writers without a user, such as an operator's correction; users' own wait at the advisory lock.
  perform from public.instances
  where id in (
    select source_instance_id from public.scenario_instances
    where scenario_id = p_scenario_id and deleted_at is null and (p_ids is null or id in (select unnest(p_ids)))
    union all
    select twin.id from public.scenario_instances as copy
    join public.instances as twin on twin.lineage_id = copy.lineage_id and (twin.user_id = copy.user_id) is true
    where copy.source_instance_id is null
      and copy.scenario_id = p_scenario_id and copy.deleted_at is null and (p_ids is null or copy.id in (select unnest(p_ids))))
  order by id for no key update;
  perform from public.scenario_instances
  where scenario_id = p_scenario_id and deleted_at is null and (p_ids is null or id in (select unnest(p_ids)))
  order by id for no key update;
end $$;
comment on function private.lock_rows(uuid, uuid[]) is 'Locks the rows an operation on a scenario may write, instances first, each table by id.';
