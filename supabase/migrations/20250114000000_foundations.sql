-- What every table and function after this one stands on: roles, errors, who calls, locks, and the parts that
-- triggers share. Everything runs unchanged on embedded PGlite, native PostgreSQL 17 and hosted Supabase.

-- The version of PostgreSQL ---------------------------------------------------------------------
-- Said here, before anything is made: an older one would fail somewhere in the middle, at a word that it does not know.

do $$
begin
  if current_setting('server_version_num')::integer < 170000 then
    raise exception 'Scenarios needs PostgreSQL 17, and this is %. Nothing was changed.', current_setting('server_version')
      using hint = 'Upgrade the project in its dashboard (Settings, Infrastructure), then push again.';
  end if;
end $$;

-- Roles ----------------------------------------------------------------------------------------
-- Supabase brings them; an embedded or native database may not have them yet.

do $$
begin
  if not exists (select from pg_roles where rolname = 'anon') then
    create role anon nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then
    create role authenticated nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin noinherit bypassrls;
  end if;
  -- Triggers that run as the user call auth.uid() by name; the embedded API does not open its schema to them.
  if not has_schema_privilege('authenticated', 'auth', 'usage') then
    grant usage on schema auth to anon, authenticated, service_role;
  end if;
end $$;

create schema if not exists private;

-- Tables ----------------------------------------------------------------------------------------

create table public.user_roles (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null check (role in ('admin', 'ops')),
  created_at timestamptz not null default now(),
  unique (user_id, role)
);

-- Private functions: errors and the caller --------------------------------------------------------

-- Over HTTP the message is the status line as well: a line break in what somebody typed would end it and begin a header of
-- their own, and proxies refuse to pass a long one on. The detail says the same in full.
create function private.status_line(p_message text) returns text
language sql immutable set search_path = '' as $$
  select case when length(line) > 300 then left(line, 299) || '…' else line end
  from regexp_replace(p_message, '[\u0001-\u001f\u007f-\u009f\u2028\u2029]+', ' ', 'g') as line
$$;

create function private.fail(p_code text, p_message text, p_detail jsonb, p_hint text)
returns void language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = p_code, message = private.status_line(p_message), detail = p_detail::text,
    hint = p_hint;
end $$;

-- A token outlives its account, so the account itself is asked for: one look-up by primary key.
create function private.caller() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  person constant uuid := auth.uid();
begin
  if person is null then
    perform private.fail('PT401', 'Sign in first.', '{"reason": "signed_out"}', 'Sign in and try again.');
  elsif not exists (select from auth.users where id = person) then
    perform private.fail('PT401', 'This account was deleted.', '{"reason": "account_deleted"}',
      'Sign in with another account.');
  end if;
  return person;
end $$;

-- `current_user` is the owner inside a security definer function; the setting `role` is not.
create function private.acting_role() returns name language sql stable set search_path = '' as $$
  select coalesce(nullif(current_setting('role', true), 'none'), session_user)::name
$$;

create function private.is_operator_role() returns boolean language sql stable set search_path = '' as $$
  select private.acting_role() = 'service_role'
      or private.acting_role() not in ('anon', 'authenticated')
     and pg_has_role(private.acting_role(), 'pg_database_owner', 'member')
$$;

create function private.is_admin() returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_operator_role()
      or exists (select from public.user_roles where user_id = auth.uid() and role = 'admin')
$$;

create function private.is_ops() returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_operator_role()
      or exists (select from public.user_roles where user_id = auth.uid())
$$;

-- Private functions: locks ------------------------------------------------------------------------
-- Lock order, everywhere: the user, their account, all flags (shared), then rows by table and id. Nobody waits long, and
-- few wait at once: each who waits has a connection, which others need.

create function private.refuse_busy(p_lock text) returns json language plpgsql set search_path = '' as $$
begin
  perform private.fail('PT503', 'The server is busy right now. Nothing has been changed.',
    jsonb_build_object('reason', 'busy', 'lock', p_lock), 'Try again in a moment.');
  return null;
end $$;

-- Whoever waits has one of a few seats until their transaction ends. Tried for without waiting, so that however much one
-- user sends at once, all but a few of it is answered before it costs anything.
create function private.wait_for_user(p_user_id uuid) returns void
language plpgsql security definer set search_path = '' set lock_timeout = '2s' as $$
begin
  for seat in 1 .. private.limit_of('max_waiting_writes') loop
    if pg_try_advisory_xact_lock(hashtextextended(p_user_id::text, seat)) then
      perform pg_advisory_xact_lock(hashtextextended(p_user_id::text, 0));
      return;
    end if;
  end loop;
  perform private.refuse_busy('user');
