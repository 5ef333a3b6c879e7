-- Instances: the real investments of a user, with what needs to be true of every table after this one.
-- Everything here runs unchanged on embedded PGlite, native PostgreSQL 17 and hosted Supabase.

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

-- Tables ---------------------------------------------------------------------------------------

create table public.user_roles (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null check (role in ('admin', 'ops')),
  created_at timestamptz not null default now(),
  unique (user_id, role)
);

create table public.profiles (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null unique default auth.uid() references auth.users (id) on delete cascade,
  currency text not null default 'AUD',
  locale text not null default 'en-AU',
  theme text not null default 'auto',
  assumptions jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table public.instances (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  lineage_id uuid not null default gen_random_uuid(),
  name text not null,
  kind text not null,
  status text not null default 'active',
  params jsonb not null default '{}',
  request_id uuid,
  version integer not null default 1,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (fillfactor = 75);

create index instances_user_id_idx on public.instances (user_id, id);
create unique index instances_request_idx on public.instances (user_id, request_id) where request_id is not null;
create index instances_deleted_idx on public.instances (deleted_at) where deleted_at is not null;

-- Private functions: errors and the caller --------------------------------------------------------

create function private.fail(p_code text, p_message text, p_detail jsonb, p_hint text)
returns void language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = p_code, message = p_message, detail = p_detail::text, hint = p_hint;
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

-- Private functions: locks and limits -------------------------------------------------------------
-- Lock order, everywhere: all flags (shared), then the user, then rows by table and id.

create function private.lock_user(p_user_id uuid) returns void language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('scenarios'), hashtext('feature_flags'));
  if p_user_id is not null then
    perform pg_advisory_xact_lock(hashtextextended(p_user_id::text, 0));
  end if;
end $$;

create function private.lock_caller() returns void language plpgsql set search_path = '' as $$
begin
  perform private.lock_user(auth.uid());
  -- Asked for after the lock, which may have waited for the end of the account.
  perform private.caller();
end $$;

create function private.limit_of(p_name text) returns bigint language sql stable set search_path = '' as $$
  select coalesce(
    nullif(current_setting('scenarios.' || p_name, true), '')::bigint,
    case p_name
      when 'max_instances' then 2000
      when 'max_scenarios' then 500
      when 'max_scenario_instances' then 2000
      when 'max_document_bytes' then 5 * 1024 * 1024
      -- With what was deleted and is kept for 30 days: room for a busy month, none for creating and deleting forever.
      when 'max_kept_instances' then 5 * private.limit_of('max_instances')
      when 'max_kept_scenarios' then 5 * private.limit_of('max_scenarios')
      when 'max_kept_scenario_instances' then 5 * private.limit_of('max_scenario_instances')
    end)
$$;

create function private.refuse_past_limit(p_name text, p_count bigint, p_message text,
  p_hint text default 'Delete what you no longer need, or use fewer at once.')
returns void language plpgsql set search_path = '' as $$
begin
  if p_count > private.limit_of(p_name) then
    perform private.fail('PT422', format(p_message, private.limit_of(p_name)),
      jsonb_build_object('reason', 'limit', 'limit', p_name, 'max', private.limit_of(p_name), 'count', p_count),
      p_hint);
  end if;
end $$;

create function private.refuse_past_limits(p_table text, p_is_new boolean, p_live bigint, p_kept bigint, p_message text)
returns void language plpgsql set search_path = '' as $$
begin
  perform private.refuse_past_limit('max_' || p_table, p_live, p_message || '.');
  if p_is_new then
    perform private.refuse_past_limit('max_kept_' || p_table, p_kept,
      p_message || ', those included that were deleted in the last 30 days.',
      'Restore deleted ones and change them, or wait until they are removed for good.');
  end if;
end $$;

-- Trigger functions ----------------------------------------------------------------------------
-- An API role is never trusted with bookkeeping columns, whatever its grants: what it sends is replaced.
-- Our security definer functions run as the owner and set them themselves.

create function private.lock_before_write() returns trigger language plpgsql set search_path = '' as $$
begin
  perform private.lock_user(auth.uid());
  -- Our functions have asked already.
  if auth.uid() is not null and current_user in ('anon', 'authenticated', 'service_role') then
    perform private.caller();
  end if;
  return null;
end $$;

create function private.refuse_edit_of_deleted() returns void language sql set search_path = '' as $$
  select private.fail('PT409', 'This was deleted meanwhile.', '{"reason": "deleted"}', 'Restore it first.')
$$;

create function private.refuse_change_of_kind() returns void language sql set search_path = '' as $$
  select private.fail('PT422', 'The kind of an instance never changes.',
    '{"reason": "invalid_content", "field": "kind", "problem": "immutable"}', 'Create an instance of that kind.')
$$;

create function private.refuse_added_before(p_request_id uuid) returns void language sql set search_path = '' as $$
  select private.fail('PT409', 'This was added before.',
    jsonb_build_object('reason', 'already_added', 'request_id', p_request_id), 'Look at what was added.')
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

-- 5 and 5.0 are the same number, and a browser knows only one of them: what is equal is left as it was written.
create function private.keep_forms(p_stored jsonb, p_params jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  if p_params = p_stored then
    return p_stored;
  elsif p_stored is null or jsonb_typeof(p_params) <> 'object' then
    return p_params;
  end if;
  return p_params || coalesce(
    (select jsonb_object_agg(key, value) from jsonb_each(p_stored) where p_params -> key = value), '{}');
end $$;

create function private.keep_instance() returns trigger language plpgsql set search_path = '' as $$
declare
  is_client constant boolean := current_user in ('anon', 'authenticated', 'service_role');
  is_changed boolean;
begin
  if not (new.name, new.kind, new.status, new.params) is not null then
    perform private.refuse_missing(tg_table_name, jsonb_build_object('name', new.name, 'kind', new.kind, 'status', new.status, 'params', new.params));
  end if;
  if tg_op = 'INSERT' then
    if is_client then
      new.id := gen_random_uuid();
      new.user_id := coalesce(auth.uid(), new.user_id);
      new.lineage_id := gen_random_uuid();
      new.version := 1;
      new.deleted_at := null;
      new.created_at := now();
      if new.request_id is not null and exists (
          select from public.instances where user_id = new.user_id and request_id = new.request_id) then
        perform private.refuse_added_before(new.request_id);
      end if;
    end if;
    new.updated_at := now();
    new.params := jsonb_strip_nulls(new.params);
    return new;
  end if;

  if new.kind is distinct from old.kind then
    perform private.refuse_change_of_kind();
  end if;
  new.id := old.id;
  new.user_id := old.user_id;
  new.lineage_id := old.lineage_id;
  new.request_id := old.request_id;
  new.created_at := old.created_at;
  if new.params = old.params then
    new.params := old.params;
  else
    new.params := jsonb_strip_nulls(new.params);
    -- What our functions write was merged from what is stored.
    if is_client then
      new.params := private.keep_forms(old.params, new.params);
    end if;
  end if;
  is_changed := (new.name, new.status, new.params) is distinct from (old.name, old.status, old.params);
  if is_client then
    new.deleted_at := case when new.deleted_at is not null then coalesce(old.deleted_at, now()) end;
    if is_changed and old.deleted_at is not null and new.deleted_at is not null then
      perform private.refuse_edit_of_deleted();
    end if;
  end if;
  -- What is recreated gets a version above any that was known; only the owner's functions can ask for that.
  new.version := greatest(old.version + is_changed::integer, case when not is_client then new.version end);
  new.updated_at :=
    case when is_changed or new.deleted_at is distinct from old.deleted_at then now() else old.updated_at end;
  return new;
end $$;

create function private.keep_profile() returns trigger language plpgsql set search_path = '' as $$
begin
  if not (new.currency, new.locale, new.theme, new.assumptions) is not null then
    perform private.refuse_missing(tg_table_name, jsonb_build_object('currency', new.currency, 'locale', new.locale, 'theme', new.theme, 'assumptions', new.assumptions));
  end if;
  new.assumptions := jsonb_strip_nulls(new.assumptions);
  new.updated_at := now();
  if tg_op = 'INSERT' then
    if auth.uid() is not null then
      perform private.caller();
    end if;
    new.id := gen_random_uuid();
    new.user_id := coalesce(auth.uid(), new.user_id);
    new.version := 1;
    new.created_at := now();
    return new;
  end if;
  new.id := old.id;
  new.user_id := old.user_id;
  new.created_at := old.created_at;
  new.version := old.version + ((new.currency, new.locale, new.theme, new.assumptions)
    is distinct from (old.currency, old.locale, old.theme, old.assumptions))::integer;
  return new;
end $$;

create function private.limit_instances() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  user_ids uuid[];
begin
  if tg_level = 'ROW' then
    user_ids := array[new.user_id];
  else
    user_ids := array(select distinct user_id from written);
  end if;
  perform private.refuse_past_limits('instances', tg_op = 'INSERT', count(*) filter (where deleted_at is null), count(*),
    'You can keep at most %s instances')
  from public.instances where user_id = any (user_ids) group by user_id;
  return null;
end $$;

create function private.create_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.profiles (user_id) values (new.id) on conflict do nothing;
  return new;
end $$;

-- Triggers -------------------------------------------------------------------------------------

create trigger a_lock_before_write before insert or update or delete on public.instances
  for each statement execute function private.lock_before_write();
create trigger keep_instance before insert or update on public.instances
  for each row execute function private.keep_instance();
create trigger limit_after_insert after insert on public.instances
  referencing new table as written for each statement execute function private.limit_instances();
create trigger limit_after_restore after update on public.instances
  for each row when (old.deleted_at is not null and new.deleted_at is null)
  execute function private.limit_instances();

-- Scenarios are judged with the assumptions of the profile: both are written one after the other.
create trigger a_lock_before_write before update on public.profiles
  for each statement execute function private.lock_before_write();
create trigger keep_profile before insert or update on public.profiles
  for each row execute function private.keep_profile();
create trigger create_profile after insert on auth.users
  for each row execute function private.create_profile();

insert into public.profiles (user_id) select id from auth.users on conflict do nothing;

-- Policies -------------------------------------------------------------------------------------
-- Reading shows deleted rows to their owner too, so that a deletion can be undone; nobody deletes for good.

alter table public.user_roles enable row level security;
alter table public.profiles enable row level security;
alter table public.instances enable row level security;

create policy "Users see their own roles, admins see all" on public.user_roles for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));
create policy "Admins give roles" on public.user_roles for insert to authenticated
  with check ((select private.is_admin()));
