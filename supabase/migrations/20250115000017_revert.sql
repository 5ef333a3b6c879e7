-- Revert: an application undone by the same merge.

-- Private functions: revert -----------------------------------------------------------------------

create function private.own_application(p_application_id uuid) returns public.scenario_applications
language plpgsql stable set search_path = '' as $$
declare
  application public.scenario_applications;
begin
  select * into application from public.scenario_applications
  where id = p_application_id and user_id = (select auth.uid());
  if not found then
    perform private.not_found('application', p_application_id);
  elsif not application.is_undoable or application.status <> 'success' then
    perform private.fail('PT409', 'Only what changed something in your investments can be undone.',
      jsonb_build_object('reason', 'not_revertible', 'operation', application.operation, 'status', application.status),
      'Choose another entry of the history.');
  elsif application.items_pruned then
    perform private.fail('PT409', 'What this changed is no longer kept, so it cannot be undone.',
      jsonb_build_object('reason', 'no_longer_kept', 'application_id', p_application_id),
      'Newer history has taken its place. Change the investments by hand.');
  elsif exists (select from public.scenario_applications
      where reverted_application_id = p_application_id and status = 'success' and fields_left = 0) then
    perform private.fail('PT409', 'This was undone already.',
      jsonb_build_object('reason', 'already_reverted', 'application_id', p_application_id),
      'To have it back, undo that undo in the history.');
  end if;
  return application;
end $$;
comment on function private.own_application(uuid) is 'An application of the caller that can be reverted: PT404, or PT409 saying why not.';

-- What belongs to no scenario is undone whatever becomes of these.
create function private.is_of_reality(p_application_id uuid) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (select from public.scenario_applications
    where id = p_application_id and user_id = (select auth.uid()) and scenario_name is null);
end $$;
comment on function private.is_of_reality(uuid) is 'Whether an application of the caller concerns reality alone: an edit, an update, or the undo of one.';

-- A discard happens in a scenario, not in reality: its revert brings the copy back (an item that creates, without a
-- version of reality), whose own revert discards it again. To the merge each is a row that reality does not have, named by
-- the copy: proposed as a whole where the application left nothing (base), else unchanged and so discarded.
-- Copies that moved on since are left alone.
create function private.copies_to_revert(p_application_id uuid) returns private.merge_input[]
language plpgsql stable set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 as $$
begin
  return (
  select array_agg((copy.id, copy.id, item.instance_id, copy.lineage_id, copy.kind, copy.version, copy.base_version,
    null, item.after, null, null, null, copy.name, copy.status, copy.params, null, null, null)::private.merge_input
    order by item.created_at, item.id)
  from public.scenario_application_items as item
  join public.scenario_instances as copy
    on copy.id = item.scenario_instance_id and (copy.user_id = item.user_id) is true
  -- Its own source: what left the scenario for a copy of its twin has none.
  left join public.instances as source
    on source.id = copy.source_instance_id and (source.user_id = item.user_id) is true and source.deleted_at is null
  left join public.scenario_instances as other
    on other.source_instance_id = copy.source_instance_id and other.scenario_id = copy.scenario_id and other.deleted_at is null
  where item.application_id = p_application_id and item.user_id = (select auth.uid())
    and (item.action = 'discard' and copy.deleted_at is not null and other.id is null
      or item.action = 'create' and item.after_version is null and copy.deleted_at is null and source.id is null
        and item.after = to_jsonb((copy.name, copy.status, copy.params)::private.content)));
end $$;
comment on function private.copies_to_revert(uuid) is 'The copies that reverting an application brings back (base is null) or, when it is itself a revert, discards again.';

-- Nor does reality know of a copy that stands on its twin: it leaves the twin again, to be asked about, unless it has
-- moved on since. Undoing that makes it stand there again.
create function private.stands_to_revert(p_application_id uuid) returns private.merge_input[]
language plpgsql stable set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 as $$
begin
  return (
  select array_agg((copy.id, copy.id, null, copy.lineage_id, copy.kind, copy.version, copy.base_version, twin.version,
    copy.base, twin.name, twin.status, twin.params, copy.name, copy.status, copy.params, null, twin.id,
    case when item.after is null then 'stand' else 'leave' end)::private.merge_input order by item.created_at, item.id)
  from public.scenario_application_items as item
  join public.scenario_instances as copy on copy.id = item.scenario_instance_id
    and (copy.user_id = item.user_id) is true and copy.deleted_at is null
  join public.instances as twin
    on twin.id = item.instance_id and (twin.user_id = item.user_id) is true and twin.deleted_at is null
  where item.application_id = p_application_id and item.user_id = (select auth.uid())
    and item.action = 'none' and item.fields #>> '{0,reason}' = 'already_created'
    and case when item.after is null
      then copy.source_instance_id is null and copy.lineage_id = twin.lineage_id and not exists (
        select from public.scenario_instances as other where other.source_instance_id = twin.id
          and other.scenario_id = copy.scenario_id and other.deleted_at is null)
      else copy.source_instance_id = twin.id and copy.base_version = item.after_version end);
