-- The locks of writers. Their order, everywhere: the user, their account, all flags (shared), then rows by table and id. Nobody
-- waits long, and few wait at once: each who waits has a connection, which others need.

create function private.refuse_busy(p_lock text) returns json language plpgsql set search_path = '' as $$
begin
  perform private.fail('PT503', 'The server is busy right now. Nothing has been changed.',
    jsonb_build_object('reason', 'busy', 'lock', p_lock), 'Try again in a moment.');
  return null;
end $$;
comment on function private.refuse_busy(text) is 'PT503 naming what was waited for in vain: user, account, flags or rows. The same request may be sent again.';
grant execute on function private.refuse_busy(text) to authenticated, service_role;

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
comment on function private.wait_for_user(uuid) is 'Takes the lock of a user after a wait of at most lock_timeout; PT503 when max_waiting_writes wait already.';
grant execute on function private.wait_for_user(uuid) to authenticated, service_role;

create function private.lock_user(p_user_id uuid) returns void language plpgsql set search_path = '' as $$
begin
  if not pg_try_advisory_xact_lock(hashtextextended(p_user_id::text, 0)) then
    perform private.wait_for_user(p_user_id);
  end if;
end $$;
comment on function private.lock_user(uuid) is 'First lock of every writer: a user''s writes come one after the other. PT503 when too many wait, or too long.';
grant execute on function private.lock_user(uuid) to authenticated, service_role;

create function private.wait_for_account() returns void
language plpgsql security definer set search_path = '' set lock_timeout = '2s' as $$
begin
  perform from auth.users where id = (select auth.uid()) for key share;
  if not found then
    perform private.caller();
  end if;
exception when lock_not_available or deadlock_detected then
  perform private.refuse_busy('account');
end $$;
comment on function private.wait_for_account() is 'As hold_account, while somebody else has locked the account.';

-- Foreign keys would lock the account all the same, but after other rows of the user, which deleting an account takes in
-- the other order.
create function private.hold_account() returns void language plpgsql security definer set search_path = '' as $$
begin
  perform from auth.users where id = (select auth.uid()) for key share skip locked;
  if not found then
    perform private.wait_for_account();
  end if;
end $$;
comment on function private.hold_account() is 'Keeps the account of the caller from being deleted before the transaction ends; PT401 as caller, PT503 while it is being deleted.';
grant execute on function private.hold_account() to authenticated, service_role;

create function private.lock_caller() returns void language plpgsql set search_path = '' as $$
begin
  perform private.lock_user(auth.uid());
  -- After the lock, which may have waited for the end of the account.
  perform private.hold_account();
end $$;
comment on function private.lock_caller() is 'The locks of a writer for the signed-in user; PT401 as caller, PT503 as lock_user.';

create function private.lock_before_write() returns trigger language plpgsql set search_path = '' as $$
begin
  if auth.uid() is not null then
    perform private.lock_user(auth.uid());
    -- Our functions hold it already.
    if private.is_client() then
      perform private.hold_account();
    end if;
  end if;
  return null;
end $$;
comment on function private.lock_before_write() is 'Takes the locks of a writer before the rows of any direct write of a user; PT401 when the account was deleted.';
