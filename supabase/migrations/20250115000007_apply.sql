-- Preview and apply: one plan, written all or nothing, with a record of every attempt.

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
      'Choose at least one instance, or send null for all.');
  end if;
  select chosen.id into missing from unnest(p_ids) as chosen (id)
  where not exists (select from public.scenario_instances as copy
    where copy.id = chosen.id and copy.scenario_id = p_scenario_id and copy.deleted_at is null)
  limit 1;
  if found then
    perform private.not_found('scenario_instance', missing);
  end if;
end $$;

create function private.apply_inputs(p_scenario_id uuid, p_ids uuid[]) returns private.merge_input[]
language plpgsql stable set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 as $$
begin
  return (
  select array_agg((copy.id, copy.id, copy.source_instance_id, copy.lineage_id, copy.kind, copy.version,
    copy.base_version, copy.source_version, copy.base, copy.source_name, copy.source_status, copy.source_params,
    copy.name, copy.status, copy.params, copy.edited_params)::private.merge_input)
  from (
    select copy.*, source.version as source_version, source.name as source_name, source.status as source_status,
      source.params as source_params
    from public.scenario_instances as copy
    left join public.instances as source
      on source.id = copy.source_instance_id and source.user_id = copy.user_id and source.deleted_at is null
    where copy.user_id = auth.uid() and copy.scenario_id = p_scenario_id and copy.deleted_at is null
      and (p_ids is null or copy.id = any (p_ids))
    order by copy.created_at, copy.id
  ) as copy);
end $$;

create function private.lock_rows(p_scenario_id uuid, p_ids uuid[]) returns void
language plpgsql set search_path = '' as $$
begin
  -- Against writers without a user, such as an operator's correction; users' own wait at the advisory lock.
  perform from public.instances
  where id in (select source_instance_id from public.scenario_instances
    where scenario_id = p_scenario_id and deleted_at is null and (p_ids is null or id = any (p_ids)))
  order by id for no key update;
  perform from public.scenario_instances
  where scenario_id = p_scenario_id and deleted_at is null and (p_ids is null or id = any (p_ids))
  order by id for no key update;
end $$;

-- Private functions: writing and recording ----------------------------------------------------------

create function private.is_recordable(p_sqlstate text) returns boolean
language sql immutable set search_path = '' as $$
  -- What the data or the request is to blame for; the rest may succeed when tried again.
  select left(p_sqlstate, 2) in ('22', '23', 'P0', 'PT')
$$;

create function private.error_answer(p_code text, p_message text, p_detail text, p_hint text) returns json
language sql immutable set search_path = '' as $$
  select json_build_object('code', p_code, 'message', p_message, 'detail',
    case when p_detail is json then p_detail::json else to_json(nullif(p_detail, '')) end, 'hint', nullif(p_hint, ''))
$$;

create function private.record(p_application public.scenario_applications, p_started timestamptz,
  p_arguments jsonb, p_answer json) returns json
language plpgsql set search_path = '' as $$
begin
  p_application.created_at := now();
  p_application.duration_ms := private.milliseconds_since(p_started);
  insert into public.scenario_applications select p_application.*;
  perform private.remember_answer(p_application.id, p_arguments, p_answer);
  return p_answer;
end $$;

create function private.write_plan(p_application public.scenario_applications, p_plan private.plan_row[])
returns private.plan_row[] language plpgsql volatile
set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 set work_mem = '64MB' as $$
#variable_conflict use_column
declare
  written_plan private.plan_row[];
