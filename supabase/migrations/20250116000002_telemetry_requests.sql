-- What is done with telemetry: the app sends it, operators remove what is old.

-- Private functions ----------------------------------------------------------------------------

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
  if exists (select from public.profiles where user_id = (select auth.uid()) and not shares_usage) then
    return json_build_object('accepted', 0, 'dropped', jsonb_array_length(events), 'reasons',
      case when events = '[]' then '{}' else jsonb_build_object('switched_off', jsonb_array_length(events)) end);
  end if;
  if events <> '[]' then
    perform private.refuse_past_hour(1 + usage.events) from private.telemetry_usage as usage
    where user_id = (select auth.uid()) and hour = date_trunc('hour', now());
  end if;
  perform private.note_exposures();
  with given as materialized (
    select event, private.telemetry_problem(event) as problem
    from jsonb_array_elements(events) as sent (value)
    cross join lateral private.telemetry_event(sent.value) as event
  ),
  kept as (
    insert into public.telemetry_events (user_id, session_id, name, value, unit, attributes, occurred_at)
    select (select auth.uid()), (event).session_id, (event).name, (event).value, (event).unit, (event).attributes, (event).occurred_at
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
