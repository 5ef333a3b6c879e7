-- Integrity, first part: what must be true of accounts, of what is stored, and of copies, whoever wrote it. Triggers and constraints
-- keep it; these functions look whether they did. Each rule is the one that its trigger asks. 20250116000006 names the invariants.

-- Types ----------------------------------------------------------------------------------------

create type private.violation as (
  invariant text,    -- its name
  table_name text,   -- where the row is
  id uuid,           -- of the row; null for what is none
  user_id uuid       -- whose it is; null for what is nobody's
);
comment on type private.violation is 'A row that breaks an invariant, and whose it is.';

-- Views ----------------------------------------------------------------------------------------

create view private.known_instances as
select instance.id, instance.user_id, instance.lineage_id, instance.kind,
  greatest(instance.version, purged.version) as version
from public.instances as instance left join private.purged_instances as purged using (id)
union all
select purged.id, purged.user_id, purged.lineage_id, purged.kind, purged.version
from private.purged_instances as purged where not exists (select from public.instances where id = purged.id);
comment on view private.known_instances is 'Every instance there is or was, with the highest version known of it.';

-- Accounts -------------------------------------------------------------------------------------

-- A limit that was lowered lets what is there be. So only who got something since then, and has too much, was given too much.
create function private.limit_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off set work_mem = '64MB' as $$
  with bound as materialized (
    select live.name, private.limit_of(live.name) as live, private.limit_of(kept.name) as kept,
      -- Who had begun to write knew the limit as it was.
      live.changed_at + interval '1 minute' as live_since,
      greatest(live.changed_at, kept.changed_at) + interval '1 minute' as kept_since
    from private.limits as live join private.limits as kept on kept.name = replace(live.name, 'max_', 'max_kept_')
  ),
  held as (
    select 'max_instances' as name, 'instances' as table_name, user_id as id, user_id,
      count(*) filter (where deleted_at is null) as live, max(created_at) filter (where deleted_at is null) as live_last,
      count(*) as kept, max(created_at) as kept_last
    from public.instances group by user_id
    union all
    select 'max_scenarios', 'scenarios', user_id, user_id,
      count(*) filter (where deleted_at is null), max(created_at) filter (where deleted_at is null), count(*), max(created_at)
    from public.scenarios group by user_id
    union all
    select 'max_scenario_instances', 'scenarios', scenario_id, min(user_id::text)::uuid,
      count(*) filter (where deleted_at is null), max(created_at) filter (where deleted_at is null), count(*), max(created_at)
    from public.scenario_instances group by scenario_id
  )
  select 'nobody has more than the limits allow', table_name, id, user_id
  from held join bound using (name)
  where held.live > bound.live and live_last > live_since or held.kept > bound.kept and kept_last > kept_since
$$;
comment on function private.limit_violations() is 'Users and scenarios that were given more than the limits allow.';

create function private.account_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off set work_mem = '64MB' as $$
  select 'every user has a profile', 'auth.users', person.id, person.id
  from auth.users as person where not exists (select from public.profiles where user_id = person.id)
  union all
  select 'deleted accounts stay deleted', 'auth.users', gone.user_id, gone.user_id
  from private.deleted_accounts as gone where exists (select from auth.users where id = gone.user_id)
  union all
  select 'feedback keeps its rules', 'feedback', message.id, message.user_id
  from public.feedback as message where private.feedback_problem(message) is not null
  union all
  select * from private.limit_violations()
$$;
comment on function private.account_violations() is 'What of accounts and feedback breaks an invariant.';

-- What is stored -------------------------------------------------------------------------------
-- Many rows at a time: one by one takes long, and an array of all would outgrow the memory. What equals something that is judged
-- by itself is not judged again: a copy that nobody edited is its base, and a base is mostly what reality holds.

create function private.content_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off set work_mem = '64MB' as $$
  select distinct 'content keeps the rules of its kind', 'instances', instance.id, instance.user_id
  from (
    select array_agg(user_id) as user_ids
    from (
      select user_id, (sum(count(*)) over (order by user_id) - count(*)) / 2000 as rows_before
      from public.instances group by user_id
    ) as owner
    group by floor(rows_before)
  ) as batch
  cross join lateral private.content_problems(array(
    select (id, kind, name, status, params, null, null)::private.content_row
    from public.instances where user_id = any (batch.user_ids))) as problem
  join public.instances as instance on instance.id = problem.place::uuid
