-- Instances: the real investments of a user; and profiles: how each user wants to see them.

-- Tables ---------------------------------------------------------------------------------------
-- Grants are the second lock: an embedded backend opens all tables to the API roles, so policies and triggers hold alone.

create table public.profiles (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null unique default auth.uid() references auth.users (id) on delete cascade,
  country text,
  currency text not null default 'AUD',
  locale text not null default 'en-AU',
  theme text not null default 'auto',
  assumptions jsonb not null default '{}',
  shares_usage boolean not null default true,
  stale_after_months integer not null default 6,
  feedback_asked_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);
comment on table public.profiles is 'One row a user: how to show money, and the assumptions that scenarios start from.';
comment on column public.profiles.country is 'Code of two letters (ISO 3166-1 alpha-2; ZZ is anywhere else) whose defaults the app begins with; null: they have not said.';
comment on column public.profiles.currency is 'Code of three letters (ISO 4217) that amounts are shown in; nothing is converted.';
comment on column public.profiles.locale is 'Language tag (BCP 47) that decides how numbers and dates are written.';
comment on column public.profiles.theme is 'auto, light or dark.';
comment on column public.profiles.version is 'Starts at 1 and rises by one with each change.';
comment on column public.profiles.shares_usage is 'Whether the app may tell how it is used (record_telemetry); false: nothing is taken.';
comment on column public.profiles.stale_after_months is 'Amounts that are older than this are pointed out, in months, 1 to 120.';
comment on column public.profiles.feedback_asked_at is 'When the app asked what they think, or they said it by themselves; set once, so that nobody is asked twice.';
comment on column public.profiles.assumptions is 'Sparse: a missing key means the default of the catalogue.';
revoke all on public.profiles from anon, authenticated, service_role;
grant select, insert (user_id, country, currency, locale, theme, assumptions, shares_usage, stale_after_months, feedback_asked_at)
  on public.profiles to authenticated;
-- An upsert sets every column it was sent, so user_id is writable; the trigger keeps it as it was.
grant update (user_id, country, currency, locale, theme, assumptions, shares_usage, stale_after_months, feedback_asked_at)
  on public.profiles to authenticated;
grant select, insert, update, delete on public.profiles to service_role;

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
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
) with (fillfactor = 75);
comment on table public.instances is 'Reality: the investments of a user.';
comment on column public.instances.lineage_id is 'The identity of a holding through copies; given once.';
comment on column public.instances.kind is 'property, portfolio, cash, loan or cash_flow; never changes.';
comment on column public.instances.status is 'active, or archived: kept and left out of every figure, with no money coming in for it; selling is params.sale_month.';
comment on column public.instances.params is 'Flat, sparse: scalars by field key; a missing key means the default of the catalogue.';
comment on column public.instances.request_id is 'Chosen by the client, unique per user: the same one again adds nothing (PT409).';
comment on column public.instances.version is 'Starts at 1 and rises by one with each change of name, status or params.';
comment on column public.instances.deleted_at is 'Set by the owner to delete (the time is the server''s) and to null to restore; purged after 30 days.';
revoke all on public.instances from anon, authenticated, service_role;
grant select, insert (name, kind, status, params, request_id), update (name, status, params, deleted_at)
  on public.instances to authenticated;
grant select, insert, update, delete on public.instances to service_role;

create index instances_user_id_idx on public.instances (user_id, id);
-- Deleted ones count: they can be restored. Led by the lineage, which alone is enough to find a row.
create unique index instances_lineage_idx on public.instances (lineage_id, user_id);
create unique index instances_request_idx on public.instances (user_id, request_id) where request_id is not null;
create index instances_deleted_idx on public.instances (deleted_at) where deleted_at is not null;

create table private.purged_instances (
  id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  lineage_id uuid not null,
  kind text not null,
  version integer not null,
  purged_at timestamptz not null default now()
);
comment on table private.purged_instances is 'What is known of instances that are gone for good: copies outlive them, also in files, one that is recreated gets a version above any known, and their lineage is given to no other.';
comment on column private.purged_instances.version is 'The highest that was seen.';
comment on column private.purged_instances.purged_at is 'When it was last deleted for good.';

