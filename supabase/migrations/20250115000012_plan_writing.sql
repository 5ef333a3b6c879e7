-- A plan written all or nothing. Apply and revert share it.

create function private.fields_with(p_fields json, p_outcome text) returns text[]
language sql immutable set search_path = '' as $$
  select case when strpos(p_fields::text, p_outcome) = 0 then '{}' else array(
    select value ->> 'field' from json_array_elements(p_fields) where value ->> 'outcome' = p_outcome) end
$$;
comment on function private.fields_with(json, text) is 'The fields of a plan''s row that have this outcome.';

create function private.values_left(p_fields json, p_left text[], p_side text, p_outcome text default null) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_object_agg(value ->> 'field', value -> p_side) from json_array_elements(p_fields)
  where value ->> 'field' = any (p_left) and (p_outcome is null or value ->> 'outcome' = p_outcome)
$$;
comment on function private.values_left(json, text[], text, text) is 'What a side (base, current, proposed) has of the fields that a plan''s row leaves for later, of all or those with this outcome; null for none.';

create function private.kept_proposal(p_after jsonb, p_fields json, p_left text[]) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_left = '{}' then p_after
    else private.with_fields(p_after, private.values_left(p_fields, p_left, 'proposed')) end
$$;
comment on function private.kept_proposal(jsonb, json, text[]) is 'What a copy proposes once a plan''s row is written: what reality has then, and still what was left for later.';

-- What reality alone has moved on since is no longer what the owner proposed.
create function private.agreed_after(p_agreed text[], p_moved text[], p_same text[]) returns text[]
language sql immutable set search_path = '' as $$
  select case when p_agreed = '{}' or p_moved is null then p_agreed else array(
    select field from unnest(p_agreed) as field where field <> all (p_moved)) end || p_same
$$;
comment on function private.agreed_after(text[], text[], text[]) is 'Agreed fields once a merge took what only reality changed, and found what both changed alike.';

-- Private functions: writing and recording ----------------------------------------------------------

create function private.write_assumptions(p_application public.scenario_applications, p_row private.plan_row)
returns private.plan_row language plpgsql set search_path = '' as $$
declare
  past public.profiles;
begin
  select * into past from public.profiles where id = p_row.instance_id and user_id = (select auth.uid());
  p_row.version := past.version;
  if p_row.action = 'update' then
    update public.profiles set assumptions = p_row.after -> 'params' where id = past.id returning version into p_row.version;
  end if;
  p_row.base_version := p_row.version;
  -- Not of an instance: it has no id in history.
  insert into public.scenario_application_items (user_id, application_id, kind, action, before, after, before_version, after_version,
    fields)
  values (past.user_id, p_application.id, p_row.kind, p_row.action,
    to_jsonb(('Assumptions', 'active', past.assumptions)::private.content), p_row.after, past.version, p_row.version,
    p_row.fields::jsonb);
  return p_row;
end $$;
comment on function private.write_assumptions(public.scenario_applications, private.plan_row) is 'Writes what a plan has for the assumptions of the profile, and the history of it. Returns it with the version written.';

