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

-- Private functions: recording ---------------------------------------------------------------------

-- The database says which arm a user is in: a client cannot claim one.
create function private.note_exposures() returns void language sql set search_path = '' as $$
  insert into public.flag_exposures as known (user_id, flag_name, flag_version, enabled, reason)
  select auth.uid(), state.flag_name, flag.version, state.enabled, state.reason
  from private.flag_states(auth.uid()) as state
  join public.feature_flags as flag using (flag_name)
  on conflict (user_id, flag_name, flag_version, enabled) do update set last_seen = now()
  -- Seen is seen: a row is not written anew with each page.
  where known.last_seen < now() - interval '5 minutes'
$$;
comment on function private.note_exposures() is 'Notes which flags are on and off for the caller.';

create function private.record_telemetry(p_events jsonb) returns json
language plpgsql security definer set search_path = '' as $$
declare
  events jsonb;
  answer json;
begin
  perform private.hold_account();
  events := private.document(p_events, 'p_events');
  if jsonb_typeof(events) is distinct from 'array' then
    perform private.refuse_argument('p_events', 'Events must be a list.', 'Send [{"session_id": …, "name": …}].');
  end if;
  perform private.refuse_past_limit('max_telemetry_events_a_request', jsonb_array_length(events),
    'A request can bring at most %s events.', 'Send fewer at once.');
  -- Switched off is switched off, also for a tab that has not heard of it yet.
  if exists (select from public.profiles where user_id = auth.uid() and not shares_usage) then
    return json_build_object('accepted', 0, 'dropped', jsonb_array_length(events), 'reasons',
      case when events = '[]' then '{}' else jsonb_build_object('switched_off', jsonb_array_length(events)) end);
  end if;
  if events <> '[]' then
    perform private.refuse_past_hour(1 + usage.events) from private.telemetry_usage as usage
    where user_id = auth.uid() and hour = date_trunc('hour', now());
  end if;
  perform private.note_exposures();
  with given as materialized (
    select event, private.telemetry_problem(event) as problem
    from jsonb_array_elements(events) as sent (value)
    cross join lateral private.telemetry_event(sent.value) as event
  ),
  kept as (
    insert into public.telemetry_events (user_id, session_id, name, value, unit, attributes, occurred_at)
    select auth.uid(), (event).session_id, (event).name, (event).value, (event).unit, (event).attributes, (event).occurred_at
    from given where problem is null
    returning id
  )
  select json_build_object('accepted', (select count(*) from kept),
    'dropped', (select count(*) from given where problem is not null),
    'reasons', (select coalesce(json_object_agg(problem, number), '{}')
      from (select problem, count(*) as number from given where problem is not null group by problem) as dropped))
  into answer;
  return answer;
end $$;
comment on function private.record_telemetry(jsonb) is 'See public.record_telemetry.';
grant execute on function private.record_telemetry(jsonb) to authenticated, service_role;

-- In batches, so that whoever has little time stops after one.
create function private.delete_older(p_table regclass, p_column name, p_before timestamptz, p_until timestamptz,
  p_condition text default 'true')
returns bigint language plpgsql set search_path = '' as $$
declare
  number bigint;
  total bigint := 0;
begin
  loop
    execute format('delete from %1$s where %2$I < $1 and ctid = any (array(
      select ctid from %1$s where %2$I < $1 and %3$s limit 10000))', p_table, p_column, p_condition) using p_before;
    get diagnostics number = row_count;
    total := total + number;
    exit when number = 0 or clock_timestamp() > p_until;
  end loop;
  return total;
end $$;
comment on function private.delete_older(regclass, name, timestamptz, timestamptz, text) is 'Deletes the rows of a table that are older than a time, until another time has come; answers how many.';

create function private.purge_telemetry(p_older_than interval, p_until timestamptz) returns json
language plpgsql security definer set search_path = '' set statement_timeout = '5min' as $$
declare
  -- Gates count from the beginning of the period that goes on.
  before constant timestamptz := least(now() - p_older_than,
    (select started_at from private.rollout_periods where ended_at is null));
  events bigint; exposures bigint;
begin
  perform private.require_role(private.is_ops(), 'ops');
  if p_older_than is null or p_older_than < interval '0' then
    perform private.refuse_argument('p_older_than', 'An age is needed.', 'Send an interval such as 90 days.');
  end if;
  events := private.delete_older('public.telemetry_events', 'created_at', before, p_until);
  exposures := private.delete_older('public.flag_exposures', 'last_seen', before, p_until);
  perform private.delete_older('private.telemetry_usage', 'hour', before, p_until);
  return json_build_object('events', events, 'exposures', exposures);
end $$;
comment on function private.purge_telemetry(interval, timestamptz) is 'See public.purge_telemetry.';
grant execute on function private.purge_telemetry(interval, timestamptz) to authenticated, service_role;

-- Public functions -----------------------------------------------------------------------------

create function public.record_telemetry(p_events jsonb) returns json language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.record_telemetry(private.small(p_events, 'max_telemetry_bytes'));
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.record_telemetry(jsonb) is 'Takes events [{session_id, name, value, unit, attributes, occurred_at}], notes the flags the caller meets: {accepted, dropped, reasons}. One wrong event is dropped, the rest are taken; with profiles.shares_usage off none is.';
revoke execute on function public.record_telemetry(jsonb) from public, anon;
grant execute on function public.record_telemetry(jsonb) to authenticated, service_role;

create function public.purge_telemetry(p_older_than interval default '90 days')
returns json language plpgsql volatile set search_path = '' set statement_timeout = '5min' as $$
begin
  return private.purge_telemetry(p_older_than, 'infinity');
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.purge_telemetry(interval) is 'For operators: removes events and exposures older than this, but none that the phase under way counts: {events, exposures}.';
revoke execute on function public.purge_telemetry(interval) from public, anon;
grant execute on function public.purge_telemetry(interval) to authenticated, service_role;

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

-- Grants ---------------------------------------------------------------------------------------

revoke all on public.telemetry_events, public.flag_exposures from anon, authenticated, service_role;
grant select, insert (session_id, name, value, unit, attributes, occurred_at) on public.telemetry_events to authenticated;
grant select on public.flag_exposures to authenticated;
grant select, insert on public.telemetry_events to service_role;
grant select on public.flag_exposures to service_role;

revoke execute on all functions in schema private from public;
