-- Integrity, second part: history. What records say of themselves and of their items, the chain of what each found and left, and
-- whom it all belongs to. Edits of reality between two records are not recorded, so links are judged where versions meet.

-- Views ----------------------------------------------------------------------------------------
-- The items of a bulk edit tell of proposals, whose versions are their own; all others tell of reality. Those of a refresh have
-- the versions of reality with the contents of proposals.

create view private.reality_items as
select item.*, application.operation from public.scenario_application_items as item
join public.scenario_applications as application on application.id = item.application_id
where application.operation <> 'bulk_edit' and item.instance_id is not null;
comment on view private.reality_items is 'The items of history that tell of instances, with the versions of these.';

-- Private functions: records ---------------------------------------------------------------------

create function private.record_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off set work_mem = '64MB' as $$
  with counted as materialized (
    select application_id, count(*) as items,
      -- To stand on a twin is done in the scenario alone, as a discard is.
      count(*) filter (where action <> 'none' or fields #>> '{0,reason}' = 'already_created') as applied,
      coalesce(sum(case when fields <> '[]' then
        jsonb_array_length(jsonb_path_query_array(fields, '$[*] ? (@.outcome == "conflict")')) end), 0) as conflicts
    from public.scenario_application_items group by application_id
  )
  select 'history has the items it counts', 'scenario_applications', application.id, application.user_id
  from public.scenario_applications as application left join counted on counted.application_id = application.id
  cross join lateral (
    select coalesce(counted.items, 0), coalesce(counted.applied, 0), coalesce(counted.conflicts, 0)
  ) as there (items, applied, conflicts)
  where status = 'success' and case
    when items_pruned then there.items > 0
    when operation in ('create', 'copy', 'duplicate', 'import') then (items_total, items_applied) <> (there.items, there.items)
    when operation = 'bulk_edit' then items_applied <> there.items or items_total < there.items
    -- What it only looked at it has no item of.
    when operation = 'refresh' then there.items > least(items_total, items_applied) or there.conflicts > conflict_count
    else (items_total, items_applied, conflict_count) <> (there.items, there.applied, there.conflicts)
  end
  union all
  select 'failed and conflicting attempts changed nothing', 'scenario_applications', application.id, application.user_id
  from public.scenario_applications as application
  where status <> 'success'
    and (items_applied <> 0 or exists (select from counted where application_id = application.id))
  union all
  select 'the outcome of a record fits what it says', 'scenario_applications', id, user_id
  from public.scenario_applications
  where (status = 'failed') <> (error_code is not null) or (error_code is null) <> (error_message is null)
    or stale and status <> 'conflict' or status = 'conflict' and not stale and conflict_count = 0
    or status <> 'success' and operation not in ('apply', 'revert', 'bulk_edit') or status = 'conflict' and operation = 'bulk_edit'
    or request_id is null and operation <> 'copy' or scenario_name is null and operation <> 'import'
    or least(items_total, items_applied, conflict_count) < 0
  union all
  select 'an application is reverted once', 'scenario_applications', min(id::text)::uuid, user_id
  from public.scenario_applications where status = 'success' and reverted_application_id is not null
  group by user_id, reverted_application_id having count(*) > 1
  union all
  select 'a revert undoes an apply or a revert that succeeded', 'scenario_applications', application.id, application.user_id
  from public.scenario_applications as application
  left join public.scenario_applications as reverted on reverted.id = application.reverted_application_id
  where (application.operation = 'revert') <> (application.reverted_application_id is not null)
    or reverted.id is not null and (reverted.operation not in ('apply', 'revert') or reverted.status <> 'success'
      or reverted.id = application.id or reverted.scenario_id <> application.scenario_id)
$$;
comment on function private.record_violations() is 'Records of history that contradict themselves, their items or what they undid.';

-- Private functions: owners ------------------------------------------------------------------------

create function private.ownership_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off set work_mem = '64MB' set enable_nestloop = off as $$
  select 'history belongs to one user', 'scenario_applications', application.id, application.user_id
  from public.scenario_applications as application
  left join public.scenarios as scenario on scenario.id = application.scenario_id
  left join public.scenario_applications as reverted on reverted.id = application.reverted_application_id
  where scenario.user_id <> application.user_id or reverted.user_id <> application.user_id
  union all
  select case
      when item.user_id <> application.user_id or item.user_id <> copy.user_id then 'history belongs to one user'
      else 'history is of the scenario that it names' end,
    'scenario_application_items', item.id, item.user_id
  from public.scenario_application_items as item
  join public.scenario_applications as application on application.id = item.application_id
  left join public.scenario_instances as copy on copy.id = item.scenario_instance_id
  where item.user_id <> application.user_id or item.user_id <> copy.user_id
    or copy.scenario_id is distinct from application.scenario_id and copy.id is not null
$$;
comment on function private.ownership_violations() is 'Records and items of history that belong to several users or scenarios.';

-- Private functions: the chain -----------------------------------------------------------------------

create function private.instance_history_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off set work_mem = '64MB' set enable_nestloop = off as $$
  select case
      when known.id is null then 'every instance of history is known'
      when item.user_id <> known.user_id then 'history belongs to one user'
      when (item.lineage_id, item.kind) <> (known.lineage_id, known.kind) then 'history has the lineage and kind of its instance'
      else 'history knows no version that reality has not reached' end,
    'scenario_application_items', item.id, item.user_id
  from private.reality_items as item left join private.known_instances as known on known.id = item.instance_id
  where known.id is null or (item.user_id, item.lineage_id, item.kind) <> (known.user_id, known.lineage_id, known.kind)
    or greatest(item.before_version, item.after_version) > known.version
  union all
  select distinct 'history equals reality', 'instances', instance.id, instance.user_id
  from private.reality_items as item join public.instances as instance on instance.id = item.instance_id
  cross join lateral (
    select jsonb_build_object('name', instance.name, 'status', instance.status, 'params', instance.params)
  ) as now (content)
  where item.operation <> 'refresh' and (item.after_version = instance.version and item.after <> now.content
    or item.before_version = instance.version and item.before <> now.content)
$$;
comment on function private.instance_history_violations() is 'Items of history that contradict the instance they name.';

create function private.item_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off set work_mem = '64MB' as $$
  select 'an item says what its action does', 'scenario_application_items', item.id, item.user_id
  from public.scenario_application_items as item
  join public.scenario_applications as application on application.id = item.application_id
  where coalesce(case action
      when 'update' then before = after or after_version <> before_version + 1
      when 'recreate' then before is not null or before_version is not null or after is null or after_version <= 1
      when 'discard' then before is not null or after is not null or after_version is not null
      when 'create' then before is not null or before_version is not null or after is null or case application.operation
        when 'revert' then after_version is not null
        else after_version <> 1 end
      else operation in ('create', 'copy') and (before <> after or before_version <> after_version)
    end, action <> 'none')
    or action <> 'none' and operation not in ('apply', 'revert', 'import')
    or least(before_version + 1, after_version) < 1 or jsonb_typeof(fields) <> 'array'
$$;
comment on function private.item_violations() is 'Items of history that contradict themselves.';

create function private.chain_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off set work_mem = '64MB' set enable_nestloop = off as $$
  with written as materialized (
    select instance_id, after_version, id, after, user_id from private.reality_items
    where action in ('create', 'update', 'recreate') and after_version is not null
  )
  select 'no version was written twice', 'scenario_application_items', min(id::text)::uuid, min(user_id::text)::uuid
  from written group by instance_id, after_version having count(*) > 1
  union all
  select 'what an item found is what the one before left', 'scenario_application_items', item.id, item.user_id
  from private.reality_items as item
  join written on written.instance_id = item.instance_id and written.after_version = item.before_version
  where item.before <> written.after and item.operation <> 'refresh'
$$;
comment on function private.chain_violations() is 'Items of history that contradict each other.';

-- Private functions: answers -------------------------------------------------------------------------
-- Kept of an answer is only what nothing else tells.

create function private.answer_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off set work_mem = '64MB' as $$
  select 'a kept answer is that of its request', 'request_answers', application.id, application.user_id
  from private.request_answers as kept join public.scenario_applications as application on application.id = kept.application_id
  where kept.arguments_digest !~ '^[0-9a-f]{64}$' or application.request_id is null
    or kept.is_attempt <> (application.status <> 'success') or (kept.error is not null) <> (application.status = 'failed')
    or kept.error ->> 'code' <> application.error_code
    or (application.operation in ('apply', 'revert', 'refresh')) <> (kept.fingerprint is not null)
    or kept.fingerprint !~ '^[0-9a-f]{64}$'
$$;
comment on function private.answer_violations() is 'Kept answers that are not those of their request.';

revoke execute on all functions in schema private from public;