begin
  with target as materialized (
    select plan.*, coalesce(plan.instance_id, gen_random_uuid()) as target_id,
      plan.after ->> 'name' as new_name, plan.after ->> 'status' as new_status, plan.after -> 'params' as new_params
    from private.plan_rows(p_plan) with ordinality as plan
    where not plan.is_settled
  ),
  updated as (
    update public.instances as instance
    set name = new_name, status = new_status, params = new_params, deleted_at = null,
      version = instance.version + (action = 'recreate')::integer
    from target where instance.id = target_id and instance.user_id = auth.uid() and action in ('update', 'recreate')
    returning instance.id, instance.version
  ),
  created as (
    insert into public.instances (id, user_id, lineage_id, name, kind, status, params, version)
    select target_id, auth.uid(), lineage_id, new_name, kind, new_status, new_params,
      case when action = 'create' then 1 else 1 + greatest(
        (select max(copy.base_version) from public.scenario_instances as copy
          where copy.user_id = auth.uid() and copy.source_instance_id = target_id),
        (select max(item.after_version) from public.scenario_application_items as item
          where item.user_id = auth.uid() and item.instance_id = target_id),
        (select version from private.purged_instances where id = target_id and user_id = auth.uid())) end
    from target
    where action = 'create'
       or action = 'recreate' and not exists (select from public.instances where id = target_id)
    returning id, version
  ),
  written as (
    select id, version as new_version from updated union all select id, version from created
  ),
  outcome as materialized (
    select target.*, coalesce(written.new_version, target.version) as after_version,
      case when past.id is not null and past.deleted_at is null then jsonb_build_object(
        'name', past.name, 'status', past.status, 'params', past.params) end as before,
      case when action = 'recreate' then null else past.version end as before_version
    from target
    -- All written rows are targets. A full join, as it is never done by comparing each with each, whatever the plan
    -- expects of a statement that writes.
    full join written on written.id = target_id
    left join public.instances as past on past.id = target.instance_id and past.user_id = auth.uid()
  ),
  applied as (
    update public.scenario_instances as copy
    set source_instance_id = target_id, base = after, base_version = after_version,
      name = new_name, status = new_status, params = new_params, last_applied_at = now()
    from outcome
    where p_application.operation = 'apply' and copy.id = outcome.scenario_instance_id and action <> 'discard'
      and copy.user_id = auth.uid() and copy.scenario_id = p_application.scenario_id
  ),
  discarded as (
    update public.scenario_instances as copy set deleted_at = now()
    from outcome
    where p_application.operation = 'apply' and copy.id = outcome.scenario_instance_id and action = 'discard'
      and copy.user_id = auth.uid() and copy.scenario_id = p_application.scenario_id
  ),
  rebased as (
    -- A revert leaves the proposal as it is: what it restored in reality is pending again.
    update public.scenario_instances as copy
    set base = case when moved.base = after then after else moved.base end, -- to the byte
      base_version = case when moved.base = after then after_version else copy.base_version end
    from outcome
    join public.scenario_instances as old_copy on old_copy.id = outcome.scenario_instance_id
    cross join lateral (
      select case action when 'recreate' then after else private.with_fields(old_copy.base,
        jsonb_object_agg(value ->> 'field', value -> 'result')) end as base
      from jsonb_array_elements(outcome.fields::jsonb)
      where value ->> 'outcome' in ('proposed_only', 'conflict') and value -> 'result' <> value -> 'current'
    ) as moved
    where p_application.operation = 'revert' and action in ('update', 'recreate') and copy.user_id = auth.uid()
      and copy.id = outcome.scenario_instance_id and copy.source_instance_id = target_id and copy.deleted_at is null
  ),
  brought_back as (
    update public.scenario_instances as copy set deleted_at = case when not is_back then now() end
    from private.discards_to_revert(p_application.reverted_application_id) as discarded
    where p_application.operation = 'revert' and copy.id = discarded.id and copy.user_id = auth.uid()
  ),
  recorded as (
    insert into public.scenario_application_items (user_id, application_id, instance_id, scenario_instance_id,
      lineage_id, kind, action, before, after, before_version, after_version, fields, created_at)
    select auth.uid(), p_application.id, target_id, scenario_instance_id, lineage_id, kind, action,
      before, after, before_version, case when action <> 'discard' then after_version end, fields::jsonb,
      now() + ordinality * interval '1 microsecond' -- keeps the order of the plan
    from outcome where action <> 'none' or fields::text <> '[]'
  )
  select array_agg((row_key, scenario_instance_id, target_id, lineage_id, kind, coalesce(new_name, name), action,
    after_version, after_version, after, fields, conflicts, open_conflicts, is_settled)::private.plan_row
    order by ordinality)
  into written_plan from outcome;
  return written_plan;
end $$;

-- Private functions: preview and apply --------------------------------------------------------------

