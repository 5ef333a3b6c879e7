-- What is left of an account that was deleted: that there was one, so that a backup that is restored does not bring it back,
-- and in the records of administrators and operators what they did, without whom and without a word about them.

-- Tables ---------------------------------------------------------------------------------------

create table private.deleted_accounts (
  user_id uuid primary key,
  deleted_at timestamptz not null default now()
);
comment on table private.deleted_accounts is 'Accounts that were deleted, by whatever client, so that a restored backup deletes them again.';
comment on column private.deleted_accounts.user_id is 'Not a reference: it outlives the account.';
comment on column private.deleted_accounts.deleted_at is 'When.';

create index feature_flag_audit_user_id_idx on public.feature_flag_audit (user_id) where user_id is not null;
create index feature_flag_audit_actor_id_idx on public.feature_flag_audit (actor_id) where actor_id is not null;

-- Private functions ----------------------------------------------------------------------------

-- Nobody's id, and not null, which in the audit means something else: a flag, or somebody without an account.
create function private.deleted_account() returns uuid language sql immutable set search_path = '' as $$
  select '00000000-0000-0000-0000-000000000000'::uuid
$$;
comment on function private.deleted_account() is 'The id that stands in records for whoever deleted their account.';
grant execute on function private.deleted_account() to authenticated, service_role;

create function private.without_deleted(p_entry public.feature_flag_audit) returns public.feature_flag_audit
language plpgsql stable security definer set search_path = '' as $$
declare
  unnamed constant jsonb := jsonb_build_object('user_id', private.deleted_account(), 'reason', null);
begin
  if exists (select from private.deleted_accounts where user_id = p_entry.user_id) then
    p_entry.user_id := private.deleted_account();
    p_entry.change_reason := null;
    p_entry.old_value := p_entry.old_value || unnamed;
    p_entry.new_value := p_entry.new_value || unnamed;
  end if;
  if exists (select from private.deleted_accounts where user_id = p_entry.actor_id) then
    p_entry.actor_id := private.deleted_account();
  end if;
  return p_entry;
end $$;
comment on function private.without_deleted(public.feature_flag_audit) is 'An entry of the audit without the ids of deleted accounts, and without the reasons given for their overrides.';

-- Trigger functions ----------------------------------------------------------------------------

create function private.forget_deleted_accounts() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.deleted_accounts (user_id) select id from gone on conflict do nothing;
  update public.feature_flag_audit as entry
  set (user_id, actor_id, change_reason, old_value, new_value) =
    (select user_id, actor_id, change_reason, old_value, new_value from private.without_deleted(entry))
  where user_id = any (array(select id from gone)) or actor_id = any (array(select id from gone)); -- by their indexes
  update public.rollout_signoffs set signed_by = private.deleted_account() where signed_by in (select id from gone);
  update public.rollout_alerts set acknowledged_by = private.deleted_account()
  where acknowledged_by in (select id from gone);
  return null;
end $$;
comment on function private.forget_deleted_accounts() is 'Notes the accounts that a statement deletes, and takes them out of the records of flags and rollouts.';

create function private.keep_audit() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- Overrides go after their account: what is written down of that is without it from the beginning.
  if tg_op = 'INSERT' then
    return private.without_deleted(new);
  elsif to_jsonb(new) <> to_jsonb(private.without_deleted(old)) then
    perform private.fail('PT403', 'History is never changed.', '{"reason": "append_only"}', 'Write a new entry.');
  end if;
  return new;
end $$;
comment on function private.keep_audit() is 'Names no deleted account in the audit, and refuses every other change of it.';

-- Triggers -------------------------------------------------------------------------------------

create trigger forget_deleted_accounts after delete on auth.users
  referencing old table as gone for each statement execute function private.forget_deleted_accounts();
create trigger keep_audit before insert or update on public.feature_flag_audit
  for each row execute function private.keep_audit();