create policy "Admins change roles" on public.user_roles for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Admins take roles away" on public.user_roles for delete to authenticated
  using ((select private.is_admin()));

create policy "Users see their profile" on public.profiles for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Users create their profile" on public.profiles for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Users change their profile" on public.profiles for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

create policy "Owners see their instances" on public.instances for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners add instances" on public.instances for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Owners change their instances" on public.instances for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

-- Grants ---------------------------------------------------------------------------------------
-- The second lock: an embedded backend opens all tables to the API roles, so policies and triggers hold alone.

revoke all on public.user_roles, public.profiles, public.instances from anon, authenticated;
grant select, insert, update, delete on public.user_roles to authenticated;
grant select, insert (user_id, currency, locale, theme, assumptions) on public.profiles to authenticated;
-- An upsert sets every column it was sent, so user_id is writable; the trigger keeps it as it was.
grant update (user_id, currency, locale, theme, assumptions) on public.profiles to authenticated;
grant select, insert (name, kind, status, params, request_id), update (name, status, params, deleted_at)
  on public.instances to authenticated;

revoke execute on all functions in schema private from public;
grant usage on schema private to authenticated, service_role;
grant execute on function private.fail(text, text, jsonb, text), private.caller(), private.acting_role(),
  private.is_operator_role(), private.is_admin(), private.is_ops(), private.lock_user(uuid),
  private.keep_forms(jsonb, jsonb), private.refuse_edit_of_deleted(), private.refuse_change_of_kind(), private.refuse_added_before(uuid),
  private.refuse_missing(text, jsonb) to authenticated, service_role;

