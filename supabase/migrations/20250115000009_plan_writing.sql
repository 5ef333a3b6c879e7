-- The rows of a scenario as a plan wants them, and a plan written all or nothing, with its record. Apply and revert share it.

-- Private functions: before the plan --------------------------------------------------------------

create function private.check_chosen(p_scenario_id uuid, p_ids uuid[]) returns void
language plpgsql stable set search_path = '' as $$
declare
  missing uuid;
begin
  if p_ids is null then
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

create function private.is_known_lineage(p_lineage_id uuid) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (select from public.instances where lineage_id = p_lineage_id and (user_id = auth.uid()) is true)
    or exists (select from private.purged_instances where user_id = auth.uid() and lineage_id = p_lineage_id);
end $$;

-- A refresh has nothing to take where reality is what base is, at the same version, nor of what is new, unless a twin is
-- there: for it such rows are left out before anything is planned.
create function private.apply_inputs(p_scenario_id uuid, p_ids uuid[], p_is_refresh boolean default false) returns private.merge_input[]
language plpgsql stable set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 as $$
begin
  return (
  select array_agg((copy.id, copy.id, copy.source_instance_id, copy.free_lineage_id, copy.kind, copy.version,
    copy.base_version, copy.now_version, copy.base, copy.now_name, copy.now_status, copy.now_params,
    copy.name, copy.status, copy.params, copy.edited_params, copy.twin_id, copy.twin_case)::private.merge_input)
  from (
    select copy.*, coalesce(source.version, twin.version) as now_version, coalesce(source.name, twin.name) as now_name,
      coalesce(source.status, twin.status) as now_status, coalesce(source.params, twin.params) as now_params,
      case when copy.source_instance_id is not null or twin.id is not null or not private.is_known_lineage(copy.lineage_id)
        then copy.lineage_id end as free_lineage_id,
      twin.id as twin_id,
      case when twin.id is not null then case when exists (select from public.scenario_instances as held
          where held.source_instance_id = twin.id and (held.scenario_id = p_scenario_id) is true and held.deleted_at is null)
        then 'held' else 'asked' end end as twin_case
    from public.scenario_instances as copy
    left join public.instances as source
      on source.id = copy.source_instance_id and (source.user_id = copy.user_id) is true and source.deleted_at is null
    left join public.instances as twin on twin.lineage_id = case when copy.source_instance_id is null then copy.lineage_id end
      and (twin.user_id = copy.user_id) is true and twin.kind = copy.kind and twin.deleted_at is null
    where copy.user_id = auth.uid() and copy.scenario_id = p_scenario_id and copy.deleted_at is null
      and (p_ids is null or copy.id = any (p_ids))
    order by copy.created_at, copy.id
  ) as copy
  where not p_is_refresh or (copy.source_instance_id is not null or copy.twin_id is not null)
    and (copy.now_version = copy.base_version and case when copy.base -> 'params' = copy.now_params -- in parts: nothing is built
      then copy.base - 'params' = jsonb_build_object('name', copy.now_name, 'status', copy.now_status) end) is not true);
end $$;

create function private.lock_rows(p_scenario_id uuid, p_ids uuid[]) returns void
language plpgsql set search_path = '' as $$
begin
  -- Against writers without a user, such as an operator's correction; users' own wait at the advisory lock.
  perform from public.instances
  where id in (
    select coalesce(copy.source_instance_id, twin.id) from public.scenario_instances as copy
    left join public.instances as twin on twin.lineage_id = case when copy.source_instance_id is null then copy.lineage_id end
      and (twin.user_id = copy.user_id) is true
    where copy.scenario_id = p_scenario_id and copy.deleted_at is null and (p_ids is null or copy.id = any (p_ids)))
  order by id for no key update;
  perform from public.scenario_instances
  where scenario_id = p_scenario_id and deleted_at is null and (p_ids is null or id = any (p_ids))
  order by id for no key update;
end $$;