exception when lock_not_available or deadlock_detected then
  perform private.refuse_busy('user');
end $$;

create function private.lock_user(p_user_id uuid) returns void language plpgsql set search_path = '' as $$
begin
  if not pg_try_advisory_xact_lock(hashtextextended(p_user_id::text, 0)) then
    perform private.wait_for_user(p_user_id);
  end if;
end $$;

create function private.wait_for_account() returns void
language plpgsql security definer set search_path = '' set lock_timeout = '2s' as $$
begin
  perform from auth.users where id = auth.uid() for key share;
  if not found then
    perform private.caller();
  end if;
exception when lock_not_available or deadlock_detected then
  perform private.refuse_busy('account');
end $$;

-- Foreign keys would lock the account all the same, but after other rows of the user, which deleting an account takes in
-- the other order.
create function private.hold_account() returns void language plpgsql security definer set search_path = '' as $$
begin
  perform from auth.users where id = auth.uid() for key share skip locked;
  if not found then
    perform private.wait_for_account();
  end if;
end $$;

create function private.lock_caller() returns void language plpgsql set search_path = '' as $$
begin
  perform private.lock_user(auth.uid());
  -- After the lock, which may have waited for the end of the account.
  perform private.hold_account();
end $$;

-- Private functions: parts of triggers ----------------------------------------------------------

create function private.lock_before_write() returns trigger language plpgsql set search_path = '' as $$
begin
  if auth.uid() is not null then
    perform private.lock_user(auth.uid());
    -- Our functions hold it already.
    if current_user in ('anon', 'authenticated', 'service_role') then
      perform private.hold_account();
    end if;
  end if;
  return null;
end $$;

create function private.refuse_edit_of_deleted() returns void language sql set search_path = '' as $$
  select private.fail('PT409', 'This was deleted meanwhile.', '{"reason": "deleted"}', 'Restore it first.')
$$;

create function private.refuse_change_of_kind() returns void language sql set search_path = '' as $$
  select private.fail('PT422', 'The kind of an investment never changes.',
    '{"reason": "invalid_content", "field": "kind", "problem": "immutable"}', 'Add one of that kind.')
$$;

create function private.refuse_added_before(p_request_id uuid) returns void language sql set search_path = '' as $$
  select private.fail('PT409', 'This was added before.',
    jsonb_build_object('reason', 'already_added', 'request_id', p_request_id), 'Look at what was added.')
$$;

-- Room for a change a second for thirty years above whatever an operator sets. What our functions write for a user rose from
-- there by itself.
create function private.refuse_version(p_table text, p_field text) returns void language sql set search_path = '' as $$
  select private.fail('PT422', 'A version is a number from 1 to 1000000000.',
    jsonb_build_object('reason', 'invalid_content', 'table', p_table, 'field', p_field, 'problem', 'out_of_range',
      'min', 1, 'max', 1000000000), 'Leave it out: it rises by itself.')
$$;