-- What was carried out, as its plan was: of a refresh what it wrote.
create function private.recorded_plan(p_application public.scenario_applications) returns private.plan_row[]
language plpgsql stable set search_path = '' set jit = off as $$
begin
  return coalesce((
  select array_agg((scenario_instance_id, scenario_instance_id, case when kind = 'assumptions'
      then (select id from public.profiles where user_id = p_application.user_id) else instance_id end, lineage_id, kind,
    case when p_application.operation = 'refresh' then before ->> 'name'
      when action = 'none' and fields #>> '{0,reason}' = 'already_created' or after is null
        then coalesce(fields #> '{0,proposed}', fields #> '{0,base}') ->> 'name'
      else after ->> 'name' end,
    action, after_version, before_version, after, fields::json, '{}',
    case when p_application.operation = 'refresh' then private.fields_with(fields::json, 'conflict') else '{}' end,
    '{}', false, null)::private.plan_row order by created_at, id)
  from public.scenario_application_items where application_id = p_application.id), '{}');
end $$;
comment on function private.recorded_plan(public.scenario_applications) is 'What an operation wrote, as the plan it was.';

-- The answer to a request that was carried out, or that is planned again since it had changed nothing: as things stand,
-- stale when they have moved since.
create function private.answer_again(p_application_id uuid, p_plan private.plan_row[], p_fingerprint text) returns json
language plpgsql stable set search_path = '' as $$
declare
  application public.scenario_applications;
  kept private.request_answers;
begin
  select * into application from public.scenario_applications where id = p_application_id;
  select * into kept from private.request_answers where application_id = p_application_id;
  if application.status = 'success' then
    return private.plan_answer(application, kept.fingerprint, null, p_plan, true);
  end if;
  application.stale := application.stale or p_fingerprint <> kept.fingerprint;
  return private.plan_answer(application, p_fingerprint, kept.error, p_plan, true);
end $$;
comment on function private.answer_again(uuid, private.plan_row[], text) is 'The answer to a repeated apply, revert or refresh.';

-- Rows are entered by their id alone: `(user_id = …) is true` says the same as `user_id = …`, but is no condition of an index, and
-- without sequential scans a whole table is never read. Of a user whom the statistics do not know yet the planner expects a single row, and would compare each it finds
-- with each of the plan. The plan holds only rows of the caller and of the scenario.
create function private.write_plan(p_application public.scenario_applications, p_plan private.plan_row[])
returns private.plan_row[] language plpgsql volatile
set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 set enable_seqscan = off
set work_mem = '64MB' as $$
#variable_conflict use_column
declare
  -- Under the locks, and before what is recorded of it: no row is written in less than the microsecond it is given.
  written_at constant timestamptz := clock_timestamp();
  written_plan private.plan_row[];
begin
  -- Each row that is not settled is given the ids under which it is written.
  with target as materialized (
    -- An id that came to another user meanwhile, by whatever SQL, is theirs.
    select plan.*, case when plan.left_fields = '{*}' then plan.instance_id when plan.instance_id is null or plan.action = 'recreate' and exists (
        select from public.instances as other where other.id = plan.instance_id and (other.user_id = (select auth.uid())) is not true)
        then gen_random_uuid() else plan.instance_id end as target_id,
      -- A revert creates nothing in reality: it brings copies back that were discarded.
      p_application.operation = 'revert' and plan.action = 'create' as is_return,
      -- A copy that takes its twin as its source or, where nothing is left after it, leaves it.
      plan.twin_id is not null and plan.action = 'none' and plan.left_fields = '{}' as is_stand,
      case when plan.action = 'create' and row_number() over (partition by plan.action, plan.lineage_id order by ordinality) > 1
        then plan.scenario_instance_id else plan.lineage_id end as new_lineage_id,
      plan.after ->> 'name' as new_name, plan.after ->> 'status' as new_status, plan.after -> 'params' as new_params
    from private.plan_rows(p_plan) with ordinality as plan
    where not plan.is_settled
  ),
  -- What reality has is changed.
  updated as (
    update public.instances as instance
    set name = new_name, status = new_status, params = new_params, deleted_at = null,
      version = instance.version + (action = 'recreate')::integer
    from target
    where instance.id = target_id and (instance.user_id = (select auth.uid())) is true and action in ('update', 'recreate')
    returning instance.id, instance.version
  ),
  -- What reality does not have is added.
  created as (
    insert into public.instances (id, user_id, lineage_id, name, kind, status, params, version)
    select target_id, (select auth.uid()), new_lineage_id, new_name, kind, new_status, new_params,
      case when action = 'create' then 1 else 1 + greatest(base_version,
        (select purged.version from private.purged_instances as purged where purged.id = target_id)) end
    from target
    where action = 'create' and not is_return
       or action = 'recreate' and not exists (select from public.instances where id = target_id)
    returning id, version
  ),
  written as (
    select id, version as new_version from updated union all select id, version from created
  ),
  -- Each row knows what it found and what it left: a snapshot shows reality as it was before this statement.
  outcome as materialized (
    select target.*, coalesce(written.new_version, target.version) as after_version,
      case when past.id is not null and past.deleted_at is null and action <> 'discard' and not is_return
        then to_jsonb((past.name, past.status, past.params)::private.content) end as before,
      case when action <> 'recreate' and not is_return then past.version end as before_version,
      case when left_fields <> '{}' then private.values_left(fields, left_fields, 'base', 'conflict') end as bases_left,
      case when left_fields <> '{}' then private.values_left(fields, left_fields, 'proposed') end as proposals_left
    from target
    -- All written rows are targets. A full join, as it is never done by comparing each with each, whatever the plan
    -- expects of a statement that writes.
    full join written on written.id = target_id
    left join public.instances as past on past.id = target.instance_id and (past.user_id = (select auth.uid())) is true
  ),
  -- A copy that was applied agrees with reality. What was left for later it proposes still, and where reality changed that
  -- too, its base does not move past it: so it is pending, or in conflict, as it was.
  applied as (
    update public.scenario_instances as copy
    set source_instance_id = target_id, lineage_id = new_lineage_id,
      base = case when bases_left is null then after else private.with_fields(after, bases_left) end,
      base_version = case when bases_left is null then after_version else copy.base_version end,
      name = coalesce(proposals_left ->> 'name', new_name), status = coalesce(proposals_left ->> 'status', new_status),
      params = case when proposals_left is null then new_params else private.with_fields(after, proposals_left) -> 'params' end,
      last_applied_at = case when action = 'none' and left_fields <> '{}' then copy.last_applied_at else written_at end,
      agreed_fields = case when copy.agreed_fields = '{}' and strpos(outcome.fields::text, 'same_change') = 0
        then copy.agreed_fields
        else private.agreed_after(copy.agreed_fields, private.fields_with(outcome.fields, 'current_only'),
          private.fields_with(outcome.fields, 'same_change')) end
    from outcome
    where p_application.operation = 'apply' and copy.id = outcome.scenario_instance_id and action <> 'discard' and not is_stand
      and left_fields <> '{*}'
  ),
  stood as (
    -- What differs from the twin is proposed from now on; what leaves it is new again, as it is.
    update public.scenario_instances as copy
    set source_instance_id = case when after is not null then target_id end, base = after,
      base_version = case when after is not null then after_version end,
      last_applied_at = case p_application.operation when 'apply' then written_at else copy.last_applied_at end
    from outcome
    where copy.id = outcome.scenario_instance_id and is_stand
  ),
  rebased as (
    -- A revert leaves the proposal as it is: what it restored in reality is pending again.
    update public.scenario_instances as copy
    set base = case when agreed.is_whole then after else moved.base end, -- to the byte
      base_version = case when agreed.is_whole then after_version else copy.base_version end
    from outcome
    join public.scenario_instances as old_copy on old_copy.id = outcome.scenario_instance_id
    cross join lateral (
      -- What reality held, with the same fields replaced, is what it holds now.
      select case when action = 'recreate' or old_copy.base = before then after else (
        select private.with_fields(old_copy.base, jsonb_object_agg(value ->> 'field', value -> 'result'))
        from jsonb_array_elements(outcome.fields::jsonb)
        where value ->> 'outcome' in ('proposed_only', 'conflict') and value -> 'result' <> value -> 'current') end as base
      offset 0 -- once a row: without it the expression is copied to each place that names it
    ) as moved
    cross join lateral (
      select moved.base = after or moved.base - 'params' = after - 'params' and new_params
        = private.keep_base_forms(new_params, moved.base -> 'params', outcome.kind) as is_whole
      offset 0
    ) as agreed
    -- A copy that was deleted meanwhile too: restored, it proposes what it did.
    where p_application.operation = 'revert' and action in ('update', 'recreate')
      and copy.id = outcome.scenario_instance_id
      and (copy.user_id = (select auth.uid()) and copy.source_instance_id = target_id) is true
  ),
  given_back as (
    -- Another scenario proposed the same and found it in reality: what is taken away there is pending again here.
    update public.scenario_instances as copy set base = private.with_fields(copy.base, taken.fields)
    from outcome
    join public.scenario_instances as other on other.source_instance_id = outcome.target_id and other.agreed_fields <> '{}'
      and (other.user_id = (select auth.uid()) and other.id is distinct from outcome.scenario_instance_id) is true
    cross join lateral (
      select jsonb_object_agg(value ->> 'field', value -> 'result') as fields
      from jsonb_array_elements(outcome.fields::jsonb)
      where value ->> 'outcome' in ('proposed_only', 'conflict') and value ->> 'field' = any (other.agreed_fields)
        and value -> 'result' <> value -> 'current'
        and value -> 'current' = coalesce(private.field_of(other.base, value ->> 'field'), 'null')
    ) as taken
    where p_application.operation = 'revert' and outcome.action = 'update' and taken.fields is not null
      and copy.id = other.id
  ),
  moved as (
    -- Out of the scenario, or back into it.
    update public.scenario_instances as copy set deleted_at = case action when 'discard' then written_at end
    from outcome
    where copy.id = outcome.scenario_instance_id and (action = 'discard' or is_return)
  ),
  -- All of it is written down.
  recorded as (
    insert into public.scenario_application_items (user_id, application_id, instance_id, scenario_instance_id,
      lineage_id, kind, action, before, after, before_version, after_version, fields, created_at)
    select (select auth.uid()), p_application.id, target_id, scenario_instance_id, new_lineage_id, kind, action,
      before, after, before_version, case when action <> 'discard' then after_version end, fields::jsonb,
      written_at + ordinality * interval '1 microsecond' -- keeps the order of the plan
    from outcome where action <> 'none' or fields::text <> '[]'
  )
  select array_agg((row_key, scenario_instance_id, target_id, new_lineage_id, kind,
    case when is_stand then name else coalesce(new_name, name) end, action,
    after_version, after_version, after, fields, conflicts, open_conflicts, left_fields, is_settled, twin_id)::private.plan_row
    order by ordinality)
  into written_plan from outcome;
  return written_plan;
end $$;
comment on function private.write_plan(public.scenario_applications, private.plan_row[]) is 'Writes a plan in one statement: reality, the scenario, the history. Returns the plan with the ids and versions written.';

-- The part of write_plan that concerns reality, with no statement that names what scenarios hold.
create function private.write_reality(p_application public.scenario_applications, p_plan private.plan_row[])
returns private.plan_row[] language plpgsql volatile
set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 set enable_seqscan = off as $$
declare
  written_at constant timestamptz := clock_timestamp();
  written_plan private.plan_row[];
begin
  with target as materialized (
    select plan.*, case when plan.action = 'recreate' and exists (
        select from public.instances as other where other.id = plan.instance_id and (other.user_id = (select auth.uid())) is not true)
        then gen_random_uuid() else plan.instance_id end as target_id,
      plan.after ->> 'name' as new_name, plan.after ->> 'status' as new_status, plan.after -> 'params' as new_params
    from private.plan_rows(p_plan) with ordinality as plan where plan.action <> 'none' or plan.fields::text <> '[]'
  ),
  updated as (
    update public.instances as instance
    set name = new_name, status = new_status, params = new_params, deleted_at = null,
      version = instance.version + (action = 'recreate')::integer
    from target
    where instance.id = target_id and (instance.user_id = (select auth.uid())) is true and action in ('update', 'recreate')
    returning instance.id, instance.version
  ),
  created as (
    insert into public.instances (id, user_id, lineage_id, name, kind, status, params, version)
    select target_id, (select auth.uid()), lineage_id, new_name, kind, new_status, new_params,
      1 + greatest(base_version, (select purged.version from private.purged_instances as purged where purged.id = target_id))
    from target
    where action = 'recreate' and not exists (select from public.instances where id = target_id)
    returning id, version
  ),
  outcome as materialized (
    select target.*, coalesce(written.version, target.version) as after_version,
      case when past.id is not null and past.deleted_at is null then past.version end as before_version,
      case when past.id is not null and past.deleted_at is null then to_jsonb((past.name, past.status, past.params)::private.content) end as before
    from target
    full join (select id, version from updated union all select id, version from created) as written on written.id = target_id
    left join public.instances as past on past.id = target.instance_id and (past.user_id = (select auth.uid())) is true
  ),
  recorded as (
    insert into public.scenario_application_items (user_id, application_id, instance_id, lineage_id, kind, action, before,
      after, before_version, after_version, fields, created_at)
    select (select auth.uid()), p_application.id, target_id, lineage_id, kind, action, before, after, before_version,
      after_version, fields::jsonb, written_at + ordinality * interval '1 microsecond'
    from outcome
  )
  select array_agg((row_key, null, target_id, lineage_id, kind, coalesce(new_name, name), action, after_version, after_version,
    after, fields, conflicts, open_conflicts, left_fields, is_settled, null)::private.plan_row order by ordinality)
  into written_plan from outcome;
  return written_plan;
end $$;
comment on function private.write_reality(public.scenario_applications, private.plan_row[]) is 'Writes a plan that concerns reality alone: instances and history. Returns the plan with the ids and versions written.';
