-- Integrity, second part: scenarios, their copies and the sources of these; versions, lineages and requests.

-- Scenarios and copies ---------------------------------------------------------------------------

create function private.a_user_has_one_primary_scenario() returns setof private.violation language sql stable set search_path = '' as $$
  select 'scenarios', min(id::text)::uuid, user_id
  from public.scenarios where is_primary and deleted_at is null group by user_id having count(*) > 1
$$;
comment on function private.a_user_has_one_primary_scenario() is 'Several scenarios are shown beside reality.';

create function private.scenario_instances_belong_to_the_owner_of_their_scenario() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'scenario_instances', copy.id, copy.user_id
  from public.scenario_instances as copy join public.scenarios as scenario on scenario.id = copy.scenario_id
  where copy.user_id <> scenario.user_id
$$;
comment on function private.scenario_instances_belong_to_the_owner_of_their_scenario() is 'A copy lies in a scenario of somebody else.';

create function private.a_scenario_holds_one_copy_of_a_source() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'scenario_instances', min(id::text)::uuid, min(user_id::text)::uuid
  from public.scenario_instances where deleted_at is null and source_instance_id is not null
  group by scenario_id, source_instance_id having count(*) > 1
$$;
comment on function private.a_scenario_holds_one_copy_of_a_source() is 'A holding counts twice in a scenario.';

create function private.a_source_and_its_base_come_together() returns setof private.violation language sql stable set search_path = '' as $$
  select 'scenario_instances', id, user_id
  from public.scenario_instances
  where (source_instance_id is null) <> (base is null) or (base is null) <> (base_version is null)
$$;
comment on function private.a_source_and_its_base_come_together() is 'A copy has lost what it was copied from, or what is new has such a thing.';

create function private.every_source_is_known() returns setof private.violation language sql stable set search_path = '' as $$
  select 'scenario_instances', copy.id, copy.user_id
  from public.scenario_instances as copy
  where copy.source_instance_id is not null
    and not exists (select from private.known_instances where id = copy.source_instance_id)
$$;
comment on function private.every_source_is_known() is 'A copy was made of an instance that never was.';

create function private.copies_have_the_owner_lineage_and_kind_of_their_source() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'scenario_instances', copy.id, copy.user_id
  from public.scenario_instances as copy join private.known_instances as known on known.id = copy.source_instance_id
  where (copy.user_id, copy.lineage_id, copy.kind) <> (known.user_id, known.lineage_id, known.kind)
$$;
comment on function private.copies_have_the_owner_lineage_and_kind_of_their_source() is 'A copy is not of the holding that it says it is of.';

create function private.no_copy_knows_a_version_that_its_source_has_not_reached() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'scenario_instances', copy.id, copy.user_id
  from public.scenario_instances as copy join private.known_instances as known on known.id = copy.source_instance_id
  where copy.base_version > known.version
$$;
comment on function private.no_copy_knows_a_version_that_its_source_has_not_reached() is 'Reality went back behind what a copy has seen.';

create function private.base_equals_reality_at_base_version() returns setof private.violation language sql stable set search_path = '' as $$
  select 'scenario_instances', copy.id, copy.user_id
  from public.scenario_instances as copy join public.instances as source on source.id = copy.source_instance_id
  where copy.base_version = source.version
    and copy.base <> to_jsonb((source.name, source.status, source.params)::private.content)
$$;
comment on function private.base_equals_reality_at_base_version() is 'A change of reality, or its absence, would be overlooked by apply.';

create function private.edited_params_are_those_that_differ_from_base() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'scenario_instances', id, user_id
  from public.scenario_instances
  where case when params = base -> 'params' or base is null then edited_params <> '{}' else
    not (edited_params @> private.edited_params(base -> 'params', params)
      and edited_params <@ private.edited_params(base -> 'params', params)) end
$$;
comment on function private.edited_params_are_those_that_differ_from_base() is 'A proposal would be overlooked by apply, or a plan take longer.';

create function private.agreed_fields_are_as_in_base() returns setof private.violation language sql stable set search_path = '' as $$
  select 'scenario_instances', copy.id, copy.user_id
  from public.scenario_instances as copy
  where agreed_fields <> '{}' and exists (
    select from unnest(agreed_fields) as field
    where private.field_of(to_jsonb((copy.name, copy.status, copy.params)::private.content), field)
      is distinct from private.field_of(copy.base, field))
$$;
comment on function private.agreed_fields_are_as_in_base() is 'An undo in another scenario would bring back a proposal that nobody made.';

create function private.a_proposal_is_written_as_base_where_it_equals_it() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'scenario_instances', id, user_id
  from public.scenario_instances
  where base is not null and params::text <> (base -> 'params')::text
    and private.keep_forms(base -> 'params', params)::text <> params::text
$$;
comment on function private.a_proposal_is_written_as_base_where_it_equals_it() is 'Equal numbers are written otherwise, so undo would not restore every byte.';

-- Versions, lineages and requests ----------------------------------------------------------------

create function private.no_version_is_below_one() returns setof private.violation language sql stable set search_path = '' as $$
  select table_name, id, user_id
  from (
    select 'instances', id, user_id, version from public.instances
    union all select 'profiles', id, user_id, version from public.profiles
    union all select 'scenarios', id, user_id, version from public.scenarios
    union all select 'scenario_instances', id, user_id, least(version, base_version + 1) from public.scenario_instances
    union all select 'purged_instances', id, user_id, version from private.purged_instances
    union all select 'feature_flags', id, null, version from public.feature_flags
  ) as row (table_name, id, user_id, version)
  where version < 1
$$;
comment on function private.no_version_is_below_one() is 'A version was set by hand.';

create function private.a_lineage_occurs_once_among_a_users_instances() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'instances', min(id::text)::uuid, user_id
  from (
    select id, user_id, lineage_id from public.instances
    union select id, user_id, lineage_id from private.purged_instances
  ) as instance
  group by user_id, lineage_id having count(distinct id) > 1
$$;
comment on function private.a_lineage_occurs_once_among_a_users_instances() is 'A holding exists twice.';

create function private.what_was_purged_and_is_back_is_who_it_was() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'instances', instance.id, instance.user_id
  from public.instances as instance join private.purged_instances as purged using (id)
  where (instance.user_id, instance.lineage_id, instance.kind) <> (purged.user_id, purged.lineage_id, purged.kind)
    or instance.version < purged.version
$$;
comment on function private.what_was_purged_and_is_back_is_who_it_was() is 'A row was put back with another owner, lineage, kind, or an older version.';

create function private.a_request_id_is_used_once() returns setof private.violation language sql stable set search_path = '' as $$
  select table_name, min(id::text)::uuid, user_id
  from (
    select 'instances', id, user_id, request_id from public.instances where request_id is not null
    union all select 'scenario_instances', id, user_id, request_id from public.scenario_instances where request_id is not null
    union all select 'scenario_applications', id, user_id, request_id
      from public.scenario_applications where request_id is not null
  ) as asked (table_name, id, user_id, request_id)
  group by table_name, user_id, request_id having count(*) > 1
$$;
comment on function private.a_request_id_is_used_once() is 'A repeated request may have been carried out twice.';