create function private.with_fields(p_content jsonb, p_fields jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'name', coalesce(p_fields -> 'name', p_content -> 'name'),
    'status', coalesce(p_fields -> 'status', p_content -> 'status'),
    'params', jsonb_strip_nulls(coalesce(p_content -> 'params', '{}') || coalesce((
      select jsonb_object_agg(substr(key, 8), value) from jsonb_each(p_fields) where starts_with(key, 'params.')),
      '{}')))
$$;

create function private.field_of(p_content jsonb, p_field text) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_field in ('name', 'status') then p_content -> p_field else p_content -> 'params' -> substr(p_field, 8) end
$$;

create function private.fields_with(p_fields json, p_outcome text) returns text[]
language sql immutable set search_path = '' as $$
  select case when strpos(p_fields::text, p_outcome) = 0 then '{}' else array(
    select value ->> 'field' from json_array_elements(p_fields) where value ->> 'outcome' = p_outcome) end
$$;

-- What reality alone has moved on since is no longer what the owner proposed.
create function private.agreed_after(p_agreed text[], p_moved text[], p_same text[]) returns text[]
language sql immutable set search_path = '' as $$
  select case when p_agreed = '{}' or p_moved is null then p_agreed else array(
    select field from unnest(p_agreed) as field where field <> all (p_moved)) end || p_same
$$;

-- Private functions: writing and recording ----------------------------------------------------------

create function private.is_recordable(p_sqlstate text) returns boolean
language sql immutable set search_path = '' as $$
  -- What the data or the request is to blame for; the rest may succeed when tried again.
  select left(p_sqlstate, 2) in ('22', '23', 'P0', 'PT') and p_sqlstate <> 'PT503'
$$;

create function private.error_answer(p_code text, p_message text, p_detail text, p_hint text) returns json
language sql immutable set search_path = '' as $$
  select json_build_object('code', p_code, 'message', p_message, 'detail',
    case when p_detail is json then p_detail::json else to_json(nullif(p_detail, '')) end, 'hint', nullif(p_hint, ''))
$$;

create function private.new_application(p_scenario_id uuid, p_scenario_name text, p_request_id uuid, p_operation text)
returns public.scenario_applications language plpgsql set search_path = '' as $$
declare
  application public.scenario_applications;
begin
  application.id := gen_random_uuid();
  application.user_id := auth.uid();
  application.scenario_id := p_scenario_id;
  application.scenario_name := p_scenario_name;
  application.request_id := p_request_id;
  application.operation := p_operation;
  application.stale := false;
  application.items_total := 0;
  application.items_applied := 0;
  application.conflict_count := 0;
  application.items_pruned := false;
  return application;
end $$;

-- Of an answer only what nothing else tells: the rest is read from the history and the rows or, where nothing was
-- written, planned again.
create function private.record(p_application public.scenario_applications, p_started timestamptz,
  p_arguments jsonb, p_fingerprint text default null, p_error json default null) returns void
language plpgsql set search_path = '' as $$
begin
  p_application.created_at := clock_timestamp();
  p_application.duration_ms := private.milliseconds_since(p_started);
  insert into public.scenario_applications select p_application.*;
  insert into private.request_answers (application_id, arguments_digest, fingerprint, error, is_attempt)
  values (p_application.id, private.digest(p_arguments), p_fingerprint,
    -- A detail can name keys that are as long as a document.
    case when octet_length(p_error::text) < 20000 then p_error else (p_error::jsonb - 'detail')::json end,
    p_application.status <> 'success');
  if p_application.status <> 'success' then
    delete from private.request_answers where application_id = any (array(
      select id from public.scenario_applications where user_id = p_application.user_id and status <> 'success'
      order by created_at desc, id offset private.limit_of('max_attempts')));
  end if;
end $$;

