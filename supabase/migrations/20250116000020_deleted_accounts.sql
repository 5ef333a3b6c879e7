-- Which accounts were deleted: a backup that is restored would bring them back, and nothing else remembers them. Only the
-- id is kept, which without the account is nobody's.

-- Tables ---------------------------------------------------------------------------------------

create table private.deleted_accounts (
  user_id uuid primary key,
  deleted_at timestamptz not null default now()
);

-- Trigger functions ----------------------------------------------------------------------------

create function private.note_deleted_accounts() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.deleted_accounts (user_id) select id from gone on conflict do nothing;
  return null;
end $$;

-- Triggers -------------------------------------------------------------------------------------

create trigger note_deleted_accounts after delete on auth.users
  referencing old table as gone for each statement execute function private.note_deleted_accounts();

-- Grants ---------------------------------------------------------------------------------------

revoke execute on all functions in schema private from public;

-- Comments -------------------------------------------------------------------------------------

comment on table private.deleted_accounts is 'Accounts that were deleted, by whatever client, so that a restored backup deletes them again.';
comment on column private.deleted_accounts.user_id is 'Not a reference: it outlives the account.';
comment on column private.deleted_accounts.deleted_at is 'When.';
comment on function private.note_deleted_accounts() is 'Notes the accounts that a statement deletes.';