-- Comments -------------------------------------------------------------------------------------

comment on schema private is 'What the API must not reach: helpers, the merge, and whatever needs more rights than its caller.';
comment on table public.user_roles is 'Who administers flags and roles (admin) and who operates and monitors (ops).';
comment on column public.user_roles.role is 'admin: changes flags and roles; ops: sees monitoring and operates. An admin is both.';
comment on table public.profiles is 'One row a user: how to show money, and the assumptions that scenarios start from.';
comment on column public.profiles.currency is 'Code of three letters (ISO 4217) that amounts are shown in; nothing is converted.';
comment on column public.profiles.locale is 'Language tag (BCP 47) that decides how numbers and dates are written.';
comment on column public.profiles.theme is 'auto, light or dark.';
comment on column public.profiles.version is 'Starts at 1 and rises by one with each change.';
comment on column public.profiles.assumptions is 'Sparse: a missing key means the default of the catalogue.';
comment on table public.instances is 'Reality: the investments of a user.';
comment on column public.instances.lineage_id is 'The identity of a holding through copies; given once.';
comment on column public.instances.kind is 'property, portfolio, cash or loan; never changes.';
comment on column public.instances.status is 'active, or archived: kept, and left out of projections.';
comment on column public.instances.params is 'Flat, sparse: scalars by field key; a missing key means the default of the catalogue.';
comment on column public.instances.request_id is 'Chosen by the client, unique per user: the same one again adds nothing (PT409).';
comment on column public.instances.version is 'Starts at 1 and rises by one with each change of name, status or params.';
comment on column public.instances.deleted_at is 'Set by the owner to delete (the time is the server''s) and to null to restore; purged after 30 days.';
comment on function private.fail(text, text, jsonb, text) is 'Raises an error the API maps to its HTTP status (PT404 is 404), with a machine-readable detail and a hint.';
comment on function private.caller() is 'The signed-in user; PT401 when there is none, or the account was deleted.';
comment on function private.acting_role() is 'The role of the request, also inside security definer functions.';
comment on function private.is_operator_role() is 'Whether the request comes from the service role or an owner of the database.';
comment on function private.is_admin() is 'Whether the request may change flags and roles.';
comment on function private.is_ops() is 'Whether the request may see monitoring and run operations.';
comment on function private.lock_user(uuid) is 'First lock of every writer: all flags shared (kill_feature waits for it), then the user alone.';
comment on function private.lock_caller() is 'The locks of a writer for the signed-in user; PT401 as caller.';
comment on function private.limit_of(text) is 'A limit by name; raised by a setting of that name, such as scenarios.max_instances, which the API cannot set.';
comment on function private.refuse_past_limit(text, bigint, text, text) is 'PT422 naming the limit when a count is past it.';
comment on function private.refuse_past_limits(text, boolean, bigint, bigint, text) is 'PT422 when there are too many rows, or, for new ones, too many with those that were deleted and are kept.';
comment on function private.lock_before_write() is 'Takes the locks of a writer before the rows of any direct write; PT401 when the account was deleted.';
comment on function private.refuse_edit_of_deleted() is 'PT409: a deleted row is restored before it is edited.';
comment on function private.refuse_change_of_kind() is 'PT422: kind never changes.';
comment on function private.refuse_added_before(uuid) is 'PT409: a request whose answer was lost is not carried out twice.';
comment on function private.refuse_missing(text, jsonb) is 'PT422 naming the first column that is null.';
comment on function private.keep_forms(jsonb, jsonb) is 'Params with each number that equals the stored one written as it is stored, so that undoing restores every byte.';
comment on function private.keep_instance() is 'Keeps the bookkeeping of instances true, whoever writes.';
comment on function private.keep_profile() is 'Keeps the bookkeeping of profiles true, whoever writes.';
comment on function private.limit_instances() is 'Refuses more instances than a user may keep.';
comment on function private.create_profile() is 'Gives each new user a profile.';
