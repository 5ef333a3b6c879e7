-- Integrity, first part: what must be true of accounts, of what is stored, and of copies, whoever wrote it. Triggers and constraints
-- keep it; these functions look whether they did. Each invariant is one function, named as its rule, which finds the rows that break it;
-- its comment is what operators are told that a broken one means. 20250116000008 puts them together.

-- Types and views --------------------------------------------------------------------------------

create type private.violation as (
  table_name text,   -- where the row is
  id uuid,           -- of the row; null for what is none
  user_id uuid       -- whose it is; null for what is nobody's
);
comment on type private.violation is 'A row that breaks an invariant, and whose it is.';

create view private.known_instances with (security_invoker = true) as
select instance.id, instance.user_id, instance.lineage_id, instance.kind,
  greatest(instance.version, purged.version) as version
from public.instances as instance left join private.purged_instances as purged using (id)
union all
select purged.id, purged.user_id, purged.lineage_id, purged.kind, purged.version
from private.purged_instances as purged where not exists (select from public.instances where id = purged.id);
comment on view private.known_instances is 'Every instance there is or was, with the highest version known of it.';

-- Accounts -------------------------------------------------------------------------------------

create function private.every_user_has_a_profile() returns setof private.violation language sql stable set search_path = '' as $$
  select 'auth.users', person.id, person.id
  from auth.users as person where not exists (select from public.profiles where user_id = person.id)
$$;
comment on function private.every_user_has_a_profile() is 'Somebody has no profile: the app cannot show them their settings.';

create function private.deleted_accounts_stay_deleted() returns setof private.violation language sql stable set search_path = '' as $$
  select 'auth.users', gone.user_id, gone.user_id
  from private.deleted_accounts as gone where exists (select from auth.users where id = gone.user_id)
$$;
comment on function private.deleted_accounts_stay_deleted() is 'An account that was deleted is back, as after a restore.';

create function private.feedback_keeps_its_rules() returns setof private.violation language sql stable set search_path = '' as $$
  select 'feedback', message.id, message.user_id
  from public.feedback as message where private.feedback_problem(message) is not null
$$;
comment on function private.feedback_keeps_its_rules() is 'A message is what nobody could have sent.';

create function private.kept_projections_keep_their_rules() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'kept_projections', kept.id, kept.user_id
  from public.kept_projections as kept cross join lateral private.projection_problem(kept) as found
  left join public.scenario_applications as application on application.id = kept.application_id
  where found.problem is not null
    or (application.user_id, application.operation) <> (kept.user_id, 'apply')
$$;
comment on function private.kept_projections_keep_their_rules() is 'A kept projection is what nobody could have sent, or is of what was not applied.';

-- A limit that was lowered lets what is there be. So only who got something since then, and has too much, was given too much.
create function private.nobody_has_more_than_the_limits_allow() returns setof private.violation
language sql stable set search_path = '' as $$
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
  select table_name, id, user_id
  from held join bound using (name)
  where held.live > bound.live and live_last > live_since or held.kept > bound.kept and kept_last > kept_since
$$;
comment on function private.nobody_has_more_than_the_limits_allow() is 'Somebody was given more than the limits allowed at that time.';

-- What is stored -------------------------------------------------------------------------------
-- Many rows at a time: one by one takes long, and an array of all would outgrow the memory. What equals something that is judged
-- by itself is not judged again: a copy that nobody edited is its base, and a base is mostly what reality holds.

create view private.batches_of_scenarios with (security_invoker = true) as
select array_agg(scenario_id) as scenario_ids
from (
  select scenario_id, (sum(count(*)) over (order by scenario_id) - count(*)) / 2000 as rows_before
  from public.scenario_instances group by scenario_id
) as scenario
group by floor(rows_before);
comment on view private.batches_of_scenarios is 'Scenarios in batches of some two thousand rows each.';

create function private.content_keeps_the_rules_of_its_kind() returns setof private.violation language sql stable set search_path = '' as $$
  select distinct 'instances', instance.id, instance.user_id
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
  union all
  select distinct 'scenario_instances', copy.id, copy.user_id
  from private.batches_of_scenarios as batch
  cross join lateral private.content_problems(array(
    select (id, kind, name, status, params, base -> 'params', null)::private.content_row
    from public.scenario_instances where scenario_id = any (batch.scenario_ids)
      and (name, status, params) is distinct from (base ->> 'name', base ->> 'status', base -> 'params'))) as problem
  join public.scenario_instances as copy on copy.id = problem.place::uuid