-- What was carried out, as its plan was: of a refresh what it wrote.
create function private.recorded_plan(p_application public.scenario_applications) returns private.plan_row[]
language plpgsql stable set search_path = '' set jit = off as $$
begin
  return coalesce((
  select array_agg((scenario_instance_id, scenario_instance_id, instance_id, lineage_id, kind,
    case when p_application.operation = 'refresh' then before ->> 'name'
      when action = 'none' and fields #>> '{0,reason}' = 'already_created' or after is null
        then coalesce(fields #> '{0,proposed}', fields #> '{0,base}') ->> 'name'
      else after ->> 'name' end,
    action, after_version, before_version, after, fields::json, '{}',
    case when p_application.operation = 'refresh' then private.fields_with(fields::json, 'conflict') else '{}' end,
    false, null)::private.plan_row order by created_at, id)
  from public.scenario_application_items where application_id = p_application.id), '{}');
end $$;

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

-- Rows are entered by their id alone (`(user_id = …) is true` is no condition of an index, and a whole table is never
-- read): of a user whom the statistics do not know yet the planner expects a single row, and would compare each it finds
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
  with target as materialized (
    -- An id that came to another user meanwhile, by whatever SQL, is theirs.
    select plan.*, case when plan.instance_id is null or plan.action = 'recreate' and exists (
        select from public.instances as other where other.id = plan.instance_id and (other.user_id = auth.uid()) is not true)
        then gen_random_uuid() else plan.instance_id end as target_id,
      -- A revert creates nothing in reality: it brings copies back that were discarded.
      p_application.operation = 'revert' and plan.action = 'create' as is_return,
      -- A copy that takes its twin as its source or, where nothing is left after it, leaves it.
      plan.twin_id is not null and plan.action = 'none' as is_stand,
      case when plan.action = 'create' and row_number() over (partition by plan.action, plan.lineage_id order by ordinality) > 1
        then gen_random_uuid() else coalesce(plan.lineage_id, gen_random_uuid()) end as new_lineage_id,
      plan.after ->> 'name' as new_name, plan.after ->> 'status' as new_status, plan.after -> 'params' as new_params
    from private.plan_rows(p_plan) with ordinality as plan
    where not plan.is_settled
  ),
  updated as (
    update public.instances as instance
    set name = new_name, status = new_status, params = new_params, deleted_at = null,
      version = instance.version + (action = 'recreate')::integer
    from target
    where instance.id = target_id and (instance.user_id = auth.uid()) is true and action in ('update', 'recreate')
    returning instance.id, instance.version
  ),
  created as (
    insert into public.instances (id, user_id, lineage_id, name, kind, status, params, version)
    select target_id, auth.uid(), new_lineage_id, new_name, kind, new_status, new_params,
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
  outcome as materialized (
    select target.*, coalesce(written.new_version, target.version) as after_version,
      case when past.id is not null and past.deleted_at is null and action <> 'discard' and not is_return then jsonb_build_object(
        'name', past.name, 'status', past.status, 'params', past.params) end as before,
      case when action <> 'recreate' and not is_return then past.version end as before_version
    from target
    -- All written rows are targets. A full join, as it is never done by comparing each with each, whatever the plan
    -- expects of a statement that writes.
    full join written on written.id = target_id
    left join public.instances as past on past.id = target.instance_id and (past.user_id = auth.uid()) is true
  ),
  applied as (
    update public.scenario_instances as copy
    set source_instance_id = target_id, lineage_id = new_lineage_id, base = after, base_version = after_version,
      name = new_name, status = new_status, params = new_params, last_applied_at = written_at,
      agreed_fields = case when copy.agreed_fields = '{}' and strpos(outcome.fields::text, 'same_change') = 0
        then copy.agreed_fields
        else private.agreed_after(copy.agreed_fields, private.fields_with(outcome.fields, 'current_only'),
          private.fields_with(outcome.fields, 'same_change')) end
    from outcome
    where p_application.operation = 'apply' and copy.id = outcome.scenario_instance_id and action <> 'discard' and not is_stand
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
      select case when action = 'recreate' or old_copy.base = before then after else private.with_fields(old_copy.base,
        jsonb_object_agg(value ->> 'field', value -> 'result')) end as base
      from jsonb_array_elements(outcome.fields::jsonb)
      where value ->> 'outcome' in ('proposed_only', 'conflict') and value -> 'result' <> value -> 'current'
    ) as moved
    cross join lateral (
      select moved.base - 'params' = after - 'params' and new_params
        = private.keep_base_forms(new_params, moved.base -> 'params', outcome.kind) as is_whole
    ) as agreed
    -- A copy that was deleted meanwhile too: restored, it proposes what it did.
    where p_application.operation = 'revert' and action in ('update', 'recreate')
      and copy.id = outcome.scenario_instance_id
      and (copy.user_id = auth.uid() and copy.source_instance_id = target_id) is true
  ),
  given_back as (
    -- Another scenario proposed the same and found it in reality: what is taken away there is pending again here.
    update public.scenario_instances as copy set base = private.with_fields(copy.base, taken.fields)
    from outcome
    join public.scenario_instances as other on other.source_instance_id = outcome.target_id and other.agreed_fields <> '{}'
      and (other.user_id = auth.uid() and other.id is distinct from outcome.scenario_instance_id) is true
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
  recorded as (
    insert into public.scenario_application_items (user_id, application_id, instance_id, scenario_instance_id,
      lineage_id, kind, action, before, after, before_version, after_version, fields, created_at)
    select auth.uid(), p_application.id, target_id, scenario_instance_id, new_lineage_id, kind, action,
      before, after, before_version, case when action <> 'discard' then after_version end, fields::jsonb,
      written_at + ordinality * interval '1 microsecond' -- keeps the order of the plan
    from outcome where action <> 'none' or fields::text <> '[]'
  )
  select array_agg((row_key, scenario_instance_id, target_id, new_lineage_id, kind,
    case when is_stand then name else coalesce(new_name, name) end, action,
    after_version, after_version, after, fields, conflicts, open_conflicts, is_settled, twin_id)::private.plan_row
    order by ordinality)
  into written_plan from outcome;
  return written_plan;
end $$;

-- Grants ----------------------------------------------------------------------------------------

revoke execute on all functions in schema private from public;

-- Comments -------------------------------------------------------------------------------------

comment on function private.check_chosen(uuid, uuid[]) is 'PT400 for an empty choice, PT404 for a row that is not in the scenario.';
comment on function private.is_known_lineage(uuid) is 'Whether an instance of the caller has this lineage or had it, deleted and purged ones included.';
comment on function private.apply_inputs(uuid, uuid[], boolean) is 'The rows of a scenario as the merge wants them: all, or those of which a refresh may have something to say.';
comment on function private.lock_rows(uuid, uuid[]) is 'Locks the rows an operation on a scenario may write, instances first, each table by id.';
comment on function private.with_fields(jsonb, jsonb) is 'Content with some fields replaced; null removes a key.';
comment on function private.field_of(jsonb, text) is 'A field of content by its name in a merge; null when it is missing.';
comment on function private.fields_with(json, text) is 'The fields of a plan''s row that have this outcome.';
comment on function private.agreed_after(text[], text[], text[]) is 'Agreed fields once a merge took what only reality changed, and found what both changed alike.';
comment on function private.is_recordable(text) is 'Whether a failure while writing is recorded as failed (else it is raised, to be tried again).';
comment on function private.error_answer(text, text, text, text) is 'A failure as part of an answer.';
comment on function private.record(public.scenario_applications, timestamptz, jsonb, text, json) is 'Writes an operation to the history, with what a repeated request needs.';
comment on function private.recorded_plan(public.scenario_applications) is 'What an operation wrote, as the plan it was.';
comment on function private.answer_again(uuid, private.plan_row[], text) is 'The answer to a repeated apply, revert or refresh.';
comment on function private.write_plan(public.scenario_applications, private.plan_row[]) is 'Writes a plan in one statement: reality, the scenario, the history. Returns the plan with the ids and versions written.';
comment on function private.new_application(uuid, text, uuid, text) is 'A history entry of the caller to be filled in.';