create index purged_instances_lineage_idx on private.purged_instances (user_id, lineage_id);

-- Trigger functions ----------------------------------------------------------------------------
-- An API role is never trusted with bookkeeping columns, whatever its grants: what it sends is replaced.
-- Our security definer functions run as the owner and set them themselves. Times are of the clock, which is read after the
-- locks: now() is when the transaction began to wait for them.

create function private.keep_instance() returns trigger language plpgsql set search_path = '' as $$
declare
  is_client constant boolean := private.is_client();
  moment constant timestamptz := clock_timestamp();
  is_changed boolean;
  known record;
begin
  if pg_column_size(new) > 16384 then
    perform private.refuse_great_row(tg_table_name, new);
  end if;
  if num_nulls(new.name, new.kind, new.status, new.params) > 0 then
    perform private.refuse_missing(tg_table_name, to_jsonb(new), '{name,kind,status,params}');
  end if;
  if tg_op = 'INSERT' or new.name <> old.name then
    new.name := private.tidy_name(new.name);
  end if;
  if tg_op = 'INSERT' then
    if is_client then
      new.id := gen_random_uuid();
      new.user_id := coalesce(auth.uid(), new.user_id);
      new.lineage_id := gen_random_uuid();
      new.version := 1;
      new.deleted_at := null;
      new.created_at := moment;
      if new.request_id is not null and exists (
          select from public.instances where user_id = new.user_id and request_id = new.request_id) then
        perform private.refuse_added_before(new.request_id);
      end if;
    end if;
    if not is_client then
      if new.version < 1 or new.version > 1000000000 and auth.uid() is null then
        perform private.refuse_version(tg_table_name, 'version');
      end if;
      -- One that is put back is the same holding, at a version that nobody has seen with other content.
      select version, lineage_id into known
      from private.purged_instances where id = new.id and user_id = new.user_id and kind = new.kind;
      if found then
        new.version := greatest(new.version, known.version + 1);
        if not exists (select from public.instances where lineage_id = known.lineage_id and user_id = new.user_id) then
          new.lineage_id := known.lineage_id;
        end if;
      end if;
    end if;
    new.updated_at := moment;
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
    new.deleted_at := case when new.deleted_at is not null then coalesce(old.deleted_at, moment) end;
    -- The history has what a deletion took and what a restoring brought back: content that changes with them would be in neither.
    if is_changed and old.deleted_at is not null then
      perform private.refuse_edit_of_deleted();
    elsif is_changed and new.deleted_at is not null then
      perform private.fail('PT409', 'What is being deleted is not changed as well. Nothing was changed.', '{"reason": "deleted"}',
        'Change it first, then delete it.');
    end if;
  end if;
  if new.version > 1000000000 and new.version > old.version and not is_client and auth.uid() is null then
    perform private.refuse_version(tg_table_name, 'version');
  end if;
  -- What is recreated gets a version above any that was known; only the owner's functions can ask for that.
  new.version := greatest(old.version + is_changed::integer, case when not is_client then new.version end);
  new.updated_at :=
    case when is_changed or new.deleted_at is distinct from old.deleted_at then moment else old.updated_at end;
  return new;
end $$;
comment on function private.keep_instance() is 'Keeps the bookkeeping of instances true, whoever writes.';

create function private.keep_profile() returns trigger language plpgsql set search_path = '' as $$
declare
  moment constant timestamptz := clock_timestamp();