$$;
comment on function private.content_keeps_the_rules_of_its_kind() is 'Name, status or params are what no investment of this kind may hold.';

create function private.what_copies_agreed_with_keeps_the_rules_of_its_kind() returns setof private.violation
language sql stable set search_path = '' as $$
  select distinct 'scenario_instances', copy.id, copy.user_id
  from private.batches_of_scenarios as batch
  cross join lateral private.content_problems(array(
    select (copy.id, copy.kind, copy.base ->> 'name', copy.base ->> 'status', copy.base -> 'params', source.params, null)
      ::private.content_row
    from public.scenario_instances as copy left join public.instances as source on source.id = copy.source_instance_id
    where copy.scenario_id = any (batch.scenario_ids) and copy.base is not null
      and (source.name, source.status, source.params)
        is distinct from (copy.base ->> 'name', copy.base ->> 'status', copy.base -> 'params'))) as problem
  join public.scenario_instances as copy on copy.id = problem.place::uuid
$$;
comment on function private.what_copies_agreed_with_keeps_the_rules_of_its_kind() is 'The base of a copy is what no investment of this kind may hold.';

-- A scenario may outlive a property of reality: its loan says so, and is not applied.
create function private.loans_are_secured_on_properties_that_are_there() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'instances', loan.id, loan.user_id
  from public.instances as loan
  where loan.kind = 'loan' and loan.deleted_at is null and loan.params ? 'secured_on' and not exists (
    select from public.instances as property
    where property.lineage_id = case when loan.params ->> 'secured_on' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        then (loan.params ->> 'secured_on')::uuid end and property.user_id = loan.user_id
      and property.kind = 'property' and property.deleted_at is null)
$$;
comment on function private.loans_are_secured_on_properties_that_are_there() is 'A loan names a property that its owner does not have: it would not be repaid when that is sold.';

-- A scenario that was restored inherits what the profile has by now, and is not judged by it: only correlations that are all its
-- own are judged.
create function private.assumption_violations(p_table_name text) returns setof private.violation
language sql stable set search_path = '' as $$
  with holder as materialized (
    select id, user_id, assumptions, row_number() over () / 2000 as batch
    from (
      select id, user_id, assumptions from public.profiles where p_table_name = 'profiles'
      union all
      select id, user_id, assumptions from public.scenarios where p_table_name = 'scenarios'
    ) as holder
    where assumptions <> '{}'
  ),
  wrong as materialized (
    select distinct problem.place::uuid as id
    from (
      select array_agg((id, 'assumptions', null, null, assumptions, null, null)::private.content_row) as contents
      from holder group by batch
    ) as batch
    cross join lateral private.param_problems(batch.contents) as problem
  )
  select p_table_name, holder.id, user_id
  from holder left join wrong using (id)
  cross join (select array_agg(key) from private.class_correlations()) as own (correlations)
  where case
    when wrong.id is not null then true
    when not private.are_brackets_ordered(assumptions ->> 'tax_brackets') then true
    when not private.are_brackets_ordered(assumptions ->> 'gains_brackets') then true
    when not private.are_brackets_ordered(assumptions ->> 'dividend_brackets') then true
    when assumptions ?& own.correlations
        or not assumptions ?| array['correlation_property_bonds', 'correlation_shares_bonds', 'correlation_bonds_rates']
          and assumptions ?& array['correlation_property_shares', 'correlation_property_rates', 'correlation_shares_rates']
        or p_table_name = 'profiles' and assumptions ?| own.correlations
      then not private.are_correlations_consistent(assumptions)
  end
$$;
comment on function private.assumption_violations(text) is 'Profiles, or scenarios, whose assumptions are not valid.';

create function private.profiles_keep_their_rules() returns setof private.violation language sql stable set search_path = '' as $$
  select 'profiles', profile.id, profile.user_id
  from public.profiles as profile where exists (select from private.column_problems(profile))
  union all
  select * from private.assumption_violations('profiles')
$$;
comment on function private.profiles_keep_their_rules() is 'Country, currency, locale, theme or assumptions are what no profile may hold.';

create function private.scenarios_keep_their_rules() returns setof private.violation language sql stable set search_path = '' as $$
  select 'scenarios', scenario.id, scenario.user_id
  from public.scenarios as scenario where exists (select from private.column_problems(scenario))
  union all
  select * from private.assumption_violations('scenarios')
$$;
comment on function private.scenarios_keep_their_rules() is 'Name, description, status, tags or assumptions are what no scenario may hold.';
