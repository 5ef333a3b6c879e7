-- How much a user may keep, send and store: rows, so that an operator raises a limit with one statement on every
-- backend. (Hosted Supabase lets its role postgres set no parameter of ours.)

-- Tables ----------------------------------------------------------------------------------------

-- For the owner of the database alone: no key of the API reaches it.
create table private.limits (
  name text primary key check (name ~ '^max_[a-z_]+$'),
  -- Of what is kept with what was deleted, null: room for a busy month, none for creating and deleting forever.
  value bigint check (value between 0 and 1000000000000 and (value is not null or name ~ '^max_kept_')),
  description text not null,
  changed_at timestamptz not null default now(),
  changed_by name not null default current_user
);
comment on table private.limits is 'How much a user may keep, send and store. Raise one: update private.limits set value = 5000 where name = ''max_instances''.';
comment on column private.limits.value is 'The most that is allowed; null, of what is kept with what was deleted: five times what is allowed undeleted.';
comment on column private.limits.changed_at is 'When the value was set, by the server''s clock.';
comment on column private.limits.changed_by is 'The database role that set it.';

-- Private functions -----------------------------------------------------------------------------

create function private.limit_of(p_name text) returns bigint language sql stable set search_path = '' as $$
  select coalesce(value, 5 * private.limit_of(replace(p_name, 'max_kept_', 'max_')))
  from private.limits where name = p_name
$$;
comment on function private.limit_of(text) is 'A limit by name, as it is now.';

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
comment on function private.refuse_past_limit(text, bigint, text, text) is 'PT422 naming the limit when a count is past it.';

create function private.refuse_past_limits(p_table text, p_is_new boolean, p_live bigint, p_kept bigint, p_message text)
returns void language plpgsql set search_path = '' as $$
begin
  perform private.refuse_past_limit('max_' || p_table, p_live, p_message || '.');
  if p_is_new then
    perform private.refuse_past_limit('max_kept_' || p_table, p_kept,
      p_message || ', those included that were deleted lately.',
      'Restore deleted ones and change them, or wait until they are removed for good.');
  end if;
end $$;
comment on function private.refuse_past_limits(text, boolean, bigint, bigint, text) is 'PT422 when there are too many rows, or, for new ones, too many with those that were deleted and are kept.';

-- What a statement brings is counted while it comes: after it, a hundred thousand rows have cost what they cost.
create function private.bound_rows() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_level = 'STATEMENT' then
    perform set_config('scenarios.room', private.limit_of(tg_argv[0])::text, true);
    return null;
  end if;
  perform private.refuse_past_limit(tg_argv[0], private.limit_of(tg_argv[0]) + 1,
    'At most %s of these can be added at once. Nothing was added.', 'Add fewer at once.');
  return new;
end $$;
comment on function private.bound_rows() is 'Notes how many rows a statement of a user may add; PT422 at the first row past that, before those behind it cost anything.';

-- The statement notes how much room there is, and each row takes of it: in the condition of the trigger, where it costs a
-- tenth of a call. Our functions and the service role bring what they bring; they are not counted, and none of them adds
-- rows for a user while a statement of the user's own is counted.
create function private.bound_rows_of(p_table regclass, p_limit text) returns void
language plpgsql set search_path = '' as $$
begin
  execute format($trigger$
    create trigger bound_statement before insert on %1$s for each statement
      when (current_user in ('anon', 'authenticated')) execute function private.bound_rows(%2$L);
    create trigger bound_rows before insert on %1$s for each row
      when (case when current_user in ('anon', 'authenticated') then
        set_config('scenarios.room', (current_setting('scenarios.room')::bigint - 1)::text, true)::bigint < 0 end)
      execute function private.bound_rows(%2$L)$trigger$, p_table, p_limit);
end $$;
comment on function private.bound_rows_of(regclass, text) is 'Has the rows that a user adds to a table counted while they come, against a limit by name.';