begin
  if pg_column_size(new) > 16384 then
    perform private.refuse_great_row(tg_table_name, new);
  end if;
  if num_nulls(new.currency, new.locale, new.theme, new.assumptions, new.shares_usage, new.stale_after_months) > 0 then
    perform private.refuse_missing(tg_table_name, to_jsonb(new),
      '{currency,locale,theme,assumptions,shares_usage,stale_after_months}');
  end if;
  -- Said once and for good, by the clock of the server.
  new.feedback_asked_at := case when tg_op = 'UPDATE' and old.feedback_asked_at is not null then old.feedback_asked_at
    when new.feedback_asked_at is not null then moment end;
  new.assumptions := jsonb_strip_nulls(new.assumptions);
  new.updated_at := moment;
  if tg_op = 'INSERT' then
    if auth.uid() is not null then
      perform private.caller();
    end if;
    new.id := gen_random_uuid();
    new.user_id := coalesce(auth.uid(), new.user_id);
    new.version := 1;
    new.created_at := moment;
    return new;
  end if;
  new.id := old.id;
  new.user_id := old.user_id;
  new.created_at := old.created_at;
  new.assumptions := private.keep_forms(old.assumptions, new.assumptions);
  new.version := old.version
    + ((new.country, new.currency, new.locale, new.theme, new.assumptions, new.shares_usage, new.stale_after_months)
    is distinct from (old.country, old.currency, old.locale, old.theme, old.assumptions, old.shares_usage, old.stale_after_months))::integer;
  return new;
end $$;
comment on function private.keep_profile() is 'Keeps the bookkeeping of profiles true, whoever writes.';

create function private.limit_instances() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  user_ids uuid[];
begin
  if tg_op = 'INSERT' then
    user_ids := array(select distinct user_id from written);
  elsif exists (select from was where deleted_at is not null) then
    user_ids := array(select distinct written.user_id from was join written using (id)
      where was.deleted_at is not null and written.deleted_at is null);
  else
    return null;
  end if;
  perform private.refuse_past_limits('instances', tg_op = 'INSERT', count(*) filter (where deleted_at is null), count(*),
    'You can keep at most %s investments')
  from public.instances where user_id = any (user_ids) group by user_id;
  return null;
end $$;
comment on function private.limit_instances() is 'Refuses more instances than a user may keep.';

create function private.note_purged_instances() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.purged_instances as known (id, user_id, lineage_id, kind, version)
  select gone.id, gone.user_id, gone.lineage_id, gone.kind, gone.version from gone
  where exists (select from auth.users where id = gone.user_id) -- else the whole account ends
  on conflict (id) do update set version = greatest(known.version, excluded.version), purged_at = now();
  return null;
end $$;
comment on function private.note_purged_instances() is 'Notes the versions of instances that are deleted for good, whoever does it.';

create function private.create_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.profiles (user_id) values (new.id) on conflict do nothing;
  return new;
end $$;
comment on function private.create_profile() is 'Gives each new user a profile.';

-- Triggers -------------------------------------------------------------------------------------

create trigger a_lock_before_write before insert or update or delete on public.instances
  for each statement execute function private.lock_before_write();

select private.bound_rows_of('public.instances', 'max_instances');

create trigger keep_instance before insert or update on public.instances
  for each row execute function private.keep_instance();
create trigger limit_after_insert after insert on public.instances
  referencing new table as written for each statement execute function private.limit_instances();
create trigger limit_after_restore after update on public.instances
  referencing old table as was new table as written for each statement execute function private.limit_instances();
create trigger check_after_insert after insert on public.instances
  referencing new table as written for each statement execute function private.check_content();
create trigger check_after_update after update on public.instances
  referencing old table as previous new table as written for each statement execute function private.check_content();
create trigger note_purged after delete on public.instances
  referencing old table as gone for each statement execute function private.note_purged_instances();
-- Scenarios are judged with the assumptions of the profile: both are written one after the other.
create trigger a_lock_before_write before update on public.profiles
  for each statement execute function private.lock_before_write();

select private.bound_rows_of('public.profiles', 'max_rows_a_request');

create trigger keep_profile before insert or update on public.profiles
  for each row execute function private.keep_profile();
create trigger create_profile after insert on auth.users
  for each row execute function private.create_profile();

insert into public.profiles (user_id) select id from auth.users on conflict do nothing;

-- Policies -------------------------------------------------------------------------------------
-- Reading shows deleted rows to their owner too, so that a deletion can be undone; nobody deletes for good.

alter table public.profiles enable row level security;
alter table public.instances enable row level security;

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