-- Before a not-null constraint says it less kindly.
create function private.refuse_missing(p_table text, p_content jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  missing text;
begin
  select key into missing from jsonb_each(p_content) where value = 'null' limit 1;
  if found then
    perform private.fail('PT422', format('%s is needed.', missing), jsonb_build_object('reason', 'invalid_content',
      'table', p_table, 'field', missing, 'problem', 'required',
      'errors', jsonb_build_array(jsonb_build_object('field', missing, 'problem', 'required'))),
      'Correct the field and try again.');
  end if;
end $$;

-- Policies are asked after row triggers: whether an account exists is told to administrators only.
create function private.refuse_unknown_user(p_user_id uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if private.is_admin() and not exists (select from auth.users where id = p_user_id) then
    perform private.fail('PT404', 'There is no such user.',
      jsonb_build_object('reason', 'not_found', 'user_id', p_user_id), 'Look the account up again.');
  end if;
end $$;

create function private.keep_role() returns trigger language plpgsql set search_path = '' as $$
begin
  if not (new.user_id, new.role) is not null then
    perform private.refuse_missing(tg_table_name, jsonb_build_object('user_id', new.user_id, 'role', new.role));
  end if;
  if new.role not in ('admin', 'ops') then
    perform private.fail('PT422', 'There is no such role.',
      '{"reason": "invalid_content", "table": "user_roles", "field": "role", "problem": "not_an_option", "options": ["admin", "ops"]}',
      'Give admin or ops.');
  end if;
  perform private.refuse_unknown_user(new.user_id);
  return new;
end $$;

-- 5 and 5.0 are the same number, and a browser knows only one of them: what is equal is left as it was written.
create function private.keep_forms(p_stored jsonb, p_params jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  if p_params = p_stored then
    return p_stored;
  elsif p_stored is null or jsonb_typeof(p_params) <> 'object' then
    return p_params;
  end if;
  return p_params || (p_stored - array(
    select key from jsonb_each(p_stored) where p_params -> key is distinct from value));
end $$;

-- Triggers --------------------------------------------------------------------------------------

create trigger keep_role before insert or update on public.user_roles
  for each row execute function private.keep_role();

-- Policies --------------------------------------------------------------------------------------

alter table public.user_roles enable row level security;

create policy "Users see their own roles, admins see all" on public.user_roles for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));
create policy "Admins give roles" on public.user_roles for insert to authenticated
  with check ((select private.is_admin()));
create policy "Admins change roles" on public.user_roles for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Admins take roles away" on public.user_roles for delete to authenticated
  using ((select private.is_admin()));

-- Grants ----------------------------------------------------------------------------------------

revoke all on public.user_roles from anon, authenticated, service_role;
grant select, insert, update, delete on public.user_roles to authenticated, service_role;

revoke execute on all functions in schema private from public;
grant usage on schema private to authenticated, service_role;
grant execute on function private.status_line(text), private.fail(text, text, jsonb, text), private.caller(), private.acting_role(),
  private.is_operator_role(), private.is_admin(), private.is_ops(), private.refuse_busy(text), private.lock_user(uuid),
  private.wait_for_user(uuid), private.hold_account(),
  private.keep_forms(jsonb, jsonb), private.refuse_edit_of_deleted(), private.refuse_change_of_kind(), private.refuse_added_before(uuid),
  private.refuse_missing(text, jsonb), private.refuse_unknown_user(uuid) to authenticated, service_role;

-- Comments --------------------------------------------------------------------------------------

comment on schema private is 'What the API must not reach: helpers, the merge, and whatever needs more rights than its caller.';
comment on table public.user_roles is 'Who administers flags and roles (admin) and who operates and monitors (ops).';
comment on column public.user_roles.role is 'admin: changes flags and roles; ops: sees monitoring and operates. An admin is both.';
comment on function private.status_line(text) is 'A message on one line, without control characters, at most 300 characters long.';
comment on function private.fail(text, text, jsonb, text) is 'Raises an error the API maps to its HTTP status (PT404 is 404), with a machine-readable detail and a hint.';
comment on function private.caller() is 'The signed-in user; PT401 when there is none, or the account was deleted.';
comment on function private.acting_role() is 'The role of the request, also inside security definer functions.';
comment on function private.is_operator_role() is 'Whether the request comes from the service role or an owner of the database.';
comment on function private.is_admin() is 'Whether the request may change flags and roles.';
comment on function private.is_ops() is 'Whether the request may see monitoring and run operations.';
comment on function private.refuse_busy(text) is 'PT503 naming what was waited for in vain: user, account, flags or rows. The same request may be sent again.';
comment on function private.lock_user(uuid) is 'First lock of every writer: a user''s writes come one after the other. PT503 when too many wait, or too long.';
comment on function private.wait_for_user(uuid) is 'Takes the lock of a user after a wait of at most lock_timeout; PT503 when max_waiting_writes wait already.';
comment on function private.wait_for_account() is 'As hold_account, while somebody else has locked the account.';
comment on function private.hold_account() is 'Keeps the account of the caller from being deleted before the transaction ends; PT401 as caller, PT503 while it is being deleted.';
comment on function private.lock_caller() is 'The locks of a writer for the signed-in user; PT401 as caller, PT503 as lock_user.';
comment on function private.lock_before_write() is 'Takes the locks of a writer before the rows of any direct write of a user; PT401 when the account was deleted.';
comment on function private.refuse_edit_of_deleted() is 'PT409: a deleted row is restored before it is edited.';
comment on function private.refuse_change_of_kind() is 'PT422: kind never changes.';
comment on function private.refuse_added_before(uuid) is 'PT409: a request whose answer was lost is not carried out twice.';
comment on function private.refuse_version(text, text) is 'PT422 for a version that an operator sets and no row can have reached.';
comment on function private.refuse_missing(text, jsonb) is 'PT422 naming the first column that is null.';
comment on function private.refuse_unknown_user(uuid) is 'PT404 when an administrator names an account that does not exist.';
comment on function private.keep_role() is 'Refuses roles that cannot be, in words.';
comment on function private.keep_forms(jsonb, jsonb) is 'Params with each number that equals the stored one written as it is stored, so that undoing restores every byte.';
