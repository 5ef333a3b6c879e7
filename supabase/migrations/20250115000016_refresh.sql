-- Refresh: reality's changes into a scenario, the user's kept.

-- Private functions -------------------------------------------------------------------------------

-- It has nothing to take where reality is what base is, at the same version, nor of what is new, unless a twin is there: such
-- rows are left out before anything is planned. Nor are all rows sorted first (enable_presorted_aggregate = off), but what is touched.
create function private.refresh_inputs(p_scenario_id uuid, p_ids uuid[], out touched private.merge_input[], out others bigint[])
language plpgsql stable
set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 set enable_presorted_aggregate = off as $$
begin
  select array_agg(input order by created_at, (input).scenario_instance_id) filter (where is_touched),
    array_agg(hash_record_extended(input, 0)) filter (where not is_touched)
  into touched, others
  from (
    select input, created_at, ((input).instance_id is not null or (input).twin_id is not null)
      and ((input).version = (input).base_version
        and case when (input).base -> 'params' = (input).current_params -- in parts: nothing is built
          then (input).base - 'params' = jsonb_build_object('name', (input).current_name, 'status', (input).current_status) end)
        is not true as is_touched
    from private.rows_to_merge
    where user_id = (select auth.uid()) and scenario_id = p_scenario_id
      and (p_ids is null or (input).scenario_instance_id in (select unnest(p_ids)))
    offset 0 -- each row is built and judged once
  ) as row;
end $$;
comment on function private.refresh_inputs(uuid, uuid[]) is 'Those of the rows of a scenario of which a refresh may have something to say; of the others their hashes, for the fingerprint.';

-- What only reality changed is taken, and so is what both changed alike; that the owner proposed it is remembered, so
-- that it is pending again where an undo takes it back. A field in conflict keeps its base.
-- Without nested loops, so that what the scenario holds is never compared each with each; not in sql, which is planned anew each time.
create function private.write_refresh(p_scenario_id uuid, p_inputs private.merge_input[], p_plan private.plan_row[])
returns table (id uuid, before jsonb, after jsonb) language plpgsql volatile rows 1000
set search_path = '' set jit = off set enable_nestloop = off set work_mem = '64MB' as $$
#variable_conflict use_column
begin
  return query
  with target as (
    select input.scenario_instance_id, input.version,
      to_jsonb((input.proposed_name, input.proposed_status, input.proposed_params)::private.content) as before,
      cardinality(plan.conflicts) > 0 as has_conflicts,
      to_jsonb((input.current_name, input.current_status, input.current_params)::private.content) as current,
      input.base, plan.after, kept.bases, kept.proposals, kept.agreed, kept.moved
    from private.input_rows(p_inputs) as input
    join private.plan_rows(p_plan) as plan using (row_key)
    cross join lateral (
      select jsonb_object_agg(value ->> 'field', value -> 'base') filter (where value ->> 'outcome' = 'conflict') as bases,
        jsonb_object_agg(value ->> 'field', value -> 'proposed') filter (where value ->> 'outcome' = 'conflict') as proposals,
        array_agg(value ->> 'field') filter (where value ->> 'outcome' = 'same_change') as agreed,
        array_agg(value ->> 'field') filter (where value ->> 'outcome' = 'current_only') as moved
      from jsonb_array_elements(plan.fields::jsonb) -- json would be read anew by each that looks into it
    ) as kept
    where input.version is not null and input.base is not null
  ),
  content as materialized (
    select scenario_instance_id, has_conflicts, version, agreed, moved, before,
      case when has_conflicts then private.with_fields(current, bases) else current end as base,
      case when has_conflicts then private.with_fields(after, proposals) else after end as proposed
    from target
  ),
  refreshed as (
    update public.scenario_instances as copy
    set base = content.base,
      base_version = case when has_conflicts then copy.base_version else content.version end,
      name = proposed ->> 'name', status = proposed ->> 'status', params = proposed -> 'params',
      agreed_fields = case when copy.agreed_fields = '{}' and agreed is null then copy.agreed_fields
        else private.agreed_after(copy.agreed_fields, moved, agreed) end
    from content
    where copy.id = content.scenario_instance_id and copy.user_id = (select auth.uid()) and copy.scenario_id = p_scenario_id
      and (copy.base is distinct from content.base or not has_conflicts and copy.base_version <> content.version)
    returning copy.id, content.before, to_jsonb((copy.name, copy.status, copy.params)::private.content)
  )
  select * from refreshed;
end $$;
comment on function private.write_refresh(uuid, private.merge_input[], private.plan_row[]) is 'Moves base field by field: what only reality changed is taken; a field in conflict keeps its base, so that it stays in conflict.';

-- Of what only the user changed a refresh has nothing to say.
create function private.refresh_plan(p_plan private.plan_row[]) returns private.plan_row[]
language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select array_agg((row_key, scenario_instance_id, instance_id, lineage_id, kind, name, 'none', version, base_version,
      case when cardinality(conflicts) > 0 and after is not null then private.with_fields(after, merged.proposals)
        else after end, fields, conflicts, open_conflicts, left_fields, is_settled, twin_id)::private.plan_row order by ordinality)
    from private.plan_rows(p_plan) with ordinality
    cross join lateral (
      select jsonb_object_agg(value ->> 'field', value -> 'proposed') filter (where value ->> 'outcome' = 'conflict')
          as proposals,
        bool_or(value ->> 'outcome' <> 'proposed_only') as is_touched
      from jsonb_array_elements(fields::jsonb)
    ) as merged
    where merged.is_touched), '{}');