create function private.keep_limit() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op in ('DELETE', 'TRUNCATE') or old.name <> new.name then
    perform private.fail('PT422', 'A limit is never removed or renamed.',
      '{"reason": "invalid_content", "table": "limits", "field": "name", "problem": "immutable"}',
      'Set its value to a great number instead, at most 1000000000000.');
  end if;
  -- A write that may not wait is refused while another is under way; one that waits holds a connection.
  if new.name = 'max_waiting_writes' and new.value not between 1 and 1000 then
    perform private.fail('PT422', 'From 1 to 1000 writes of a user may wait.',
      '{"reason": "invalid_content", "table": "limits", "field": "value", "problem": "out_of_range", "min": 1, "max": 1000}',
      'Set a number from 1 to 1000.');
  end if;
  new.changed_at := now();
  new.changed_by := private.acting_role();
  return new;
end $$;
comment on function private.keep_limit() is 'Notes when a limit was set and by whom; PT422 for removing or renaming one, and for a number of waiting writes that cannot be.';

-- Triggers --------------------------------------------------------------------------------------

create trigger keep_limit before update or delete on private.limits
  for each row execute function private.keep_limit();
create trigger keep_limits_whole before truncate on private.limits
  for each statement execute function private.keep_limit();

-- Rows ------------------------------------------------------------------------------------------

insert into private.limits (name, value, description) values
  ('max_instances', 2000, 'Instances of a user that are not deleted.'),
  ('max_scenarios', 500, 'Scenarios of a user that are not deleted.'),
  ('max_scenario_instances', 2000, 'Instances of a scenario that are not deleted.'),
  ('max_kept_instances', null, 'Instances of a user, those included that were deleted and are kept for a while.'),
  ('max_kept_scenarios', null, 'Scenarios of a user, those included that were deleted and are kept for a while.'),
  ('max_kept_scenario_instances', null, 'Instances of a scenario, those included that were deleted and are kept for a while.'),
  ('max_copies', 200000, 'Instances of all scenarios of a user, those included that were deleted and are kept for a while.'),
  ('max_history_entries', 50000, 'Operations of a user that changed something: their ids are known for good, so that none is carried out twice.'),
  ('max_history_edits', 20000, 'Edits of reality by a user that history keeps; past them the oldest go, except what was undone.'),
  ('max_history_items', 200000, 'Items of history of a user; past them the oldest go, those first that no undo needs.'),
  ('max_projections', 240, 'Projections of a user that are kept after an apply, and as many of a month; past them the oldest go.'),
  ('max_attempts', 1000, 'Requests of a user that changed nothing and are remembered; past them the oldest are forgotten.'),
  ('max_text_bytes', 10000, 'Bytes of a text that is an argument.'),
  ('max_changes_bytes', 1000000, 'Bytes of the changes of a bulk edit, as the database holds them.'),
  ('max_telemetry_bytes', 1000000, 'Bytes of the telemetry events in one request, as the database holds them.'),
  ('max_assumptions_a_request', 200, 'Assumptions named in one request.'),
  ('max_emails_a_request', 1000, 'E-mail addresses in one request.'),
  ('max_row_bytes', 1000000, 'Bytes of a row that a user writes.'),
  ('max_rows_a_request', 10000, 'Rows that a user adds in one request, where no other limit is smaller.'),
  ('max_projections_a_request', 10, 'Projections that a user keeps in one request: of a month, and of applies of the last day.'),
  ('max_document_bytes', 5 * 1024 * 1024, 'Bytes of a document, less the blanks beside names and strings.'),
  ('max_telemetry_events_a_request', 200, 'Telemetry events in one request.'),
  ('max_telemetry_events_an_hour', 2000, 'Telemetry events of a user in an hour.'),
  ('max_feedback_a_day', 20, 'Feedback of a user in a day.'),
  ('max_waiting_writes', 4, 'Writes of a user that wait for the one under way; one more is answered as busy.');
