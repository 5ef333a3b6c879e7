-- What operators read: one view a question, a row a day. The rows of users stay theirs: a function counts them, asks
-- first who reads, and gives nothing but counts and percentiles.

-- Private functions -----------------------------------------------------------------------------

create function private.scenario_counts() returns table (date date, scenarios_created bigint, active_scenarios bigint)
language sql stable security definer rows 400 set search_path = '' as $$
  select date(created_at), count(*), count(*) filter (where status = 'active')
  from public.scenarios where (select private.is_ops())
  group by 1
$$;
comment on function private.scenario_counts() is 'Rows of public.scenario_metrics.';
grant execute on function private.scenario_counts() to authenticated, service_role;

create function private.apply_counts() returns table (date date, total_applications bigint,
  successful_applications bigint, failed_applications bigint)
language sql stable security definer rows 400 set search_path = '' as $$
  select date(created_at), count(*), count(*) filter (where status = 'success'), count(*) filter (where status = 'failed')
  from public.scenario_applications where operation = 'apply' and (select private.is_ops())
  group by 1
$$;
comment on function private.apply_counts() is 'Rows of public.apply_metrics.';
grant execute on function private.apply_counts() to authenticated, service_role;

-- A file, and the sample, bring scenarios along that nobody has made here.
create function private.scenarios_made() returns table (user_id uuid, created_at timestamptz)
language sql stable rows 1000 set search_path = '' as $$
  select scenario.user_id, scenario.created_at from public.scenarios as scenario
  where not exists (select from public.scenario_applications as application
    where application.scenario_id = scenario.id and application.operation = 'import')
$$;
comment on function private.scenarios_made() is 'Scenarios that their owners made themselves: not those that an import brought.';

create function private.adoption_counts() returns table (date date, active_users bigint, exposed_users bigint,
  new_users bigint, users_creating_scenarios bigint, scenarios_created bigint, scenario_instances_created bigint,
  users_applying bigint, apply_operations bigint)
language sql stable security definer rows 400 set search_path = '' set work_mem = '64MB' as $$
  with scenario as (
    select date(created_at) as date, count(*) as made, count(distinct user_id) as users
    from private.scenarios_made() where (select private.is_ops()) group by 1
  ),
  copy as (
    select date(created_at) as date, count(*) as made
    from public.scenario_instances where (select private.is_ops()) group by 1
  ),
  application as (
    select date(created_at) as date, count(*) as made, count(distinct user_id) as users
    from public.scenario_applications where operation = 'apply' and (select private.is_ops()) group by 1
  ),
  event as (
    select date(hour) as date, count(distinct user_id) as users from private.telemetry_usage where (select private.is_ops()) group by 1
  ),
  exposure as (
    select date(first_seen) as date, count(distinct user_id) as users
    from public.flag_exposures where flag_name = 'feature:scenarios' and enabled and (select private.is_ops()) group by 1
  ),
  person as (
    select date(created_at) as date, count(*) as made from auth.users where (select private.is_ops()) group by 1
  )
  select date, coalesce(event.users, 0), coalesce(exposure.users, 0), coalesce(person.made, 0),
    coalesce(scenario.users, 0), coalesce(scenario.made, 0), coalesce(copy.made, 0), coalesce(application.users, 0),
    coalesce(application.made, 0)
  from scenario full join copy using (date) full join application using (date) full join event using (date)
    full join exposure using (date) full join person using (date)
$$;
comment on function private.adoption_counts() is 'Rows of public.adoption_metrics.';
grant execute on function private.adoption_counts() to authenticated, service_role;

-- Of as many days as telemetry is kept, or it would take longer every year. Events are asked for a day and a name at a time, as
-- their index has them; putting a million of them in order by group first takes twice as long.
create function private.performance_figures() returns table (date date, measure text, unit text, samples bigint,
  p50 double precision, p75 double precision, p95 double precision)
language sql stable security definer rows 400 set search_path = '' set work_mem = '128MB' as $$
  with measured as (
    select day.date, concat_ws(' ', kind, told.part) as measure, told.unit, told.samples, told.percentiles
    from (select current_date - age as date from generate_series(0, 90) as age) as day
    cross join unnest('{page_load,api_request,apply,memory}'::text[]) as kind
    cross join lateral (
      select case kind when 'page_load' then attributes ->> 'metric' end as part, any_value(unit) as unit, count(*) as samples,
        percentile_cont(array[0.5, 0.75, 0.95]) within group (order by value) as percentiles
      from public.telemetry_events
      where name = kind and created_at >= day.date and created_at < day.date + 1 and value is not null
      group by 1
    ) as told
    where (select private.is_ops())
    union all
    select date(created_at), concat_ws(' ', 'database', operation), 'ms', count(*),
      percentile_cont(array[0.5, 0.75, 0.95]) within group (order by duration_ms::double precision)
    from public.scenario_applications
    where created_at >= current_date - 90 and duration_ms is not null and (select private.is_ops())
    group by 1, operation
  )
  select date, measure, unit, samples, percentiles[1], percentiles[2], percentiles[3] from measured
