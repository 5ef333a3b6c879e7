-- What operators and account owners need: the end of an account, purging, and the switches of flags.

-- Private functions: operators only ---------------------------------------------------------------

create function private.require_role(p_is_allowed boolean, p_role text) returns void
language plpgsql set search_path = '' as $$
begin
  if not p_is_allowed then
    perform private.fail('PT403', 'You may not do this.', jsonb_build_object('reason', 'role_needed', 'role', p_role),
      'Ask an administrator.');
  end if;
end $$;
comment on function private.require_role(boolean, text) is 'PT403 naming the role that is needed.';
grant execute on function private.require_role(boolean, text) to authenticated, service_role;

-- Locks what goes with these scenarios, without waiting.
create function private.held_scenarios(p_ids uuid[]) returns uuid[] language sql volatile set search_path = '' as $$
  with copy as materialized (
    select scenario_id from public.scenario_instances where scenario_id = any (p_ids) for update skip locked
  ),
  entry as materialized (
    select scenario_id from public.scenario_applications where scenario_id = any (p_ids) for no key update skip locked
  )
  select array(select doomed.id from unnest(p_ids) as doomed (id)
    where (select count(*) from copy where scenario_id = doomed.id)
        < (select count(*) from public.scenario_instances where scenario_id = doomed.id)
      or (select count(*) from entry where scenario_id = doomed.id)
        < (select count(*) from public.scenario_applications where scenario_id = doomed.id))
$$;
comment on function private.held_scenarios(uuid[]) is 'Those of some scenarios whose copies or history somebody else has locked.';

-- In batches, so that whoever has little time stops after one. What somebody holds is left for the next time, and so is
-- whatever a cascade would have to wait for: a row whose user is being deleted, a scenario with a copy or an entry of
-- history that is held.
create function private.purge_deleted(p_older_than interval, p_until timestamptz) returns json
language plpgsql security definer set search_path = '' as $$
declare
  before constant timestamptz := now() - p_older_than;
  instances bigint := 0; scenarios bigint := 0; scenario_instances bigint := 0;
  doomed uuid[]; held uuid[] := '{}';
  number bigint;
  in_batch bigint;
begin
  perform private.require_role(private.is_ops(), 'ops');
  if p_older_than is null or p_older_than < interval '0' then
    perform private.refuse_argument('p_older_than', 'An age is needed.', 'Send an interval such as 30 days.');
  end if;
  loop
    -- In the lock order of every writer.
    delete from public.instances where id = any (array(
      select instance.id from public.instances as instance join auth.users as person on person.id = instance.user_id
      where instance.deleted_at < before order by instance.deleted_at limit 1000
      for update of instance skip locked for key share of person skip locked));
    get diagnostics number = row_count;
    instances := instances + number;
    in_batch := number;
    delete from public.scenario_instances where id = any (array(
      select id from public.scenario_instances where deleted_at < before order by deleted_at limit 1000
      for update skip locked));
    get diagnostics number = row_count;
    scenario_instances := scenario_instances + number;
    in_batch := in_batch + number;
    -- Fewer: each takes its copies with it.
    doomed := array(select id from public.scenarios where deleted_at < before and id <> all (held)
      order by deleted_at limit 10 for update skip locked);
    held := held || private.held_scenarios(doomed);
    delete from public.scenarios where id = any (doomed) and id <> all (held);
    get diagnostics number = row_count;
    scenarios := scenarios + number;
    exit when in_batch + cardinality(doomed) = 0 or clock_timestamp() > p_until;
  end loop;
  return json_build_object('instances', instances, 'scenarios', scenarios, 'scenario_instances', scenario_instances);
end $$;
comment on function private.purge_deleted(interval, timestamptz) is 'See public.purge_deleted.';
grant execute on function private.purge_deleted(interval, timestamptz) to authenticated, service_role;

-- Private functions: the account ------------------------------------------------------------------

create function private.delete_account() returns json
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_caller();
  -- Everything of the user hangs on this row.
  delete from auth.users where id = (select auth.uid());
  return json_build_object('deleted', true);
end $$;
comment on function private.delete_account() is 'See public.delete_account.';
grant execute on function private.delete_account() to authenticated, service_role;

-- Private functions: flags ------------------------------------------------------------------------

create function private.set_feature_flag_for_emails(p_flag_name text, p_emails text[], p_enabled boolean, p_reason text)
returns json language plpgsql security definer set search_path = '' as $$
declare
  answer json;
