-- What every table and function after this one stands on: roles, errors, who calls. Everything runs unchanged on embedded
-- PGlite, native PostgreSQL 17 and hosted Supabase.
--
-- What stands at many a function is said here, once. The planner knows nothing of a list that is given, and of a user who came after
-- its last statistics it expects one row; so, where thousands may come:
--   rows 1000, enable_nestloop = off: what is many is hashed, and not each compared with each;
--   (a = b) is true: as a = b, but no condition of an index, so that rows are entered by the other one, which is their id;
--   jit = off, max_parallel_workers_per_gather = 0: to compile a plan, or to begin to share it, takes longer than to carry it out;
--   work_mem: what is sorted or hashed stays in memory.

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
comment on schema private is 'What the API must not reach: helpers, the merge, and whatever needs more rights than its caller.';
grant usage on schema private to authenticated, service_role;

-- Tables ----------------------------------------------------------------------------------------

create table public.user_roles (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null check (role in ('admin', 'ops')),
  created_at timestamptz not null default now(),
  unique (user_id, role)
);
comment on table public.user_roles is 'Who administers flags and roles (admin) and who operates and monitors (ops).';
comment on column public.user_roles.role is 'admin: changes flags and roles; ops: sees monitoring and operates. An admin is both.';
revoke all on public.user_roles from anon, authenticated, service_role;
grant select, insert, update, delete on public.user_roles to authenticated, service_role;

-- Private functions: errors and the caller --------------------------------------------------------

-- Over HTTP the message is the status line as well: a line break in what somebody typed would end it and begin a header of
-- their own, and proxies refuse to pass a long one on. The detail says the same in full.
create function private.status_line(p_message text) returns text
language sql immutable set search_path = '' as $$
  select case when length(line) > 300 then left(line, 299) || '…' else line end
  from regexp_replace(p_message, '[\u0001-\u001f\u007f-\u009f\u2028\u2029]+', ' ', 'g') as line
$$;
comment on function private.status_line(text) is 'A message on one line, without control characters, at most 300 characters long.';
grant execute on function private.status_line(text) to authenticated, service_role;

create function private.fail(p_code text, p_message text, p_detail jsonb, p_hint text)
returns void language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = p_code, message = private.status_line(p_message), detail = p_detail::text,
    hint = p_hint;
end $$;
comment on function private.fail(text, text, jsonb, text) is 'Raises an error the API maps to its HTTP status (PT404 is 404), with a machine-readable detail and a hint.';
grant execute on function private.fail(text, text, jsonb, text) to authenticated, service_role;

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
comment on function private.caller() is 'The signed-in user; PT401 when there is none, or the account was deleted.';
grant execute on function private.caller() to authenticated, service_role;

-- `current_user` is the owner inside a security definer function; the setting `role` is not.
create function private.acting_role() returns name language sql stable set search_path = '' as $$
  select coalesce(nullif(current_setting('role', true), 'none'), session_user)::name
$$;
comment on function private.acting_role() is 'The role of the request, also inside security definer functions.';
grant execute on function private.acting_role() to authenticated, service_role;

create function private.is_operator_role() returns boolean language sql stable set search_path = '' as $$
  select private.acting_role() = 'service_role'
      or private.acting_role() not in ('anon', 'authenticated')
     and pg_has_role(private.acting_role(), 'pg_database_owner', 'member')
$$;
comment on function private.is_operator_role() is 'Whether the request comes from the service role or an owner of the database.';
grant execute on function private.is_operator_role() to authenticated, service_role;

-- Asked once a row, where a plpgsql function takes half the time of one in SQL with a search path.
create function private.is_client() returns boolean language plpgsql stable set search_path = '' as $$
begin
  return current_user in ('anon', 'authenticated', 'service_role');
end $$;
comment on function private.is_client() is 'Whether a role of the API itself writes a row, not one of our functions for it, nor an owner of the database.';
grant execute on function private.is_client() to authenticated, service_role;

create function private.is_admin() returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_operator_role()
      or exists (select from public.user_roles where user_id = (select auth.uid()) and role = 'admin')
$$;
comment on function private.is_admin() is 'Whether the request may change flags and roles.';
grant execute on function private.is_admin() to authenticated, service_role;

create function private.is_ops() returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_operator_role()
      or exists (select from public.user_roles where user_id = (select auth.uid()))
$$;
comment on function private.is_ops() is 'Whether the request may see monitoring and run operations.';
grant execute on function private.is_ops() to authenticated, service_role;

-- Before a not-null constraint says it less kindly. Triggers count nulls first: nothing is built for a row that is whole.
create function private.refuse_missing(p_table text, p_row jsonb, p_needed text[]) returns void
language plpgsql set search_path = '' as $$
declare
  missing text;
begin
  select key into missing from jsonb_each(p_row) where key = any (p_needed) and value = 'null' limit 1;
  if found then
    perform private.fail('PT422', format('%s is needed.', missing), jsonb_build_object('reason', 'invalid_content',
      'table', p_table, 'field', missing, 'problem', 'required',
      'errors', jsonb_build_array(jsonb_build_object('field', missing, 'problem', 'required'))),
      'Correct the field and try again.');
  end if;
end $$;
comment on function private.refuse_missing(text, jsonb, text[]) is 'PT422 naming the first needed column that is null.';
grant execute on function private.refuse_missing(text, jsonb, text[]) to authenticated, service_role;

-- Policies are asked after row triggers: whether an account exists is told to administrators only.
create function private.refuse_unknown_user(p_user_id uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if private.is_admin() and not exists (select from auth.users where id = p_user_id) then
    perform private.fail('PT404', 'There is no such user.',
      jsonb_build_object('reason', 'not_found', 'user_id', p_user_id), 'Look the account up again.');
  end if;
end $$;
comment on function private.refuse_unknown_user(uuid) is 'PT404 when an administrator names an account that does not exist.';
grant execute on function private.refuse_unknown_user(uuid) to authenticated, service_role;

create function private.keep_role() returns trigger language plpgsql set search_path = '' as $$
begin
  if num_nulls(new.user_id, new.role) > 0 then
    perform private.refuse_missing(tg_table_name, to_jsonb(new), '{user_id,role}');
  end if;
  if new.role not in ('admin', 'ops') then
    perform private.fail('PT422', 'There is no such role.',
      '{"reason": "invalid_content", "table": "user_roles", "field": "role", "problem": "not_an_option", "options": ["admin", "ops"]}',
      'Give admin or ops.');
  end if;
  perform private.refuse_unknown_user(new.user_id);
  return new;
end $$;
comment on function private.keep_role() is 'Refuses roles that cannot be, in words.';

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