$$;
comment on function private.content_violations() is 'Instances whose content is not valid.';

create function private.copied_content_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off set work_mem = '64MB' as $$
  with batch as materialized (
    select array_agg(scenario_id) as scenario_ids
    from (
      select scenario_id, (sum(count(*)) over (order by scenario_id) - count(*)) / 2000 as rows_before
      from public.scenario_instances group by scenario_id
    ) as scenario
    group by floor(rows_before)
  ),
  problem as (
    select 'content keeps the rules of its kind' as invariant, place from batch
    cross join lateral private.content_problems(array(
      select (id, kind, name, status, params, base -> 'params', null)::private.content_row
      from public.scenario_instances where scenario_id = any (batch.scenario_ids)
        and (name, status, params) is distinct from (base ->> 'name', base ->> 'status', base -> 'params')))
    union all
    select 'what copies agreed with keeps the rules of its kind', place from batch
    cross join lateral private.content_problems(array(
      select (copy.id, copy.kind, copy.base ->> 'name', copy.base ->> 'status', copy.base -> 'params', source.params, null)
        ::private.content_row
      from public.scenario_instances as copy left join public.instances as source on source.id = copy.source_instance_id
      where copy.scenario_id = any (batch.scenario_ids) and copy.base is not null
        and (source.name, source.status, source.params)
          is distinct from (copy.base ->> 'name', copy.base ->> 'status', copy.base -> 'params')))
  )
  select distinct problem.invariant, 'scenario_instances', copy.id, copy.user_id
  from problem join public.scenario_instances as copy on copy.id = problem.place::uuid
$$;
comment on function private.copied_content_violations() is 'Scenario instances whose content, or what they were copied from, is not valid.';

-- A scenario that was restored inherits what the profile has by now, and is not judged by it: only correlations that are all its
-- own are judged.
create function private.assumption_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off set work_mem = '64MB' as $$
  with holder as materialized (
    select 'profiles' as table_name, id, user_id, assumptions, row_number() over () / 2000 as batch
    from public.profiles where assumptions <> '{}'
    union all
    select 'scenarios', id, user_id, assumptions, row_number() over () / 2000
    from public.scenarios where assumptions <> '{}'
  ),
  wrong as materialized (
    select distinct problem.place::uuid as id
    from (
      select array_agg((id, 'assumptions', null, null, assumptions, null, null)::private.content_row) as contents
      from holder group by table_name, batch
    ) as batch
    cross join lateral private.param_problems(batch.contents) as problem
  )
  select table_name || ' keep their rules', table_name, holder.id, user_id
  from holder left join wrong using (id)
  where case
    when wrong.id is not null then true
    when not private.are_brackets_ordered(assumptions ->> 'tax_brackets') then true
    when assumptions ?& array['correlation_property_shares', 'correlation_property_rates', 'correlation_shares_rates']
        or table_name = 'profiles' and assumptions
          ?| array['correlation_property_shares', 'correlation_property_rates', 'correlation_shares_rates']
      then not private.are_correlations_consistent(assumptions)
  end
$$;
comment on function private.assumption_violations() is 'Profiles and scenarios whose assumptions are not valid.';

create function private.column_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off as $$
  select 'profiles keep their rules', 'profiles', profile.id, profile.user_id
  from public.profiles as profile where exists (select from private.profile_column_problems(profile))
  union all
  select 'scenarios keep their rules', 'scenarios', scenario.id, scenario.user_id
  from public.scenarios as scenario where exists (select from private.scenario_column_problems(scenario))
$$;
comment on function private.column_violations() is 'Profiles and scenarios whose other columns are not valid.';

-- Copies and their sources -----------------------------------------------------------------------