$$;
comment on function private.performance_figures() is 'Rows of public.performance_metrics.';
grant execute on function private.performance_figures() to authenticated, service_role;

create function private.error_counts() returns table (date date, source text, operation text, attempts bigint,
  errors bigint, error_rate numeric, conflicts bigint, conflicts_resolved bigint, database_errors bigint)
language sql stable security definer rows 400 set search_path = '' set work_mem = '64MB' as $$
  with attempt as (
    select date(created_at) as date, 'app' as source, coalesce(attributes ->> 'operation', 'unknown') as operation,
      count(*) as attempts, count(*) filter (where attributes ? 'code') as errors,
      count(*) filter (where attributes ->> 'code' = 'conflict') as conflicts, 0::bigint as conflicts_resolved,
      count(*) filter (where attributes ->> 'code' in ('unexpected', 'busy')) as database_errors
    from public.telemetry_events where name = 'api_request' and (select private.is_ops()) group by 1, 3
    union all
    select date(created_at), 'database', operation, count(*), count(*) filter (where status = 'failed'),
      count(*) filter (where status = 'conflict'),
      count(*) filter (where status = 'success' and conflict_count > 0),
      count(*) filter (where status = 'failed' and error_code !~ '^PT')
    -- Of an edit of reality only success is recorded.
    from public.scenario_applications
    where not is_edit and (select private.is_ops()) group by 1, 3
  )
  select date, source, operation, attempts, errors, round(errors::numeric / attempts, 6), conflicts, conflicts_resolved,
    database_errors
  from attempt
$$;
comment on function private.error_counts() is 'Rows of public.error_metrics.';
grant execute on function private.error_counts() to authenticated, service_role;

create function private.experience_figures() returns table (date date, users_with_first_scenario bigint,
  time_to_first_scenario interval, users_with_first_apply bigint, time_to_apply interval, satisfaction numeric,
  feedback_count bigint, tickets bigint)
language sql stable security definer rows 400 set search_path = '' as $$
  with first_scenario as (
    select scenario.user_id, min(scenario.created_at) as at from public.scenarios as scenario
    where (select private.is_ops()) group by 1
  ),
  first_apply as (
    select application.user_id, min(application.created_at) as at from public.scenario_applications as application
    where operation = 'apply' and status = 'success' and (select private.is_ops()) group by 1
  ),
  first_made as (
    select made.user_id, min(made.created_at) as at from private.scenarios_made() as made
    where (select private.is_ops()) group by 1
  ),
  begun as (
    select date(at) as date, count(*) as users,
      percentile_cont(0.5) within group (order by at - person.created_at) as time
    from first_made join auth.users as person on person.id = user_id group by 1
  ),
  applied as (
    select date(first_apply.at) as date, count(*) as users,
      percentile_cont(0.5) within group (order by first_apply.at - first_scenario.at) as time
    from first_apply join first_scenario using (user_id) group by 1
  ),
  said as (
    select date(created_at) as date, round(avg(score), 2) as satisfaction, count(*) as messages
    from public.feedback where (select private.is_ops()) group by 1
  ),
  asked as (
    select day as date, sum(tickets) as tickets from public.support_tickets where (select private.is_ops()) group by 1
  )
  select date, coalesce(begun.users, 0), begun.time, coalesce(applied.users, 0), applied.time, said.satisfaction,
    coalesce(said.messages, 0), coalesce(asked.tickets, 0)::bigint
  from begun full join applied using (date) full join said using (date) full join asked using (date)
$$;
comment on function private.experience_figures() is 'Rows of public.user_experience_metrics.';
grant execute on function private.experience_figures() to authenticated, service_role;

-- Overrides are exceptions by hand: only users whom the percentage decided are counted.
create function private.exposure_counts() returns table (flag_name text, flag_version integer, users_on bigint,
  users_off bigint, expected_share numeric, observed_share numeric, first_seen timestamptz, last_seen timestamptz)