begin
  perform private.require_role(private.is_admin(), 'admin');
  perform private.known_flag(p_flag_name);
  if coalesce(cardinality(p_emails), 0) = 0 or p_enabled is null then
    perform private.refuse_argument(case when p_enabled is null then 'p_enabled' else 'p_emails' end,
      'E-mail addresses and on or off are needed.', 'Send at least one address.');
  end if;
  with wanted as (
    select distinct lower(btrim(email)) as email from unnest(p_emails) as email where btrim(email) <> ''
  ),
  person as (
    select wanted.email, users.id from wanted left join auth.users as users on lower(users.email) = wanted.email
  ),
  written as (
    insert into public.user_feature_flags (user_id, flag_name, enabled, reason)
    select id, p_flag_name, p_enabled, p_reason from person where id is not null
    on conflict (user_id, flag_name) do update set enabled = excluded.enabled, reason = excluded.reason
    returning user_id
  )
  select json_build_object('flag_name', p_flag_name, 'enabled', p_enabled,
    'set', (select count(*) from written),
    'unknown_emails', coalesce((select json_agg(email order by email) from person where id is null), '[]'))
  into answer;
  return answer;
end $$;
comment on function private.set_feature_flag_for_emails(text, text[], boolean, text) is 'See public.set_feature_flag_for_emails.';
grant execute on function private.set_feature_flag_for_emails(text, text[], boolean, text) to authenticated, service_role;

-- Writers hold it shared until they commit; those that come later wait a moment, see the flag off, or are told to come again.
-- A wait without an end would keep everybody from writing as long as a single transaction is left open.
create function private.drain_writers(p_flag_name text) returns boolean language plpgsql set search_path = '' as $$
declare
  bound constant text := current_setting('lock_timeout');
begin
  if bound = '0' then
    perform set_config('lock_timeout', '10s', true);
  end if;
  -- The flag first: nobody is kept from writing while another transaction that changes it is waited for.
  perform from public.feature_flags where flag_name = p_flag_name for update;
  perform pg_advisory_xact_lock(hashtext('scenarios'), hashtext('feature_flags'));
  perform set_config('lock_timeout', bound, true);
  return true;
exception when lock_not_available or deadlock_detected then -- which put lock_timeout back
  return false;
end $$;
comment on function private.drain_writers(text) is 'Locks a flag and waits until every writer that had started is done; false when they were not within lock_timeout, or ten seconds where there is none.';

-- Of the sessions alone, never of what they say: queries hold what users own.
create function private.unfinished_writers(p_flag_name text) returns jsonb
language sql volatile security definer set search_path = '' as $$
  with recursive waited_for (pid, is_writer) as (
    select pid, true from pg_locks
    where locktype = 'advisory' and classid = hashtext('scenarios')::oid and objid = hashtext('feature_flags')::oid
      and database = (select oid from pg_database where datname = current_database())
      and granted and pid <> pg_backend_pid()
    union
    select pid, false from pg_locks
    where locktype = 'transactionid' and granted and mode = 'ExclusiveLock' and pid <> pg_backend_pid()
      and transactionid = (select xmax from public.feature_flags where flag_name = p_flag_name)
    union
    select blocking.pid, false from waited_for cross join unnest(pg_blocking_pids(waited_for.pid)) as blocking (pid)
    where blocking.pid <> pg_backend_pid()
  )
  select coalesce(jsonb_agg(jsonb_build_object('pid', pid, 'is_writer', is_writer, 'database_user', session.usename,
    'application', session.application_name, 'state', session.state, 'since', session.xact_start,
    'waits_for', to_jsonb(pg_blocking_pids(pid))) order by session.xact_start, pid), '[]')
  from (select pid, bool_or(is_writer) as is_writer from waited_for group by pid) as waited_for
  left join pg_stat_activity as session using (pid)
$$;
comment on function private.unfinished_writers(text) is 'The sessions whose transaction writes what flags guard or changes this flag, and those that they wait for: [{pid, is_writer, database_user, application, state, since, waits_for}], oldest first. Null is what the owner of the database may not see.';

create function private.refuse_undrained(p_flag_name text) returns void language plpgsql set search_path = '' as $$
declare
  sessions constant jsonb := private.unfinished_writers(p_flag_name);
  -- Whom the others wait for, and who waits for nobody.
  first text;
