-- What the app tells of itself: durations, errors, use of the feature; who met which flag.
-- Without it nobody could say whether a rollout does harm. It never holds names, amounts or addresses.

-- Tables ---------------------------------------------------------------------------------------

create table public.telemetry_events (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  session_id uuid not null,
  name text not null,
  value double precision,
  unit text,
  attributes jsonb not null default '{}',
  occurred_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
comment on table public.telemetry_events is 'What the app measured: a duration, an error, a use of the feature. No names, amounts or addresses.';
comment on column public.telemetry_events.session_id is 'One load of the app; chosen by it.';
comment on column public.telemetry_events.name is 'page_load, api_request, apply, error, feature, memory: a word of lower case.';
comment on column public.telemetry_events.value is 'How much, in unit; null for what only happened.';
comment on column public.telemetry_events.unit is 'ms, bytes, events: what value counts.';
comment on column public.telemetry_events.attributes is 'Flat: at most twelve short values, such as metric, route (a pattern, never an address), operation, code.';
comment on column public.telemetry_events.occurred_at is 'By the clock of the browser, at most a day ago.';
comment on column public.telemetry_events.created_at is 'By the clock of the server: verdicts count by it, so that the past never changes.';
revoke all on public.telemetry_events from anon, authenticated, service_role;
grant select, insert (session_id, name, value, unit, attributes, occurred_at) on public.telemetry_events to authenticated;
grant select, insert on public.telemetry_events to service_role;

create table public.flag_exposures (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  flag_name text not null,
  flag_version integer not null,
  enabled boolean not null,
  reason text not null,
  first_seen timestamptz not null default now(),
  last_seen timestamptz not null default now(),
  unique (user_id, flag_name, flag_version, enabled)
);
comment on table public.flag_exposures is 'Which flag was on or off for a user, by its version, as the database itself evaluated it when the app was in use.';
comment on column public.flag_exposures.flag_version is 'feature_flags.version at that time: a new one with each change of enabled or percentage.';
comment on column public.flag_exposures.reason is 'As evaluate_feature_flags first gave it for this version, never changed, so that the past stays as it was; only rollout takes part in comparisons.';
comment on column public.flag_exposures.first_seen is 'When this version was first met in this state.';
comment on column public.flag_exposures.last_seen is 'To five minutes.';
revoke all on public.flag_exposures from anon, authenticated, service_role;
grant select on public.flag_exposures to authenticated, service_role;

-- Counted as they are sent, and not by a look at all that came before. Once an hour's are used up, record_telemetry refuses by
-- reading one row; what goes past the limit in one step, or straight into the table, is written first and undone.
create table private.telemetry_usage (
  user_id uuid not null references auth.users (id) on delete cascade,
  hour timestamptz not null,
  events integer not null,
  primary key (user_id, hour)
);
comment on table private.telemetry_usage is 'How many events a user sent in an hour.';
comment on column private.telemetry_usage.hour is 'The beginning of the hour.';
comment on column private.telemetry_usage.events is 'How many were sent in it.';

create index telemetry_events_created_idx on public.telemetry_events using brin (created_at) with (pages_per_range = 32);
create index telemetry_events_name_idx on public.telemetry_events (name, created_at, user_id);
create index telemetry_events_user_id_idx on public.telemetry_events (user_id, created_at);
create index flag_exposures_flag_idx on public.flag_exposures (flag_name, flag_version, first_seen);

-- Private functions: what an event may be ------------------------------------------------------------

-- The column, and what is wrong with it, as `session_id required`.
create function private.telemetry_problem(p_event public.telemetry_events) returns text
language sql stable set search_path = '' as $$
  select case
    when p_event is null then 'event wrong_form'
    when p_event.session_id is null then 'session_id required'
    when p_event.name is null then 'name required'
    when p_event.name !~ '^[a-z][a-z0-9_]{0,39}$' then 'name wrong_form'
    when p_event.unit !~ '^[a-z][a-z0-9_/]{0,19}$' then 'unit wrong_form'
    when not coalesce(abs(p_event.value) <= 1e15, true) then 'value out_of_range' -- NaN and Infinity too: both are above
    when p_event.occurred_at is null then 'occurred_at required'
    when p_event.occurred_at not between now() - interval '24 hours' and now() + interval '5 minutes'
      then 'occurred_at out_of_range'
    else 'attributes ' || private.flat_problem(p_event.attributes, 2000)
  end
$$;
comment on function private.telemetry_problem(public.telemetry_events) is 'What is wrong with an event, as column and problem; null when nothing is.';
grant execute on function private.telemetry_problem(public.telemetry_events) to authenticated, service_role;

-- Any one event as the app sends it; null where it cannot even be read.
create function private.telemetry_event(p_event jsonb) returns public.telemetry_events
language plpgsql stable set search_path = '' as $$
declare
  event public.telemetry_events;
begin
  event.session_id := p_event ->> 'session_id';
  event.name := p_event ->> 'name';
  event.value := p_event ->> 'value';
  event.unit := p_event ->> 'unit';
  event.attributes := coalesce(nullif(p_event -> 'attributes', 'null'), '{}');
  event.occurred_at := coalesce((p_event ->> 'occurred_at')::timestamptz, now());
  return event;
exception when data_exception then
  return null;
end $$;
comment on function private.telemetry_event(jsonb) is 'An event as the app sends it; null when it cannot be read.';

-- Trigger functions ----------------------------------------------------------------------------

create function private.keep_telemetry_event() returns trigger language plpgsql set search_path = '' as $$
declare
  problem text;
begin
  if pg_column_size(new) > 16384 then
    perform private.refuse_great_row(tg_table_name, new);
  end if;
  if private.is_client() then
    new.id := gen_random_uuid();
    new.user_id := coalesce(auth.uid(), new.user_id);
    new.created_at := now();
  end if;
  problem := private.telemetry_problem(new);
  if problem is not null and auth.uid() is not null then
    perform private.fail('PT422', 'An event cannot be taken.', jsonb_build_object('reason', 'invalid_content',
      'table', 'telemetry_events', 'field', split_part(problem, ' ', 1), 'problem', split_part(problem, ' ', 2)),
      'Send events as record_telemetry takes them.');
  end if;
  return new;
end $$;
comment on function private.keep_telemetry_event() is 'Sets what a client may not say of an event, and refuses what no event is.';

create function private.refuse_past_hour(p_events bigint) returns void language sql set search_path = '' as $$
  select private.refuse_past_limit('max_telemetry_events_an_hour', p_events, 'At most %s events can be sent in an hour.',
    'Send fewer, or wait for the next hour.')
$$;
comment on function private.refuse_past_hour(bigint) is 'PT422 when a user has sent more events in an hour than they may.';

-- What users send is bounded a request and an hour; what operators load is not.
create function private.limit_telemetry() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  sent bigint;
  used integer;
begin
  if auth.uid() is null then
    return null;
  end if;
  select count(*) into sent from written;
  if sent = 0 then
    return null;
  end if;
  perform private.refuse_past_limit('max_telemetry_events_a_request', sent, 'A request can bring at most %s events.',
    'Send fewer at once.');
  insert into private.telemetry_usage as usage (user_id, hour, events)
  values (auth.uid(), date_trunc('hour', now()), sent)
  on conflict (user_id, hour) do update set events = usage.events + excluded.events
  returning events into used;
  perform private.refuse_past_hour(used);
  return null;
end $$;
comment on function private.limit_telemetry() is 'Refuses more events than a request or an hour may bring.';

-- Triggers -------------------------------------------------------------------------------------

select private.bound_rows_of('public.telemetry_events', 'max_telemetry_events_a_request');

create trigger keep_telemetry_event before insert on public.telemetry_events
  for each row execute function private.keep_telemetry_event();
create trigger limit_telemetry after insert on public.telemetry_events
  referencing new table as written for each statement execute function private.limit_telemetry();

-- Policies -------------------------------------------------------------------------------------
-- Nobody changes what was recorded; purging removes it.

alter table public.telemetry_events enable row level security;
alter table public.flag_exposures enable row level security;

create policy "Users send events of their own" on public.telemetry_events for insert to authenticated
  with check (user_id = (select auth.uid()) and not exists (
    select from public.profiles where profiles.user_id = (select auth.uid()) and not profiles.shares_usage));
create policy "Operators read events" on public.telemetry_events for select to authenticated
  using ((select private.is_ops()));
create policy "Operators read exposures" on public.flag_exposures for select to authenticated
  using ((select private.is_ops()));
