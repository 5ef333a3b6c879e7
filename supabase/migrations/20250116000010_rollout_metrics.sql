-- What gates count. The unit is the user: a metric says of each user whether they met something and when they first did, so
-- that one user who meets it a thousand times counts once. Everything goes by created_at, the server's clock: what comes in
-- late is counted when it comes in, and the past stays as it was. To add a metric: a row here and a function metric_<name>.

-- Tables ---------------------------------------------------------------------------------------

create table private.rollout_metrics (
  name text primary key check (name ~ '^[a-z][a-z_]*$'),
  tests text[] not null,
  is_share boolean not null,
  counts_everyone boolean,
  subject text,
  event text not null
);
comment on table private.rollout_metrics is 'What a gate can count; each has a function private.metric_<name>, but for exposures.';
comment on column private.rollout_metrics.tests is 'The tests of rollout_gates it is made for.';
comment on column private.rollout_metrics.is_share is 'Whether it is a share of users; else one number.';
comment on column private.rollout_metrics.counts_everyone is 'Whether the share is of all users of a group, or of those for whom the metric has a row.';
comment on column private.rollout_metrics.subject is 'In sentences, after "people with the feature".';
comment on column private.rollout_metrics.event is 'In sentences, what is counted.';

insert into private.rollout_metrics (name, tests, is_share, counts_everyone, subject, event) values
  ('errors', '{absolute,versus_unexposed}', true, true, '', 'met an error'),
  ('slow_pages', '{absolute,versus_unexposed}', true, false, ' whose page loads were measured', 'met a slow one'),
  -- The rest exists only with the feature: there is nothing to compare it with.
  ('apply_failures', '{absolute}', true, false, ' who applied', 'met an apply that failed'),
  ('slow_applies', '{absolute}', true, false, ' who applied', 'met a slow one'),
  ('adoption', '{absolute}', true, true, '', 'made a scenario'),
  ('dissatisfaction', '{absolute}', true, false, ' who gave a score', 'gave 1 or 2 of 5'),
  ('integrity', '{absolute}', false, null, null, 'Rows that break an invariant'),
  ('tickets', '{absolute}', false, null, null, 'Support tickets'),
  ('exposures', '{sample_ratio,exposure}', true, true, '', 'have the feature'),
  ('telemetry', '{no_data}', false, null, null, 'Events');

-- Applications since a phase began, without reading those of all time.
create index scenario_applications_created_idx on public.scenario_applications using brin (created_at);

-- Private functions: words ---------------------------------------------------------------------

create function private.utc(p_at timestamptz) returns text language sql stable set search_path = '' as $$
  select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')
$$;
comment on function private.utc(timestamptz) is 'A time for a sentence.';

create function private.counted(p_number bigint) returns text language sql stable set search_path = '' as $$
  select to_char(p_number, 'FM999,999,999,990')
$$;
comment on function private.counted(bigint) is 'A count for a sentence.';

-- With as many decimals as it takes to tell it from the figure beside it: a bound that has just been crossed is close to it.
create function private.told_apart(p_value double precision, p_from numeric) returns text
language sql immutable set search_path = '' as $$
  select trim_scale(round(p_value::numeric, decimals))::text from generate_series(1, 6) as decimals
  where decimals = 6 or round(p_value::numeric, decimals) <> p_from
  order by decimals limit 1
$$;
comment on function private.told_apart(double precision, numeric) is 'A figure for a sentence, with as many decimals as tell it from another.';

-- Private functions: errors ---------------------------------------------------------------------

-- What is somebody's own doing (an input refused, a conflict, a session over, no network) is no error of ours.
create function private.is_error_of_ours(p_code text) returns boolean language sql immutable set search_path = '' as $$
  select coalesce(p_code, '') not in ('signed_out', 'forbidden', 'not_found', 'conflict', 'invalid', 'offline')
$$;
comment on function private.is_error_of_ours(text) is 'Whether an error that the app met, by its code, is the fault of the product.';

-- Private functions: the groups ----------------------------------------------------------------

-- Who the percentage put on which side, once seen: a user given an override later stays where the percentage had put them,
-- or switching the feature off for those who complain would make it look better. Without a percentage the overrides are
-- all there is.
create function private.rollout_groups(p_period private.rollout_periods, p_as_of timestamptz)
returns table (user_id uuid, is_exposed boolean, since timestamptz)
language sql stable security definer rows 10000 set search_path = '' as $$
  select exposure.user_id, exposure.enabled, exposure.first_seen
  from public.flag_exposures as exposure
  where exposure.flag_name = p_period.flag_name and exposure.flag_version = p_period.flag_version
    and exposure.first_seen <= p_as_of
    and case when p_period.rollout_percentage = 0 then exposure.reason = 'override' and exposure.enabled
      else exposure.reason = 'rollout' end
$$;
comment on function private.rollout_groups(private.rollout_periods, timestamptz) is 'Users seen in a period and on which side of the flag they are, as far as it was known then.';

-- Private functions: the metrics -------------------------------------------------------------------
-- One row a user who had the chance (for errors: who met one, everybody has the chance): whether, and when first.

create function private.metric_errors(p_from timestamptz, p_to timestamptz)
returns table (user_id uuid, is_met boolean, at timestamptz)
language sql stable security definer rows 1000 set search_path = '' as $$
  select event.user_id, true, min(event.created_at)
  from public.telemetry_events as event
  where event.name = 'error' and event.created_at between p_from and p_to
    and private.is_error_of_ours(event.attributes ->> 'code')
  group by event.user_id
$$;
comment on function private.metric_errors(timestamptz, timestamptz) is 'Users who met an error of ours.';