begin
  select string_agg(format('select pg_terminate_backend(%s);', value ->> 'pid'), ' ') into first
  from jsonb_array_elements(sessions) where value -> 'waits_for' = '[]';
  perform private.fail('PT409', 'The flag was not changed: writers did not finish in time.',
    jsonb_build_object('reason', 'lock_timeout', 'waiting_for', sessions),
    coalesce('Look at waiting_for in the detail. End what is stuck, as the owner of the database: ' || first || ' Then try',
      'Try') || ' again, or turn the flag off with an update, which does not wait.');
end $$;
comment on function private.refuse_undrained(text) is 'PT409 naming the sessions that keep a flag from being switched off, and how to end the first of them.';

create function private.switch_off(p_flag_name text, p_reason text) returns boolean
language plpgsql set search_path = '' as $$
declare
  was_enabled boolean;
begin
  select enabled into was_enabled from public.feature_flags where flag_name = p_flag_name for update;
  update public.feature_flags set enabled = false, change_reason = p_reason where flag_name = p_flag_name;
  return was_enabled;
end $$;
comment on function private.switch_off(text, text) is 'Turns a flag off; answers whether it was on.';

create function private.refuse_without_reason(p_reason text) returns void language plpgsql set search_path = '' as $$
begin
  if nullif(btrim(p_reason), '') is null then
    perform private.refuse_argument('p_reason', 'A reason is needed.', 'Say why; it goes into the audit.');
  end if;
end $$;
comment on function private.refuse_without_reason(text) is 'PT400 when no reason is given.';

create function private.kill_feature(p_flag_name text, p_reason text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  started constant timestamptz := clock_timestamp();
begin
  perform private.require_role(private.is_admin(), 'admin');
  perform private.known_flag(p_flag_name);
  perform private.refuse_without_reason(p_reason);
  if not private.drain_writers(p_flag_name) then
    perform private.refuse_undrained(p_flag_name);
  end if;
  return json_build_object('flag_name', p_flag_name, 'was_enabled', private.switch_off(p_flag_name, p_reason),
    'waited_ms', private.milliseconds_since(started));
end $$;
comment on function private.kill_feature(text, text) is 'See public.kill_feature.';
grant execute on function private.kill_feature(text, text) to authenticated, service_role;

-- Public functions -----------------------------------------------------------------------------
-- What may take long says so: PostgREST takes a function's own statement_timeout over for its request, in place of the
-- eight seconds that a hosted project allows.

create function public.purge_deleted(p_older_than interval default '30 days')
returns json language plpgsql volatile set search_path = '' set statement_timeout = '5min' as $$
begin
  return private.purge_deleted(p_older_than, 'infinity');
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.purge_deleted(interval) is 'For operators: removes for good what was deleted longer ago than this; history stays.';
revoke execute on function public.purge_deleted(interval) from public, anon;
grant execute on function public.purge_deleted(interval) to authenticated, service_role;

create function public.delete_account() returns json
language plpgsql volatile set search_path = '' set lock_timeout = '4s' set statement_timeout = '5min' as $$
begin
  return private.delete_account();
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.delete_account() is 'Deletes the caller and everything of theirs, for good.';
revoke execute on function public.delete_account() from public, anon;
grant execute on function public.delete_account() to authenticated, service_role;

create function public.set_feature_flag_for_emails(p_flag_name text, p_emails text[], p_enabled boolean,
  p_reason text default null)
returns json language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.set_feature_flag_for_emails(private.short(p_flag_name, 'flag_name'),
    private.few(p_emails, 'max_emails_a_request'), p_enabled, private.short(p_reason, 'reason'));
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.set_feature_flag_for_emails(text, text[], boolean, text) is 'For admins: overrides of a flag for a list of users: {set, unknown_emails}.';
revoke execute on function public.set_feature_flag_for_emails(text, text[], boolean, text) from public, anon;
grant execute on function public.set_feature_flag_for_emails(text, text[], boolean, text) to authenticated, service_role;

create function public.kill_feature(p_flag_name text, p_reason text)
returns json language plpgsql volatile set search_path = '' set statement_timeout = '1min' as $$
begin
  return private.kill_feature(private.short(p_flag_name, 'flag_name'), private.short(p_reason, 'reason'));
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.kill_feature(text, text) is 'For admins: turns a flag off and returns only when every writer that had started is done: {flag_name, was_enabled, waited_ms}. After lock_timeout, or ten seconds where there is none, PT409 with the sessions that it waited for.';
revoke execute on function public.kill_feature(text, text) from public, anon;
grant execute on function public.kill_feature(text, text) to authenticated, service_role;
