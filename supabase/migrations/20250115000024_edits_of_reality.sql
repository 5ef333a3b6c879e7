-- Edits of reality: what owners write into their instances themselves stands in the history beside what applies and imports wrote,
-- with before and after, and is undone like these.

-- Nothing is repeated by the id of an edit, so that the oldest may go, a twentieth at once; those that an undo names stay with it.
create function private.prune_edits(p_user_id uuid) returns void
language plpgsql set search_path = '' as $$
declare
  most constant bigint := private.limit_of('max_history_edits');
  held bigint := (select count(*) from public.scenario_applications where user_id = p_user_id and is_edit);
begin
  if held > most then
    delete from public.scenario_applications where id = any (array(
      select id from public.scenario_applications where user_id = p_user_id and is_edit
      order by created_at desc, id offset most - most / 20))
      and not exists (select from public.scenario_applications as revert where revert.reverted_application_id = scenario_applications.id);
    held := (select count(*) from public.scenario_applications where user_id = p_user_id and is_edit);
  end if;
  perform private.note_room(p_user_id, 'max_history_edits', held);
end $$;
comment on function private.prune_edits(uuid) is 'Removes the oldest edits of a user past the limit.';

create function private.record_edit() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  started constant timestamptz := clock_timestamp();
  entry public.scenario_applications;
begin
  if auth.uid() is null then
    return null;
  end if;
  entry := private.new_application(null, null, null, 'add');
  if tg_op = 'INSERT' then
    insert into public.scenario_application_items (user_id, application_id, instance_id, lineage_id, kind, action, after,
      after_version, created_at)
    select user_id, entry.id, id, lineage_id, kind, 'create', to_jsonb((name, status, params)::private.content), version,
      started + row_number() over (order by created_at, id) * interval '1 microsecond'
    from written;
    get diagnostics entry.items_total = row_count;
    entry.instance_name := (select min(name) from written having count(*) = 1);
  else
    insert into public.scenario_application_items (user_id, application_id, instance_id, lineage_id, kind, action, before, after,
      before_version, after_version, created_at)
    select now.user_id, entry.id, now.id, now.lineage_id, now.kind, edit.action,
      case when edit.action <> 'restore' then to_jsonb((past.name, past.status, past.params)::private.content) end,
      case when edit.action <> 'delete' then to_jsonb((now.name, now.status, now.params)::private.content) end,
      case when edit.action <> 'restore' then past.version end, case when edit.action <> 'delete' then now.version end,
      started + row_number() over (order by now.created_at, now.id) * interval '1 microsecond'
    from written as now join previous as past using (id)
    cross join lateral (select case
      when past.deleted_at is null and now.deleted_at is not null then 'delete'
      when past.deleted_at is not null and now.deleted_at is null then 'restore'
      when past.version <> now.version then 'update' end) as edit (action)
    where edit.action is not null;
    get diagnostics entry.items_total = row_count;
    select case when count(*) = 1 then min(coalesce(before, after) ->> 'name') end,
      case when min(action) = max(action) and min(action) <> 'update' then min(action) else 'edit' end
    into entry.instance_name, entry.operation
    from public.scenario_application_items where application_id = entry.id;
  end if;
  if entry.items_total = 0 then
    return null;
  end if;
  entry.items_applied := entry.items_total;
  entry.status := 'success';
  entry.created_at := clock_timestamp();
  perform private.write_entry(entry);
  perform private.prune_edits(entry.user_id) where not private.takes_room(entry.user_id, 'max_history_edits', 1);
  return null;
end $$;
comment on function private.record_edit() is 'Writes what an owner added, changed, deleted or restored in reality to the history, one entry a statement.';

-- What our functions write for a user has a record of its own.
create trigger record_after_insert after insert on public.instances
  referencing new table as written for each statement
  when (current_user = 'authenticated') execute function private.record_edit();
create trigger record_after_update after update on public.instances
  referencing old table as previous new table as written for each statement
  when (current_user = 'authenticated') execute function private.record_edit();