language sql stable security definer rows 20 set search_path = '' as $$
  select exposure.flag_name, exposure.flag_version, count(*) filter (where exposure.enabled),
    count(*) filter (where not exposure.enabled),
    case when flag.version = exposure.flag_version then round(flag.rollout_percentage / 100, 4) end,
    round(count(*) filter (where exposure.enabled)::numeric / count(*), 4), min(exposure.first_seen), max(exposure.last_seen)
  from public.flag_exposures as exposure
  left join public.feature_flags as flag on flag.flag_name = exposure.flag_name
  where exposure.reason = 'rollout' and (select private.is_ops())
  group by exposure.flag_name, exposure.flag_version, flag.version, flag.rollout_percentage
$$;
comment on function private.exposure_counts() is 'Rows of public.flag_exposure_metrics.';
grant execute on function private.exposure_counts() to authenticated, service_role;

-- The extension may be absent, in one schema or another, or not loaded: then there is nothing to show.
create function private.query_figures() returns table (calls bigint, total_ms double precision, mean_ms double precision,
  rows bigint, query text)
language plpgsql stable security definer rows 50 set search_path = '' as $$
declare
  statements constant regclass := coalesce(
    to_regclass('extensions.pg_stat_statements'), to_regclass('public.pg_stat_statements'));
begin
  if statements is null or not private.is_ops() then
    return;
  end if;
  return query execute format('select calls, total_exec_time, mean_exec_time, rows, left(query, 200)
    from %s order by total_exec_time desc limit 50', statements);
exception when object_not_in_prerequisite_state or insufficient_privilege or undefined_column then
  return;
end $$;
comment on function private.query_figures() is 'Rows of public.query_metrics.';
grant execute on function private.query_figures() to authenticated, service_role;

-- Views ----------------------------------------------------------------------------------------

create view public.scenario_metrics with (security_invoker = true) as
  select * from private.scenario_counts() where (select private.is_ops()) order by date;
comment on view public.scenario_metrics is 'For operators, a row a day: scenarios created on it, and how many of those are active now.';

create view public.apply_metrics with (security_invoker = true) as
  select * from private.apply_counts() where (select private.is_ops()) order by date;
comment on view public.apply_metrics is 'For operators, a row a day: attempts to apply, those that succeeded, those that failed. The rest met conflicts or a moved reality.';

create view public.adoption_metrics with (security_invoker = true) as
  select * from private.adoption_counts() where (select private.is_ops()) order by date;
comment on view public.adoption_metrics is 'For operators, a row a day: who used the app, who met the feature for the first time, who made and applied what.';

create view public.performance_metrics with (security_invoker = true) as
  select * from private.performance_figures() where (select private.is_ops()) order by date, measure;
comment on view public.performance_metrics is 'For operators, a row a day of the last 90 and measure: median, third quartile and 95th percentile of page loads, requests, applies and memory; "database …" is measured by the server.';

create view public.error_metrics with (security_invoker = true) as
  select * from private.error_counts() where (select private.is_ops()) order by date, source, operation;
comment on view public.error_metrics is 'For operators, a row a day and operation: attempts and errors as the app met them (source app) and as the history records them (source database).';

create view public.user_experience_metrics with (security_invoker = true) as
  select * from private.experience_figures() where (select private.is_ops()) order by date;
comment on view public.user_experience_metrics is 'For operators, a row a day: median time from sign-up to the first scenario and from there to the first apply, satisfaction (mean score of 1 to 5), messages and tickets.';

create view public.flag_exposure_metrics with (security_invoker = true) as
  select * from private.exposure_counts() where (select private.is_ops()) order by flag_name, flag_version;
comment on view public.flag_exposure_metrics is 'For operators, a row a flag and version: users whom the percentage put on either side, beside the share that was meant.';

create view public.query_metrics with (security_invoker = true) as
  select * from private.query_figures() where (select private.is_ops());
comment on view public.query_metrics is 'For operators: the fifty statements that took the most time, where pg_stat_statements is there; else no row.';
revoke all on public.scenario_metrics, public.apply_metrics, public.adoption_metrics, public.performance_metrics,
  public.error_metrics, public.user_experience_metrics, public.flag_exposure_metrics, public.query_metrics
  from anon, authenticated, service_role;
grant select on public.scenario_metrics, public.apply_metrics, public.adoption_metrics, public.performance_metrics,
  public.error_metrics, public.user_experience_metrics, public.flag_exposure_metrics, public.query_metrics
  to authenticated, service_role;
