-- History: the record of what was done with scenarios and in reality, never changed afterwards. It is told in the order in which it happened: its
-- times are of the clock, read under the user's lock; now() is when a transaction began to wait for it.

-- Tables ------------------------------------------------------------------------------------------

create table public.scenario_applications (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  scenario_id uuid references public.scenarios (id) on delete set null,
  scenario_name text,
  instance_name text,
  request_id uuid,
  operation text not null check (operation in
    ('create', 'copy', 'apply', 'revert', 'refresh', 'duplicate', 'bulk_edit', 'import', 'update',
      'add', 'edit', 'delete', 'restore')),
  -- Said here alone: what is of one sort is asked for by these columns.
  is_edit boolean not null generated always as (operation in ('add', 'edit', 'delete', 'restore')) stored,
  is_undoable boolean not null generated always as (operation in ('apply', 'revert', 'update', 'add', 'edit', 'delete')) stored,
  status text not null check (status in ('success', 'conflict', 'failed')),
  stale boolean not null default false,
  reverted_application_id uuid references public.scenario_applications (id) on delete cascade,
  items_total integer not null default 0,
  items_applied integer not null default 0,
  conflict_count integer not null default 0,
  assumptions_changed integer not null default 0,
  fields_left integer not null default 0,
  error_code text,
  error_message text,
  duration_ms numeric(12, 3),
  items_pruned boolean not null default false,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.scenario_applications is 'History: every operation on scenarios, also those that failed or met conflicts, and every edit of reality by its owner. Append-only.';
comment on column public.scenario_applications.request_id is 'Chosen by the client, unique per user: the same one again gets the first answer.';
comment on column public.scenario_applications.scenario_id is 'Null when the scenario was purged, and for what concerns reality alone: an import, an update or an edit of instances, and undoing one.';
comment on column public.scenario_applications.scenario_name is 'The name at that time, which outlives the scenario.';
comment on column public.scenario_applications.operation is 'What was asked for; add, edit, delete and restore are what owners write into reality themselves.';
comment on column public.scenario_applications.is_edit is 'Whether owners wrote it into reality themselves; only what succeeded is recorded of it.';
comment on column public.scenario_applications.is_undoable is 'Whether operations of its kind can be undone.';
comment on column public.scenario_applications.instance_name is 'Of an edit of reality that is of one instance, and of undoing it: its name at that time.';
comment on column public.scenario_applications.status is 'conflict and failed changed nothing.';
comment on column public.scenario_applications.reverted_application_id is 'What a revert undid.';
comment on column public.scenario_applications.items_total is 'How many instances it had something to say of.';
comment on column public.scenario_applications.items_applied is 'How many of them were written, in reality or (a discard, or what now stands on its twin) in the scenario alone.';
comment on column public.scenario_applications.conflict_count is 'How many fields were in conflict, resolved or not.';
comment on column public.scenario_applications.assumptions_changed is 'How many assumptions of the profile were written, beside the instances.';
comment on column public.scenario_applications.fields_left is 'How many fields were left for later, a whole instance being one. What a revert left can still be undone.';
comment on column public.scenario_applications.error_code is 'SQLSTATE of what failed.';
comment on column public.scenario_applications.error_message is 'What failed, in words.';
comment on column public.scenario_applications.duration_ms is 'From the first statement to the record; null for an edit of reality.';
comment on column public.scenario_applications.items_pruned is 'Whether its items are no longer kept, since newer ones took their room: it can no longer be undone.';
comment on column public.scenario_applications.stale is 'Whether reality or the scenario had moved since the preview.';
revoke all on public.scenario_applications from anon, authenticated, service_role;
grant select on public.scenario_applications to authenticated, service_role;

create table public.scenario_application_items (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  -- Deferred: an operation is recorded when it is over, after what it changed.
  application_id uuid not null references public.scenario_applications (id) on delete cascade
    deferrable initially deferred,
  instance_id uuid,
  scenario_instance_id uuid,
  lineage_id uuid,
  kind text,
  action text not null check (action in ('create', 'update', 'recreate', 'delete', 'restore', 'discard', 'none')),
  before jsonb,
  after jsonb,
  before_version integer,
  after_version integer,
  fields jsonb not null default '[]',
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.scenario_application_items is 'History: one row an instance that an operation looked at and had something to say of. Append-only.';
comment on column public.scenario_application_items.instance_id is 'The real instance, which may be gone since.';
comment on column public.scenario_application_items.scenario_instance_id is 'The copy, which may be gone since.';
comment on column public.scenario_application_items.kind is 'That of the instance; assumptions: it tells of those of the profile, as params, with its versions.';
comment on column public.scenario_application_items.action is 'What happened to reality; discard, and create in a revert (the copy is back): to the copy alone.';
comment on column public.scenario_application_items.before is 'Content of the instance before; null when there was none, or none to be seen (restore).';
comment on column public.scenario_application_items.after is 'Content after; null when nothing was left.';
comment on column public.scenario_application_items.before_version is 'Version of the instance before; null for what was created, recreated or restored.';
comment on column public.scenario_application_items.after_version is 'Version of the instance after; null for what was deleted, and for a discard.';
comment on column public.scenario_application_items.fields is 'The merge rows with their resolutions.';
revoke all on public.scenario_application_items from anon, authenticated, service_role;
grant select on public.scenario_application_items to authenticated, service_role;

create table private.request_answers (
  application_id uuid primary key references public.scenario_applications (id) on delete cascade,
  arguments_digest text not null,
  fingerprint text,
  error json,
  -- It changed nothing, and goes with this row: see forget_attempt.
  is_attempt boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table private.request_answers is 'What a repeated request must repeat, and what of its answer cannot be told from the history, the rows and the arguments.';
comment on column private.request_answers.arguments_digest is 'SHA-256 of the arguments.';
comment on column private.request_answers.fingerprint is 'That of the first answer, where it had one.';
comment on column private.request_answers.error is 'What failed, as it was answered.';
comment on column private.request_answers.is_attempt is 'Whether the request changed nothing.';

-- To count what an account holds takes the longer the more it is, and would be most of what an edit costs once history is full.
create table private.history_room (
  user_id uuid not null references auth.users (id) on delete cascade,
  max_name text not null,
  max_value bigint not null,
  room bigint not null,
  primary key (user_id, max_name)
) with (fillfactor = 50);
comment on table private.history_room is 'How much more history a user can write before what there is is counted again: by limit. What is removed meanwhile only makes it count sooner; without a row it counts at once.';
comment on column private.history_room.max_name is 'The limit, in private.limits.';
comment on column private.history_room.room is 'How many more before it counts again; below 0 it counts each time.';
comment on column private.history_room.max_value is 'What it was when it was counted: under another it counts anew.';

create unique index scenario_applications_request_idx on public.scenario_applications (user_id, request_id);
create index scenario_applications_user_id_idx on public.scenario_applications (user_id, created_at desc, id);
create index scenario_applications_attempts_idx on public.scenario_applications (user_id, created_at desc)
  where status <> 'success';
create index scenario_applications_edits_idx on public.scenario_applications (user_id, created_at, id)
  where is_edit;
create index scenario_applications_scenario_id_idx on public.scenario_applications (scenario_id);
create unique index scenario_applications_reverted_once_idx
  on public.scenario_applications (reverted_application_id) where status = 'success' and fields_left = 0;
-- For the foreign key: the end of an account looks for what reverted each of its applications.
create index scenario_applications_reverted_idx
  on public.scenario_applications (reverted_application_id) where reverted_application_id is not null;
create index scenario_application_items_application_idx on public.scenario_application_items (application_id, id);
create index scenario_application_items_user_id_idx on public.scenario_application_items (user_id, instance_id);
create index request_answers_created_idx on private.request_answers using brin (created_at);

-- Policies ----------------------------------------------------------------------------------------
-- None for writing: our functions write it.

alter table public.scenario_applications enable row level security;
alter table public.scenario_application_items enable row level security;

create policy "Owners see their history" on public.scenario_applications for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners see what their history changed" on public.scenario_application_items
  for select to authenticated using (user_id = (select auth.uid()));

-- Trigger functions -------------------------------------------------------------------------------

create function private.takes_room(p_user_id uuid, p_max_name text, p_written bigint) returns boolean
language plpgsql set search_path = '' as $$
begin
  update private.history_room set room = room - p_written
  where user_id = p_user_id and max_name = p_max_name and room >= p_written and max_value = private.limit_of(p_max_name);
  if found then
    return true;
  end if;
  -- Who counts does so alone: of two at once each would miss the other's rows. The count after this sees what was committed meanwhile.
  insert into private.history_room (user_id, max_name, max_value, room)
  values (p_user_id, p_max_name, private.limit_of(p_max_name), 0) on conflict do nothing;
  perform from private.history_room where user_id = p_user_id and max_name = p_max_name for update;
  return false;
end $$;
comment on function private.takes_room(uuid, text, bigint) is 'Whether there is room for what was written, which is taken; else it is to be counted, by nobody else meanwhile.';

create function private.note_room(p_user_id uuid, p_max_name text, p_held bigint) returns void
language sql set search_path = '' as $$
  insert into private.history_room (user_id, max_name, max_value, room)
  values (p_user_id, p_max_name, private.limit_of(p_max_name), private.limit_of(p_max_name) - p_held)
  on conflict (user_id, max_name) do update set max_value = excluded.max_value, room = excluded.room
$$;
comment on function private.note_room(uuid, text, bigint) is 'Notes how much room there is beside what was counted.';

-- Ids of requests are known for good, so there is an end to them. Edits of reality have none: see record_edit.
create function private.limit_history() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  owner record;
  held bigint;
begin
  for owner in select user_id, count(*) as entries from written where status = 'success' and not is_edit group by user_id loop
    continue when private.takes_room(owner.user_id, 'max_history_entries', owner.entries);
    select count(*) into held from public.scenario_applications
    where user_id = owner.user_id and status = 'success' and not is_edit;
    perform private.refuse_past_limit('max_history_entries', held,
      'An account can keep at most %s entries of history. Nothing was changed.', 'Ask whoever runs the app for more room.');
    perform private.note_room(owner.user_id, 'max_history_entries', held);
  end loop;
  return null;
end $$;
comment on function private.limit_history() is 'Refuses more entries of history than an account can keep.';

-- Past the limit the oldest items go, a twentieth at once: first those that no undo needs. The entry stays and says so.
create function private.prune_history() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  most constant bigint := private.limit_of('max_history_items');
  owner uuid;
  added bigint;
  held bigint;
  excess bigint;
  pruned uuid[];
begin
  for owner, added in select user_id, count(*) from written group by user_id loop
    continue when private.takes_room(owner, 'max_history_items', added);
    held := (select count(*) from public.scenario_application_items where user_id = owner);
    perform private.note_room(owner, 'max_history_items', held);
    continue when held <= most;
    excess := held - most + most / 20;
    pruned := array(
      select id from (
        select application.id, sum(held.items) over (order by application.is_undoable, application.created_at, application.id) - held.items as before
        from public.scenario_applications as application
        cross join lateral (
          select count(*) as items from public.scenario_application_items where application_id = application.id) as held
        where application.user_id = owner and not application.items_pruned and held.items > 0
      ) as oldest
      where before < excess);
    delete from public.scenario_application_items where application_id = any (pruned);
    update public.scenario_applications set items_pruned = true where id = any (pruned);
    perform private.note_room(owner, 'max_history_items',
      (select count(*) from public.scenario_application_items where user_id = owner));
  end loop;
  return null;
end $$;
comment on function private.prune_history() is 'Removes the oldest items of history past the limit, and notes it on their entries.';

-- What changed nothing is remembered no longer than its answer.
create function private.forget_attempt() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.scenario_applications where id = old.application_id and status <> 'success';
  return null;
end $$;
comment on function private.forget_attempt() is 'Removes the entry of what changed nothing with its answer.';

-- A scenario that is gone for good is no longer named, items that took too much room are said to be gone; nothing else of
-- a row changes.
create function private.keep_application() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  -- What is generated is not known yet.
  now constant jsonb := to_jsonb(new) - array['is_edit', 'is_undoable'];
  was constant jsonb := to_jsonb(old) - array['is_edit', 'is_undoable'];
begin
  if now = was || '{"items_pruned": true}'
      and not exists (select from public.scenario_application_items where application_id = old.id) then
    return new;
  elsif now <> was || '{"scenario_id": null}'
      or exists (select from public.scenarios where id = old.scenario_id) then
    perform private.fail('PT403', 'History is never changed.', '{"reason": "append_only"}', 'Write a new entry.');
  end if;
  return new;
end $$;
comment on function private.keep_application() is 'Lets a record of history lose nothing but its scenario and its items, once these are gone.';

-- Triggers ----------------------------------------------------------------------------------------

create trigger limit_after_insert after insert on public.scenario_applications
  referencing new table as written for each statement execute function private.limit_history();
create trigger prune_after_insert after insert on public.scenario_application_items
  referencing new table as written for each statement execute function private.prune_history();
create trigger forget_attempt after delete on private.request_answers
  for each row when (old.is_attempt) execute function private.forget_attempt();
create trigger keep_application before update on public.scenario_applications
  for each row execute function private.keep_application();
create trigger keep_history before delete or truncate on public.scenario_applications
  for each statement execute function private.keep_history();
create trigger keep_history before update or delete or truncate on public.scenario_application_items
  for each statement execute function private.keep_history();