end $$;
comment on function private.refresh_plan(private.plan_row[]) is 'What a refresh has to say of a plan.';

-- What it wrote, and what is in conflict as things stand.
create function private.refresh_again(p_application_id uuid, p_scenario_id uuid, p_ids uuid[]) returns json
language plpgsql stable set search_path = '' as $$
declare
  application public.scenario_applications;
  written private.plan_row[];
  planned private.plan_row[];
begin
  select * into application from public.scenario_applications where id = p_application_id;
  written := private.recorded_plan(application);
  planned := private.refresh_plan(private.plan_merge((private.refresh_inputs(p_scenario_id, p_ids)).touched, '{}'));
  return private.answer_again(p_application_id, array(
    select (entry.*)::private.plan_row
    from (
      select * from private.plan_rows(written)
      union all
      select * from private.plan_rows(planned) where cardinality(conflicts) > 0 and scenario_instance_id not in (
        select scenario_instance_id from private.plan_rows(written))
    ) as entry
    left join public.scenario_instances as copy on copy.id = entry.scenario_instance_id
    order by copy.created_at, copy.id), null);
end $$;
comment on function private.refresh_again(uuid, uuid, uuid[]) is 'The answer to a repeated refresh.';

create function private.refresh_scenario_instances(p_scenario_id uuid, p_request_id uuid, p_ids uuid[])
returns json language plpgsql security definer set search_path = '' as $$
declare
  started constant timestamptz := clock_timestamp();
  arguments constant jsonb := jsonb_build_object('operation', 'refresh', 'scenario_id', p_scenario_id, 'ids', p_ids);
  first_id constant uuid := private.begin_request(p_request_id, arguments);
  scenario public.scenarios;
  application public.scenario_applications;
  inputs record;
  plan private.plan_row[];
  told private.plan_row[];
  fingerprint text;
  refreshed_at timestamptz;
begin
  if first_id is not null then
    return private.refresh_again(first_id, p_scenario_id, p_ids);
  end if;
  perform private.hold_feature('feature:scenarios');
  scenario := private.own_scenario(p_scenario_id);
  perform private.check_chosen(p_scenario_id, p_ids);
  perform private.lock_rows(p_scenario_id, p_ids);
  inputs := private.refresh_inputs(p_scenario_id, p_ids);
  plan := private.plan_merge(inputs.touched, '{}');

  application := private.new_application(scenario.id, scenario.name, p_request_id, 'refresh');
  application.status := 'success';
  told := private.refresh_plan(plan);
  refreshed_at := clock_timestamp();
  -- What it had nothing to write of is found again by planning: only the rest is kept.
  with written as (
    select * from private.write_refresh(p_scenario_id, inputs.touched, plan)
  ),
  recorded as (
    insert into public.scenario_application_items (user_id, application_id, instance_id, scenario_instance_id,
      lineage_id, kind, action, before, after, before_version, after_version, fields, created_at)
    select (select auth.uid()), application.id, instance_id, scenario_instance_id, lineage_id, kind, 'none', written.before,
      written.after, base_version, version, fields::jsonb, refreshed_at + position * interval '1 microsecond'
    from private.plan_rows(told) with ordinality as entry (row_key, scenario_instance_id, instance_id,
      lineage_id, kind, name, action, version, base_version, after, fields, conflicts, open_conflicts, left_fields, is_settled,
      twin_id, position)
    join written on written.id = scenario_instance_id
  )
  select count(*) into application.items_applied from written;
  application.items_total := cardinality(told);
  select coalesce(sum(cardinality(conflicts)), 0) into application.conflict_count from unnest(told);
  -- Of what stands now only what may have been written is read again.
  fingerprint := private.fingerprint(private.apply_inputs(p_scenario_id, array(
    select (input).scenario_instance_id from (select unnest(inputs.touched) as input) as touched)), inputs.others);
  perform private.record(application, started, arguments, fingerprint);
  return private.plan_answer(application, fingerprint, null, told);
end $$;
comment on function private.refresh_scenario_instances(uuid, uuid, uuid[]) is 'See public.refresh_scenario_instances.';
grant execute on function private.refresh_scenario_instances(uuid, uuid, uuid[]) to authenticated, service_role;

-- Public functions --------------------------------------------------------------------------------

create function public.refresh_scenario_instances(p_scenario_id uuid, p_request_id uuid,
  p_scenario_instance_ids uuid[] default null)
returns json language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.refresh_scenario_instances(p_scenario_id, p_request_id,
    private.few(p_scenario_instance_ids, 'max_scenario_instances'));
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.refresh_scenario_instances(uuid, uuid, uuid[]) is 'Takes reality''s changes into a scenario; fields that both changed stay in conflict. Items hold current_only, same_change and conflict fields.';
revoke execute on function public.refresh_scenario_instances(uuid, uuid, uuid[]) from public, anon;
grant execute on function public.refresh_scenario_instances(uuid, uuid, uuid[]) to authenticated, service_role;
