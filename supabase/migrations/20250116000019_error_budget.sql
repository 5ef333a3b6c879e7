-- Service level objectives and how fast their error budgets burn: Google, The Site Reliability Workbook, chapter 5, "Alerting
-- on SLOs", approach 6 (multiwindow, multi-burn-rate): sre.google/workbook/alerting-on-slos. A burn rate of 1 spends the
-- budget of 30 days in 30 days. The long window says that it matters, the short one that it still goes on; so a finding
-- comes soon, goes soon after the harm is over, and a blip raises none.

-- Tables ---------------------------------------------------------------------------------------

create table private.service_objectives (
  name text primary key,
  what text not null,
  objective numeric not null check (objective > 0 and objective < 1),
  minimum_failures integer not null check (minimum_failures > 0),
  minimum_users integer not null check (minimum_users > 0)
);
comment on table private.service_objectives is 'What share must succeed over 30 days. Change a row to change it.';
comment on column private.service_objectives.what is 'In sentences.';
comment on column private.service_objectives.objective is 'The share that must succeed; the rest is the error budget.';
comment on column private.service_objectives.minimum_failures is 'Fewer in the long window are no burn: with little traffic a single failure is a great share.';
comment on column private.service_objectives.minimum_users is 'Failures of fewer people in the long window are no burn: one alone has trouble of their own, or makes it up.';

insert into private.service_objectives (name, what, objective, minimum_failures, minimum_users) values
  ('requests', 'requests of the app', 0.995, 10, 2),
  ('applies', 'applies', 0.99, 5, 2);

create table private.burn_windows (
  long_window interval primary key,
  short_window interval not null,
  burn_rate numeric not null,
  severity text not null check (severity in ('critical', 'warning'))
);
comment on table private.burn_windows is 'When a burn of an error budget becomes a finding: the rate is exceeded in both windows.';
comment on column private.burn_windows.long_window is 'Over it, so that it matters.';
comment on column private.burn_windows.short_window is 'Over it too, so that it still goes on.';
comment on column private.burn_windows.burn_rate is 'How many times as fast as the objective allows.';
comment on column private.burn_windows.severity is 'Of the finding.';

-- Table 5-8 of the book: 2 % of the budget in an hour, 5 % in six hours, 10 % in three days.
insert into private.burn_windows (long_window, short_window, burn_rate, severity) values
  ('1 hour', '5 minutes', 14.4, 'critical'),
  ('6 hours', '30 minutes', 6, 'critical'),
  ('3 days', '6 hours', 1, 'warning');

-- Private functions --------------------------------------------------------------------------------

-- All windows in one pass: what happened is counted by how many minutes ago it was.
create function private.minutes_of_service()
returns table (name text, age integer, attempts bigint, failures bigint, failing_users uuid[])
language sql stable security definer rows 10000 set search_path = '' set jit = off as $$
  select 'requests', floor(extract(epoch from now() - event.created_at) / 60)::integer, count(*),
    count(*) filter (where is_failure), array_agg(distinct event.user_id) filter (where is_failure)
  from public.telemetry_events as event
  cross join lateral (
    select event.attributes ? 'code' and private.is_error_of_ours(event.attributes ->> 'code') as is_failure
  ) as judged
  where event.name = 'api_request' and event.created_at > now() - (select max(long_window) from private.burn_windows)
  group by 2
  union all
  select 'applies', floor(extract(epoch from now() - application.created_at) / 60)::integer, count(*),
    count(*) filter (where application.status = 'failed'),
    array_agg(distinct application.user_id) filter (where application.status = 'failed')
  from public.scenario_applications as application
  where application.operation = 'apply'
    and application.created_at > now() - (select max(long_window) from private.burn_windows)
  group by 2
$$;
comment on function private.minutes_of_service() is 'Attempts and failures of each objective and who met failures, by how many minutes ago they were.';

-- At a burn rate of 1 it lasts the 30 days it is made for.
create function private.budget_lasts(p_rate numeric) returns text language sql immutable set search_path = '' as $$
  select regexp_replace(case when p_rate > 30 then greatest(1, round(720 / p_rate)) || ' hours'
    else trim_scale(round(30 / p_rate, 1)) || ' days' end, '^1 (\w+)s$', '1 \1')
$$;
comment on function private.budget_lasts(numeric) is 'How long a budget of 30 days lasts at a burn rate, for a sentence: 2.5 days, 4 hours.';

create function private.error_budget_burns() returns table (severity text, since timestamptz, figure text)
language sql stable security definer rows 2 set search_path = '' as $$
  with minute as materialized (select * from private.minutes_of_service()),
  burn as (
    select objective.*, windows.*, counted.*,
      counted.long_failures / nullif(counted.long_attempts, 0) / (1 - objective.objective) as rate
    from private.service_objectives as objective
    cross join private.burn_windows as windows
    cross join lateral (
      select sum(attempts) as long_attempts, sum(failures) as long_failures, max(age) filter (where failures > 0) as begun,
        sum(attempts) filter (where age < extract(epoch from windows.short_window) / 60) as short_attempts,
        sum(failures) filter (where age < extract(epoch from windows.short_window) / 60) as short_failures
      from minute where minute.name = objective.name and age < extract(epoch from windows.long_window) / 60
    ) as counted
  )
  select distinct on (name) severity, now() - begun * interval '1 minute',
    format('%s of %s %s failed in %s, %s of %s in %s; %s %% may, and at this rate the budget of 30 days lasts %s.',
      private.counted(long_failures::bigint), private.counted(long_attempts::bigint), what, private.the_last(long_window),
      private.counted(short_failures::bigint), private.counted(short_attempts::bigint), private.the_last(short_window),
      trim_scale((1 - objective) * 100), private.budget_lasts(rate))
  from burn
  where long_failures >= minimum_failures and rate > burn_rate
    and short_failures / nullif(short_attempts, 0) / (1 - objective) > burn_rate
    and minimum_users <= (
      select count(distinct user_id) from minute cross join lateral unnest(minute.failing_users) as user_id
      where minute.name = burn.name and minute.age < extract(epoch from burn.long_window) / 60)
  order by name, burn_rate desc
$$;
comment on function private.error_budget_burns() is 'Objectives whose budget burns too fast in a long and a short window together, the gravest burn of each.';