create function private.scenario_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off set work_mem = '64MB' as $$
  with known as materialized (
    select * from private.known_instances
  )
  select 'a user has one primary scenario', 'scenarios', min(id::text)::uuid, user_id
  from public.scenarios where is_primary and deleted_at is null group by user_id having count(*) > 1
  union all
  select 'scenario instances belong to the owner of their scenario', 'scenario_instances', copy.id, copy.user_id
  from public.scenario_instances as copy join public.scenarios as scenario on scenario.id = copy.scenario_id
  where copy.user_id <> scenario.user_id
  union all
  select 'a scenario holds one copy of a source', 'scenario_instances', min(id::text)::uuid, min(user_id::text)::uuid
  from public.scenario_instances where deleted_at is null and source_instance_id is not null
  group by scenario_id, source_instance_id having count(*) > 1
  union all
  select case when known.id is null then 'every source is known'
      when (copy.user_id, copy.lineage_id, copy.kind) <> (known.user_id, known.lineage_id, known.kind)
        then 'copies have the owner, lineage and kind of their source'
      else 'no copy knows a version that its source has not reached' end,
    'scenario_instances', copy.id, copy.user_id
  from public.scenario_instances as copy left join known on known.id = copy.source_instance_id
  where copy.source_instance_id is not null and (known.id is null or copy.base_version > known.version
    or (copy.user_id, copy.lineage_id, copy.kind) <> (known.user_id, known.lineage_id, known.kind))
  union all
  select 'base equals reality at base_version', 'scenario_instances', copy.id, copy.user_id
  from public.scenario_instances as copy join public.instances as source on source.id = copy.source_instance_id
  where copy.base_version = source.version
    and copy.base <> jsonb_build_object('name', source.name, 'status', source.status, 'params', source.params)
  union all
  select 'edited params are those that differ from base', 'scenario_instances', id, user_id
  from public.scenario_instances
  where case when params = base -> 'params' or base is null then edited_params <> '{}' else
    not (edited_params @> private.edited_params(base -> 'params', params)
      and edited_params <@ private.edited_params(base -> 'params', params)) end
  union all
  select 'agreed fields are as in base', 'scenario_instances', copy.id, copy.user_id
  from public.scenario_instances as copy
  where agreed_fields <> '{}' and exists (
    select from unnest(agreed_fields) as field
    where private.field_of(jsonb_build_object('name', copy.name, 'status', copy.status, 'params', copy.params), field)
      is distinct from private.field_of(copy.base, field))
  union all
  select 'a proposal is written as base where it equals it', 'scenario_instances', id, user_id
  from public.scenario_instances
  where base is not null and params::text <> (base -> 'params')::text
    and private.keep_forms(base -> 'params', params)::text <> params::text
  union all
  select 'a source and its base come together', 'scenario_instances', id, user_id
  from public.scenario_instances
  where (source_instance_id is null) <> (base is null) or (base is null) <> (base_version is null)
$$;
comment on function private.scenario_violations() is 'What of scenarios, copies and their sources breaks an invariant.';

-- Versions and lineages --------------------------------------------------------------------------

create function private.identity_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off set work_mem = '64MB' as $$
  select 'no version is below one', table_name, id, user_id
  from (
    select 'instances', id, user_id, version from public.instances
    union all select 'profiles', id, user_id, version from public.profiles
    union all select 'scenarios', id, user_id, version from public.scenarios
    union all select 'scenario_instances', id, user_id, least(version, base_version + 1) from public.scenario_instances
    union all select 'purged_instances', id, user_id, version from private.purged_instances
    union all select 'feature_flags', id, null, version from public.feature_flags
  ) as row (table_name, id, user_id, version)
  where version < 1
  union all
  select 'a lineage occurs once among a user''s instances', 'instances', min(id::text)::uuid, user_id
  from (
    select id, user_id, lineage_id from public.instances
    union select id, user_id, lineage_id from private.purged_instances
  ) as instance
  group by user_id, lineage_id having count(distinct id) > 1
  union all
  select 'what was purged and is back is who it was', 'instances', instance.id, instance.user_id
  from public.instances as instance join private.purged_instances as purged using (id)
  where (instance.user_id, instance.lineage_id, instance.kind) <> (purged.user_id, purged.lineage_id, purged.kind)
    or instance.version < purged.version
  union all
  select 'a request id is used once', table_name, min(id::text)::uuid, user_id
  from (
    select 'instances', id, user_id, request_id from public.instances where request_id is not null
    union all select 'scenario_instances', id, user_id, request_id from public.scenario_instances where request_id is not null
    union all select 'scenario_applications', id, user_id, request_id
      from public.scenario_applications where request_id is not null
  ) as asked (table_name, id, user_id, request_id)
  group by table_name, user_id, request_id having count(*) > 1
$$;
comment on function private.identity_violations() is 'What of versions, lineages and request ids breaks an invariant.';

revoke execute on all functions in schema private from public;