create function private.preview_apply(p_scenario_id uuid, p_ids uuid[], p_resolutions jsonb) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  inputs private.merge_input[];
  plan private.plan_row[];
begin
  perform private.caller();
  perform private.require_feature('feature:scenarios');
  p_resolutions := coalesce(private.document(p_resolutions, 'p_resolutions'), '{}');
  perform private.check_resolutions(p_resolutions);
  if p_resolutions <> '{}' then
    perform private.require_feature('feature:scenarios:conflict_resolution');
  end if;
  perform private.own_scenario(p_scenario_id);
  perform private.check_chosen(p_scenario_id, p_ids);
  inputs := private.apply_inputs(p_scenario_id, p_ids);
  plan := private.plan_merge(inputs, p_resolutions);
  perform private.check_decisions(plan, p_resolutions);
  return private.plan_answer(null, null, null, false, private.fingerprint(inputs), null, plan);
end $$;

create function private.carry_out(p_application public.scenario_applications, p_arguments jsonb,
  p_started timestamptz, p_inputs private.merge_input[], p_fingerprint text, p_resolutions jsonb)
returns json language plpgsql set search_path = '' as $$
declare
  application public.scenario_applications := p_application;
  fingerprint constant text := private.fingerprint(p_inputs);
  plan private.plan_row[] := case p_application.operation
    when 'revert' then private.revert_plan(p_inputs, p_resolutions)
    else private.plan_merge(p_inputs, p_resolutions) end;
  has_open_conflicts boolean;
  failure json;
  code text; message text; detail text; hint text;
begin
  select count(*) filter (where action <> 'none' or fields::text <> '[]'), count(*) filter (where action <> 'none'),
    coalesce(sum(cardinality(conflicts)), 0), coalesce(sum(cardinality(open_conflicts)), 0) > 0
  into application.items_total, application.items_applied, application.conflict_count, has_open_conflicts
  from unnest(plan);

  application.stale := fingerprint <> p_fingerprint;
  if application.stale then
    application.status := 'conflict';
  else
    perform private.check_decisions(plan, p_resolutions);
    if has_open_conflicts then
      perform private.require_feature('feature:scenarios:conflict_resolution');
      application.status := 'conflict';
    end if;
  end if;

  if application.status is null then
    begin
      plan := private.write_plan(application, plan);
      application.status := 'success';
    exception when others then
      get stacked diagnostics code = returned_sqlstate, message = message_text,
        detail = pg_exception_detail, hint = pg_exception_hint;
      if not private.is_recordable(code) then
        raise;
      end if;
      failure := private.error_answer(code, message, detail, hint);
      application.status := 'failed';
      application.error_code := code;
      application.error_message := message;
    end;
  end if;
  if application.status <> 'success' then
    application.items_applied := 0;
  end if;
  return private.record(application, p_started, p_arguments, private.plan_answer(application.id,
    application.request_id, application.status, application.stale, fingerprint, failure, plan));
end $$;

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
  return application;
end $$;

create function private.apply_scenario(p_scenario_id uuid, p_request_id uuid, p_fingerprint text,
  p_resolutions jsonb, p_ids uuid[]) returns json
language plpgsql security definer set search_path = '' as $$
declare
  started constant timestamptz := clock_timestamp();
  arguments constant jsonb := jsonb_build_object('operation', 'apply', 'scenario_id', p_scenario_id,
    'fingerprint', p_fingerprint, 'resolutions', coalesce(private.document(p_resolutions, 'p_resolutions'), '{}'),
    'ids', p_ids);
  answer json := private.begin_request(p_request_id, arguments);
  scenario public.scenarios;
  inputs private.merge_input[];
begin
  if answer is not null then
    return answer;
  end if;
  perform private.require_feature('feature:scenarios', 'feature:scenarios:apply');
  p_resolutions := coalesce(private.document(p_resolutions, 'p_resolutions'), '{}');
  if p_resolutions <> '{}' then
    perform private.require_feature('feature:scenarios:conflict_resolution');
  end if;
  scenario := private.own_scenario(p_scenario_id);
  perform private.check_fingerprint(p_fingerprint);
  perform private.check_resolutions(p_resolutions);
  perform private.check_chosen(p_scenario_id, p_ids);
  perform private.lock_rows(p_scenario_id, p_ids);
  -- The next statement: what the locks waited for is visible to it.
  inputs := private.apply_inputs(p_scenario_id, p_ids);
  return private.carry_out(private.new_application(scenario.id, scenario.name, p_request_id, 'apply'),
    arguments, started, inputs, p_fingerprint, p_resolutions);