-- Largest contentful paint later than 2.5 s in one of the first three page loads: what the web's own measure calls good
-- (web.dev/articles/lcp) up to there, and few enough that heavy users do not meet it sooner for loading more pages.
create function private.metric_slow_pages(p_from timestamptz, p_to timestamptz)
returns table (user_id uuid, is_met boolean, at timestamptz)
language sql stable security definer rows 1000 set search_path = '' as $$
  select first_loads.user_id, bool_or(value > 2500),
    coalesce(min(created_at) filter (where value > 2500), min(created_at))
  from (
    select event.user_id, event.value, event.created_at,
      row_number() over (partition by event.user_id order by event.created_at, event.id) as number
    from public.telemetry_events as event
    where event.name = 'page_load' and event.created_at between p_from and p_to
      and event.attributes ->> 'metric' = 'lcp' and event.value is not null
  ) as first_loads
  where number <= 3
  group by first_loads.user_id
$$;
comment on function private.metric_slow_pages(timestamptz, timestamptz) is 'Users whose page loads were measured, and whether one of the first three took over 2.5 s.';

create function private.metric_apply_failures(p_from timestamptz, p_to timestamptz)
returns table (user_id uuid, is_met boolean, at timestamptz)
language sql stable security definer rows 1000 set search_path = '' as $$
  select application.user_id, bool_or(application.status = 'failed'),
    coalesce(min(application.created_at) filter (where application.status = 'failed'), min(application.created_at))
  from public.scenario_applications as application
  where application.operation = 'apply' and application.created_at between p_from and p_to
  group by application.user_id
$$;
comment on function private.metric_apply_failures(timestamptz, timestamptz) is 'Users who applied, and whether an apply of theirs failed.';

-- Two seconds in the database: ten times what an apply of 1,000 instances takes (docs/benchmarks.md).
create function private.metric_slow_applies(p_from timestamptz, p_to timestamptz)
returns table (user_id uuid, is_met boolean, at timestamptz)
language sql stable security definer rows 1000 set search_path = '' as $$
  select application.user_id, bool_or(application.duration_ms > 2000),
    coalesce(min(application.created_at) filter (where application.duration_ms > 2000), min(application.created_at))
  from public.scenario_applications as application
  where application.operation = 'apply' and application.duration_ms is not null
    and application.created_at between p_from and p_to
  group by application.user_id
$$;
comment on function private.metric_slow_applies(timestamptz, timestamptz) is 'Users who applied, and whether an apply of theirs took over 2 s in the database.';

-- Whoever made a scenario before the phase began has taken to it as well; history tells of those that are purged. To load the sample, or
-- a file, is not yet to take to it.
create function private.metric_adoption(p_from timestamptz, p_to timestamptz)
returns table (user_id uuid, is_met boolean, at timestamptz)
language sql stable security definer rows 1000 set search_path = '' as $$
  select made.user_id, true, min(made.created_at)
  from (
    select scenario.user_id, scenario.created_at from private.scenarios_made() as scenario
    union all
    select application.user_id, application.created_at from public.scenario_applications as application
    where application.operation in ('create', 'duplicate') and application.status = 'success'
      and application.scenario_name is not null
  ) as made
  where made.created_at <= p_to
  group by made.user_id
$$;
comment on function private.metric_adoption(timestamptz, timestamptz) is 'Users who ever made a scenario themselves.';

create function private.metric_dissatisfaction(p_from timestamptz, p_to timestamptz)
returns table (user_id uuid, is_met boolean, at timestamptz)
language sql stable security definer rows 1000 set search_path = '' as $$
  select message.user_id, bool_or(message.score <= 2),
    coalesce(min(message.created_at) filter (where message.score <= 2), min(message.created_at))
  from public.feedback as message
  where message.score is not null and message.created_at between p_from and p_to
  group by message.user_id
$$;
comment on function private.metric_dissatisfaction(timestamptz, timestamptz) is 'Users who gave a score, and whether it was 1 or 2.';

-- The invariants of verify_integrity, as they were last verified; no row: not since p_from. What was under way at p_to was not
-- known then.
create function private.metric_integrity(p_from timestamptz, p_to timestamptz)
returns table (number bigint, of text)
language sql stable security definer rows 1 set search_path = '' as $$
  select (figures ->> 'violations')::bigint, format('verified %s', private.utc(started_at))
  from public.operation_runs
  where operation = 'verify' and outcome = 'success' and started_at >= p_from and ended_at <= p_to
  order by started_at desc, ended_at desc limit 1
$$;
comment on function private.metric_integrity(timestamptz, timestamptz) is 'How many rows broke an invariant when that was last verified.';

create function private.metric_tickets(p_from timestamptz, p_to timestamptz)
returns table (number bigint, of text)
language sql stable security definer rows 1 set search_path = '' as $$
  select sum(tickets)::bigint, format('%s to %s', min(day), max(day))
  from public.support_tickets
  where day > (p_from at time zone 'UTC')::date and day <= (p_to at time zone 'UTC')::date and created_at <= p_to
  having count(*) > 0
$$;
comment on function private.metric_tickets(timestamptz, timestamptz) is 'How many support tickets came in on the days up to a day; no row when none were entered, not even 0.';

create function private.metric_telemetry(p_from timestamptz, p_to timestamptz)
returns table (number bigint, of text)
language sql stable security definer rows 1 set search_path = '' as $$
  select 1::bigint, null::text where exists (
    select from public.telemetry_events where created_at > p_from and created_at <= p_to)
$$;
comment on function private.metric_telemetry(timestamptz, timestamptz) is 'A row when any event came in.';