end $$;
comment on function private.stands_to_revert(uuid) is 'The copies that an application made to stand on their twin, and that leave it again; or, when it is itself a revert, stand there again.';

create function private.assumptions_to_revert(p_application_id uuid) returns private.merge_input[]
language sql stable set search_path = '' as $$
  select array(
    select (profile.id, null, profile.id, null, 'assumptions', null, item.after_version, profile.version, item.after,
      'Assumptions', 'active', profile.assumptions, 'Assumptions', 'active', item.before -> 'params', null, null, null)::private.merge_input
    from public.scenario_application_items as item join public.profiles as profile on profile.user_id = item.user_id
    where item.application_id = p_application_id and item.user_id = (select auth.uid()) and item.kind = 'assumptions'
      and item.action = 'update')
$$;
comment on function private.assumptions_to_revert(uuid) is 'The profile, where an application changed its assumptions: base = after, proposed = before.';

create function private.newer_content(p_user_id uuid, p_instance_id uuid, p_kind text, p_content jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  last constant jsonb := coalesce(
    (select to_jsonb((name, status, params)::private.content) from public.instances
      where id = p_instance_id and (user_id = p_user_id) is true and deleted_at is not null),
    -- Gone for good: what the last deletion took.
    (select before from public.scenario_application_items
      where user_id = p_user_id and instance_id = p_instance_id and action = 'delete' order by created_at desc limit 1));
begin
  return nullif(last, p_content || jsonb_build_object('params',
    private.keep_base_forms(last -> 'params', p_content -> 'params', p_kind)));
end $$;
comment on function private.newer_content(uuid, uuid, text, jsonb) is 'What an instance that was deleted held last, where that means something else than this content; else null.';

create function private.revert_inputs(p_application_id uuid) returns private.merge_input[]
language plpgsql stable set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 as $$
begin
  return (
  -- Base is what the application wrote, proposed what it found; what it created is archived, never deleted. What it deleted is
  -- proposed as a whole while it is gone, of a base that had nothing; where it had come back and was deleted again with another
  -- content, of a base that had this, so that it is asked about. What is gone is known by the version that it has.
  select array_agg((item.instance_id, item.scenario_instance_id, item.instance_id, item.lineage_id, item.kind,
    copy.version, coalesce(gone.version, item.after_version), instance.version,
    case when item.action = 'delete' then private.newer_content(item.user_id, item.instance_id, item.kind, item.before)
      else '{}' || item.after end, -- unpacked once, as in rows_to_merge
    instance.name, instance.status, instance.params,
    before.content ->> 'name', before.content ->> 'status', before.content -> 'params',
    -- What was written is what before and after differ in; the planner looks whether that is so.
    case when item.action = 'update' then array(select substr(value ->> 'field', 8) from jsonb_array_elements(item.fields)
      where starts_with(value ->> 'field', 'params.') and value ->> 'outcome' in ('proposed_only', 'conflict')) end,
    null, null)::private.merge_input
    order by item.created_at, item.id)
  from public.scenario_application_items as item
  cross join lateral (select case when item.action in ('update', 'delete') then item.before
    else item.after || '{"status": "archived"}' end) as before (content)
  left join public.instances as instance
    on instance.id = item.instance_id and (instance.user_id = item.user_id) is true and instance.deleted_at is null
  left join public.instances as gone
    on gone.id = item.instance_id and (gone.user_id = item.user_id) is true and gone.deleted_at is not null
  left join public.scenario_instances as copy on copy.id = item.scenario_instance_id
  where item.application_id = p_application_id and item.user_id = (select auth.uid()) and item.kind is distinct from 'assumptions'
    and (item.action = 'update' or item.action = 'delete' and instance.id is null
      or item.action in ('create', 'recreate') and item.after_version is not null and instance.id is not null))
    || private.copies_to_revert(p_application_id) || private.stands_to_revert(p_application_id)
    || private.assumptions_to_revert(p_application_id);
end $$;
comment on function private.revert_inputs(uuid) is 'What an application changed as the merge wants it: base = after, proposed = before.';

create function private.revert_plan(p_inputs private.merge_input[], p_resolutions jsonb)
returns private.plan_row[] language plpgsql stable set search_path = '' as $$
declare
  -- Planned before the statement below: unnest of a stable function would evaluate it once more to count its rows.
  plan constant private.plan_row[] := private.plan_merge(p_inputs, p_resolutions);
begin
  return (
  -- What was deleted since and is to stay so is left alone. What is named by its copy is written in the scenario alone.
  select array_agg((row_key, scenario_instance_id, instance_id, lineage_id, kind, name,
    case
      when action = 'recreate' and row_key = scenario_instance_id then 'create'
      when action = 'discard' and row_key is distinct from scenario_instance_id then 'none'
      else action
    end, version, base_version, after, fields, conflicts,
    open_conflicts, left_fields, is_settled or action in ('none', 'discard') and fields::text = '[]', twin_id)::private.plan_row order by ordinality)
  from unnest(plan) with ordinality);
end $$;
comment on function private.revert_plan(private.merge_input[], jsonb) is 'The plan of a revert.';

create function private.preview_revert(p_application_id uuid, p_resolutions jsonb) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  is_of_reality constant boolean := private.is_of_reality(p_application_id);
  resolutions jsonb;
  inputs private.merge_input[];
  application public.scenario_applications;
begin
  perform private.caller();
  perform private.require_feature('feature:scenarios') where not is_of_reality;
  resolutions := private.sent_resolutions(p_resolutions, is_of_reality);
  perform private.check_resolutions(resolutions);
  application := private.own_application(p_application_id);
  inputs := private.revert_inputs(p_application_id);
  return private.preview_answer('revert', application.scenario_id, inputs, private.revert_plan(inputs, resolutions), resolutions);
end $$;
comment on function private.preview_revert(uuid, jsonb) is 'See public.preview_revert.';
grant execute on function private.preview_revert(uuid, jsonb) to authenticated, service_role;

create function private.revert_again(p_first_id uuid, p_application_id uuid, p_resolutions jsonb) returns json
language plpgsql stable set search_path = '' as $$
declare
  application public.scenario_applications;
  inputs private.merge_input[];
begin
  select * into application from public.scenario_applications where id = p_first_id;
  if application.status = 'success' then
    return private.answer_again(p_first_id, private.recorded_plan(application), null);
  end if;
  inputs := private.revert_inputs(p_application_id);
  return private.answer_again(p_first_id,
    private.revert_plan(inputs, coalesce(private.document(p_resolutions, 'p_resolutions'), '{}')), private.fingerprint(inputs));
end $$;
comment on function private.revert_again(uuid, uuid, jsonb) is 'The answer to a repeated revert: what was written, or the plan as things stand where nothing was.';

create function private.revert_application(p_application_id uuid, p_request_id uuid, p_fingerprint text,
  p_resolutions jsonb) returns json
language plpgsql security definer set search_path = '' as $$
declare
  started constant timestamptz := clock_timestamp();
  arguments constant jsonb := jsonb_build_object('operation', 'revert', 'application_id', p_application_id,
    'fingerprint', p_fingerprint, 'resolutions', coalesce(p_resolutions, '{}'));
  first_id constant uuid := private.begin_request(p_request_id, arguments);
  is_of_reality boolean;
  resolutions jsonb;
  inputs private.merge_input[];
  reverted public.scenario_applications;
  application public.scenario_applications;
begin
  if first_id is not null then
    return private.revert_again(first_id, p_application_id, p_resolutions);
  end if;
  is_of_reality := private.is_of_reality(p_application_id);
  perform private.hold_feature('feature:scenarios', 'feature:scenarios:apply') where not is_of_reality;
  resolutions := private.sent_resolutions(p_resolutions, is_of_reality);
  perform private.check_fingerprint(p_fingerprint);
  perform private.check_resolutions(resolutions);
  reverted := private.own_application(p_application_id);
  perform from public.instances where (user_id = (select auth.uid())) is true and id in (
    select instance_id from public.scenario_application_items where application_id = p_application_id)
  order by id for no key update;
  perform from public.scenario_instances where (user_id = (select auth.uid())) is true and id in (
    select scenario_instance_id from public.scenario_application_items where application_id = p_application_id)
  order by id for no key update;
  perform private.lock_profile() where reverted.assumptions_changed > 0;
  application := private.new_application(reverted.scenario_id, reverted.scenario_name, p_request_id, 'revert');
  application.instance_name := reverted.instance_name;
  application.reverted_application_id := p_application_id;
  inputs := private.revert_inputs(p_application_id);
  return private.carry_out(application, arguments, started, inputs, private.revert_plan(inputs, resolutions), p_fingerprint,
    resolutions);
end $$;
comment on function private.revert_application(uuid, uuid, text, jsonb) is 'See public.revert_application.';
grant execute on function private.revert_application(uuid, uuid, text, jsonb) to authenticated, service_role;

-- Public functions -----------------------------------------------------------------------------

create function public.preview_revert(p_application_id uuid, p_resolutions jsonb default '{}')
returns json language sql stable set search_path = '' as $$
  select private.preview_revert(p_application_id, private.small(p_resolutions))
$$;
comment on function public.preview_revert(uuid, jsonb) is 'What revert_application would do; resolutions are keyed by instance_id. Writes nothing.';
revoke execute on function public.preview_revert(uuid, jsonb) from public, anon;
grant execute on function public.preview_revert(uuid, jsonb) to authenticated, service_role;

create function public.revert_application(p_application_id uuid, p_request_id uuid, p_fingerprint text,
  p_resolutions jsonb default '{}')
returns json language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.revert_application(p_application_id, p_request_id, private.short(p_fingerprint, 'fingerprint'),
    private.small(p_resolutions));
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.revert_application(uuid, uuid, text, jsonb) is 'Undoes one application in reality and makes its changes pending again in the scenario. Once, but for what it leaves for later; a revert can itself be reverted.';
revoke execute on function public.revert_application(uuid, uuid, text, jsonb) from public, anon;
grant execute on function public.revert_application(uuid, uuid, text, jsonb) to authenticated, service_role;