end $$;

create function private.check_fingerprint(p_fingerprint text) returns void
language plpgsql set search_path = '' as $$
begin
  if p_fingerprint is null then
    perform private.refuse_argument('p_fingerprint', 'A fingerprint is needed.', 'Send the one of the preview.');
  end if;
end $$;

-- Public functions -----------------------------------------------------------------------------

create function public.preview_apply(p_scenario_id uuid, p_scenario_instance_ids uuid[] default null,
  p_resolutions jsonb default '{}')
returns json language sql stable set search_path = '' as $$
  select private.preview_apply(p_scenario_id, p_scenario_instance_ids, p_resolutions)
$$;

create function public.apply_scenario(p_scenario_id uuid, p_request_id uuid, p_fingerprint text,
  p_resolutions jsonb default '{}', p_scenario_instance_ids uuid[] default null)
returns json language sql volatile set search_path = '' as $$
  select private.apply_scenario(p_scenario_id, p_request_id, p_fingerprint, p_resolutions, p_scenario_instance_ids)
$$;

-- Grants ---------------------------------------------------------------------------------------

revoke execute on all functions in schema private from public;
grant execute on function private.preview_apply(uuid, uuid[], jsonb),
  private.apply_scenario(uuid, uuid, text, jsonb, uuid[]) to authenticated, service_role;
revoke execute on function public.preview_apply(uuid, uuid[], jsonb),
  public.apply_scenario(uuid, uuid, text, jsonb, uuid[]) from public, anon;
grant execute on function public.preview_apply(uuid, uuid[], jsonb),
  public.apply_scenario(uuid, uuid, text, jsonb, uuid[]) to authenticated, service_role;

-- Comments -------------------------------------------------------------------------------------

comment on function private.check_chosen(uuid, uuid[]) is 'PT400 for an empty choice, PT404 for a row that is not in the scenario.';
comment on function private.apply_inputs(uuid, uuid[]) is 'The rows of a scenario as the merge wants them.';
comment on function private.lock_rows(uuid, uuid[]) is 'Locks the rows an operation on a scenario may write, instances first, each table by id.';
comment on function private.is_recordable(text) is 'Whether a failure while writing is recorded as failed (else it is raised, to be tried again).';
comment on function private.error_answer(text, text, text, text) is 'A failure as part of an answer.';
comment on function private.record(public.scenario_applications, timestamptz, jsonb, json) is 'Writes an operation to the history with its answer, and returns the answer.';
comment on function private.write_plan(public.scenario_applications, private.plan_row[]) is 'Writes a plan in one statement: reality, the scenario, the history. Returns the plan with the ids and versions written.';
comment on function private.preview_apply(uuid, uuid[], jsonb) is 'See public.preview_apply.';
comment on function private.carry_out(public.scenario_applications, jsonb, timestamptz, private.merge_input[], text, jsonb) is 'What apply and revert share once the rows are locked: judge the plan, write it or not, record the attempt.';
comment on function private.new_application(uuid, text, uuid, text) is 'A history entry of the caller to be filled in.';
comment on function private.apply_scenario(uuid, uuid, text, jsonb, uuid[]) is 'See public.apply_scenario.';
comment on function private.check_fingerprint(text) is 'PT400 when there is none.';
comment on function public.preview_apply(uuid, uuid[], jsonb) is 'What apply would do with these resolutions: {fingerprint, items: [{scenario_instance_id, instance_id, name, kind, action, version, after, fields}], conflicts}. Writes nothing.';
comment on function public.apply_scenario(uuid, uuid, text, jsonb, uuid[]) is 'Applies a scenario to reality, all or nothing: {application_id, status: success | conflict | failed, stale, items, conflicts, error}. The same request id again gets the first answer.';
