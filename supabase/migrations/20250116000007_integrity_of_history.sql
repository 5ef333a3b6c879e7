-- Integrity, third part: history. What records say of themselves and of their items, the chain of what each found and left, and
-- whom it all belongs to. What operators write, and edits that are no longer kept, are in no record: links are judged where versions meet.

-- Views ----------------------------------------------------------------------------------------
-- The items of a bulk edit tell of proposals, whose versions are their own; all others tell of reality. Those of a refresh have
-- the versions of reality with the contents of proposals.

create view private.reality_items with (security_invoker = true) as
select item.*, application.operation from public.scenario_application_items as item
join public.scenario_applications as application on application.id = item.application_id
where application.operation <> 'bulk_edit' and item.instance_id is not null;
comment on view private.reality_items is 'The items of history that tell of instances, with the versions of these.';

create view private.written_items with (security_invoker = true) as
select * from private.reality_items where action in ('create', 'update', 'recreate') and after_version is not null;
comment on view private.written_items is 'The items of history that wrote a version of an instance.';

-- Records --------------------------------------------------------------------------------------

create function private.history_has_the_items_it_counts() returns setof private.violation language sql stable set search_path = '' as $$
  with counted as materialized (
    -- Assumptions of the profile are counted by themselves.
    select application_id, count(*) filter (where kind is distinct from 'assumptions') as items,
      -- To stand on a twin is done in the scenario alone, as a discard is; where it is left for later nothing is done.
      count(*) filter (where action <> 'none' or fields #>> '{0,reason}' = 'already_created'
        and fields #>> '{0,resolution,take}' is distinct from 'later')
        - count(*) filter (where kind = 'assumptions' and action <> 'none') as applied,
      coalesce(sum((select count(*) from jsonb_array_elements(fields) as field where private.is_written(field::json)))
        filter (where kind = 'assumptions'), 0) as assumptions,
      coalesce(sum(case when fields <> '[]' then
        jsonb_array_length(jsonb_path_query_array(fields, '$[*] ? (@.outcome == "conflict")')) end), 0) as conflicts
    from public.scenario_application_items group by application_id
  )
  select 'scenario_applications', application.id, application.user_id
  from public.scenario_applications as application left join counted on counted.application_id = application.id
  cross join lateral (
    select coalesce(counted.items, 0), coalesce(counted.applied, 0), coalesce(counted.conflicts, 0), coalesce(counted.assumptions, 0)
  ) as there (items, applied, conflicts, assumptions)
  where status = 'success' and case
    when items_pruned then there.items > 0
    when operation in ('create', 'copy', 'duplicate', 'import') then (items_total, items_applied) <> (there.items, there.items)
    when operation = 'bulk_edit' then items_applied <> there.items or items_total < there.items
    -- What it only looked at it has no item of.
    when operation = 'refresh' then there.items > least(items_total, items_applied) or there.conflicts > conflict_count
    else (items_total, items_applied, conflict_count, assumptions_changed)
      <> (there.items, there.applied, there.conflicts, there.assumptions)
  end
$$;
comment on function private.history_has_the_items_it_counts() is 'A record counts other items than it has.';

create function private.failed_and_conflicting_attempts_changed_nothing() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'scenario_applications', application.id, application.user_id
  from public.scenario_applications as application
  where status <> 'success' and (items_applied <> 0 or assumptions_changed <> 0
    or exists (select from public.scenario_application_items where application_id = application.id))
$$;
comment on function private.failed_and_conflicting_attempts_changed_nothing() is 'An attempt that changed nothing has items.';

create function private.the_outcome_of_a_record_fits_what_it_says() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'scenario_applications', id, user_id
  from public.scenario_applications as application
  where (status = 'failed') <> (error_code is not null) or (error_code is null) <> (error_message is null)
    or stale and status <> 'conflict' or status = 'conflict' and not stale and conflict_count = 0
    or status <> 'success' and operation not in ('apply', 'revert', 'bulk_edit', 'update')
    or status = 'conflict' and operation in ('bulk_edit', 'update')
    or (request_id is null) <> is_edit and operation <> 'copy'
    or instance_name is not null and not is_edit and operation <> 'revert'
    or scenario_name is null and not is_edit and operation not in ('import', 'update')
      and not exists (select from public.scenario_applications as reverted
        where reverted.id = application.reverted_application_id and reverted.scenario_name is null)
    or least(items_total, items_applied, conflict_count, fields_left) < 0
    or fields_left > 0 and (status <> 'success' or operation not in ('apply', 'revert'))
$$;
comment on function private.the_outcome_of_a_record_fits_what_it_says() is 'A record contradicts itself.';

create function private.an_application_is_reverted_once() returns setof private.violation language sql stable set search_path = '' as $$
  select 'scenario_applications', min(id::text)::uuid, user_id
  from public.scenario_applications where status = 'success' and reverted_application_id is not null and fields_left = 0
  group by user_id, reverted_application_id having count(*) > 1
$$;
comment on function private.an_application_is_reverted_once() is 'An application was undone twice.';

create function private.a_revert_undoes_an_apply_or_a_revert_that_succeeded() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'scenario_applications', application.id, application.user_id
  from public.scenario_applications as application
  left join public.scenario_applications as reverted on reverted.id = application.reverted_application_id
  where (application.operation = 'revert') <> (application.reverted_application_id is not null)
    or reverted.id is not null and (not reverted.is_undoable or reverted.status <> 'success'
      or reverted.id = application.id or reverted.scenario_id <> application.scenario_id)
$$;
comment on function private.a_revert_undoes_an_apply_or_a_revert_that_succeeded() is 'An undo is of nothing, of itself, or of what cannot be undone.';

-- Kept of an answer is only what nothing else tells.
create function private.a_kept_answer_is_that_of_its_request() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'request_answers', application.id, application.user_id
  from private.request_answers as kept join public.scenario_applications as application on application.id = kept.application_id
  where kept.arguments_digest !~ '^[0-9a-f]{64}$' or application.request_id is null
    or kept.is_attempt <> (application.status <> 'success') or (kept.error is not null) <> (application.status = 'failed')
    or kept.error ->> 'code' <> application.error_code
    or (application.operation in ('apply', 'revert', 'refresh', 'update')) <> (kept.fingerprint is not null)
    or kept.fingerprint !~ '^[0-9a-f]{64}$'
$$;
comment on function private.a_kept_answer_is_that_of_its_request() is 'A repeated request would be answered with something else.';

-- Owners ---------------------------------------------------------------------------------------
-- Of much history and few known rows: it is joined by hashing, never row by row.

create function private.history_belongs_to_one_user() returns setof private.violation
language sql stable set search_path = '' set enable_nestloop = off as $$
  select 'scenario_applications', application.id, application.user_id
  from public.scenario_applications as application
  left join public.scenarios as scenario on scenario.id = application.scenario_id
  left join public.scenario_applications as reverted on reverted.id = application.reverted_application_id
  where scenario.user_id <> application.user_id or reverted.user_id <> application.user_id
  union all
  select 'scenario_application_items', item.id, item.user_id
  from public.scenario_application_items as item
  join public.scenario_applications as application on application.id = item.application_id
  left join public.scenario_instances as copy on copy.id = item.scenario_instance_id
  left join private.known_instances as known on known.id = item.instance_id
  where item.user_id <> application.user_id or item.user_id <> copy.user_id or item.user_id <> known.user_id
$$;
comment on function private.history_belongs_to_one_user() is 'A record, its items and what they name belong to different users.';

create function private.history_is_of_the_scenario_that_it_names() returns setof private.violation
language sql stable set search_path = '' set enable_nestloop = off as $$
  select 'scenario_application_items', item.id, item.user_id
  from public.scenario_application_items as item
  join public.scenario_applications as application on application.id = item.application_id
  join public.scenario_instances as copy on copy.id = item.scenario_instance_id
  where copy.scenario_id is distinct from application.scenario_id
$$;
comment on function private.history_is_of_the_scenario_that_it_names() is 'An item tells of a copy in another scenario.';

-- Reality and the chain --------------------------------------------------------------------------

create function private.every_instance_of_history_is_known() returns setof private.violation
language sql stable set search_path = '' set enable_nestloop = off as $$
  select 'scenario_application_items', item.id, item.user_id
  from private.reality_items as item
  where not exists (select from private.known_instances where id = item.instance_id)
$$;
comment on function private.every_instance_of_history_is_known() is 'An item tells of an instance that never was.';

create function private.history_has_the_lineage_and_kind_of_its_instance() returns setof private.violation
language sql stable set search_path = '' set enable_nestloop = off as $$
  select 'scenario_application_items', item.id, item.user_id
  from private.reality_items as item join private.known_instances as known on known.id = item.instance_id
  where (item.lineage_id, item.kind) <> (known.lineage_id, known.kind)
$$;
comment on function private.history_has_the_lineage_and_kind_of_its_instance() is 'An item tells of another holding than it names.';

create function private.history_knows_no_version_that_reality_has_not_reached() returns setof private.violation
language sql stable set search_path = '' set enable_nestloop = off as $$
  select 'scenario_application_items', item.id, item.user_id
  from private.reality_items as item join private.known_instances as known on known.id = item.instance_id
  where greatest(item.before_version, item.after_version) > known.version
$$;
comment on function private.history_knows_no_version_that_reality_has_not_reached() is 'Reality went back behind what was recorded of it.';

create function private.history_equals_reality() returns setof private.violation
language sql stable set search_path = '' set enable_nestloop = off as $$
  select distinct 'instances', instance.id, instance.user_id
  from private.reality_items as item join public.instances as instance on instance.id = item.instance_id
  cross join to_jsonb((instance.name, instance.status, instance.params)::private.content) as now (content)
  where item.operation <> 'refresh' and (item.after_version = instance.version and item.after <> now.content
    or item.before_version = instance.version and item.before <> now.content)
$$;
comment on function private.history_equals_reality() is 'Reality is not what the record of this very version says.';

create function private.an_item_says_what_its_action_does() returns setof private.violation language sql stable set search_path = '' as $$
  select 'scenario_application_items', item.id, item.user_id
  from public.scenario_application_items as item
  join public.scenario_applications as application on application.id = item.application_id
  where coalesce(case action
      when 'update' then before = after or after_version <> before_version + 1
      when 'recreate' then before is not null or before_version is not null or after is null or after_version <= 1
      when 'delete' then before is null or before_version is null or after is not null or after_version is not null
      when 'restore' then before is not null or before_version is not null or after is null or after_version is null
      when 'discard' then before is not null or after is not null or after_version is not null
      when 'create' then before is not null or before_version is not null or after is null or case application.operation
        when 'revert' then after_version is not null
        else after_version <> 1 end
      else operation in ('create', 'copy') and (before <> after or before_version <> after_version)
    end, action <> 'none')
    or action <> 'none' and not application.is_edit and operation not in ('apply', 'revert', 'import', 'update')
    or action in ('delete', 'restore') and operation not in ('edit', action)
    or least(before_version + 1, after_version) < 1 or jsonb_typeof(fields) <> 'array'
$$;
comment on function private.an_item_says_what_its_action_does() is 'What an item found and left does not fit its action.';

create function private.no_version_was_written_twice() returns setof private.violation
language sql stable set search_path = '' set enable_nestloop = off as $$
  select 'scenario_application_items', min(id::text)::uuid, min(user_id::text)::uuid
  from private.written_items group by instance_id, after_version having count(*) > 1
$$;
comment on function private.no_version_was_written_twice() is 'Two records say that they wrote the same version.';

create function private.what_an_item_found_is_what_the_one_before_left() returns setof private.violation
language sql stable set search_path = '' set enable_nestloop = off as $$
  select 'scenario_application_items', item.id, item.user_id
  from private.reality_items as item
  join private.written_items as written
    on written.instance_id = item.instance_id and written.after_version = item.before_version
  where item.before <> written.after and item.operation <> 'refresh'
$$;
comment on function private.what_an_item_found_is_what_the_one_before_left() is 'Two records say different things of the same version.';
