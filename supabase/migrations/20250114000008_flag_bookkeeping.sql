-- What a flag may be called and hold, what it may not do to other flags, and the record of every change.

-- Private functions --------------------------------------------------------------------------------

create function private.is_flag_name(p_name text) returns boolean
language sql immutable set search_path = '' as $$
  select p_name ~ '^[a-z0-9_]+(:[a-z0-9_]+)*$' and length(p_name) <= 100
$$;
comment on function private.is_flag_name(text) is 'The grammar of flag names: lower case letters, digits and _, in parts joined by a colon.';
grant execute on function private.is_flag_name(text) to authenticated, service_role;

alter table public.feature_flags
  add constraint feature_flags_flag_name_check check (private.is_flag_name(flag_name));

create function private.refuse_flag(p_field text, p_problem text, p_message text, p_hint text, p_more jsonb default '{}')
returns void language plpgsql set search_path = '' as $$
begin
  perform private.fail('PT422', p_message, jsonb_build_object('reason', 'invalid_content', 'table', 'feature_flags',
    'field', p_field, 'problem', p_problem) || p_more, p_hint);
end $$;
comment on function private.refuse_flag(text, text, text, text, jsonb) is 'PT422 naming the column of a flag that is wrong.';
grant execute on function private.refuse_flag(text, text, text, text, jsonb) to authenticated, service_role;

create function private.refuse_too_precise(p_table text, p_percentage numeric) returns void
language plpgsql set search_path = '' as $$
begin
  if p_percentage <> round(p_percentage, 2) then
    perform private.fail('PT422',
      format('The percentage has two decimals at most: %s or %s.', trunc(p_percentage, 2), trunc(p_percentage, 2) + 0.01),
      jsonb_build_object('reason', 'invalid_content', 'table', p_table, 'field', 'rollout_percentage', 'problem', 'too_precise', 'decimals', 2),
      'Give one of the two: a percentage is never rounded.');
  end if;
end $$;
comment on function private.refuse_too_precise(text, numeric) is 'PT422 for a percentage with more than two decimals.';
grant execute on function private.refuse_too_precise(text, numeric) to authenticated, service_role;

create function private.flag_effect(p_flag_name text, p_user_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when not flag.enabled then 'Off for everyone.'
    when p_user_id is not null then format('%s for this user%s.', case when own.enabled then 'On' else 'Off' end, above.part)
    else format('On for %s%s%s.',
      case flag.rollout_percentage
        when 0 then 'nobody: the percentage is 0'
        when 100 then 'everyone'
        else trim_scale(flag.rollout_percentage) || ' % of users'
      end, exceptions.part, above.part)
  end
  from public.feature_flags as flag
  left join public.user_feature_flags as own on own.flag_name = flag.flag_name and own.user_id = p_user_id
  cross join lateral (
    select concat(
      '; by override on for ' || nullif(count(*) filter (where enabled and flag.rollout_percentage < 100), 0),
      '; by override off for ' || nullif(count(*) filter (where not enabled and flag.rollout_percentage > 0), 0)) as part
    from public.user_feature_flags where flag_name = flag.flag_name
  ) as exceptions
  cross join lateral (
    select ', as far as ' || max(flag_name) || ' is on' as part
    from public.feature_flags where starts_with(flag.flag_name, flag_name || ':')
  ) as above
  where flag.flag_name = p_flag_name
$$;
comment on function private.flag_effect(text, uuid) is 'For whom a flag, or a user''s override of it, is on as it stands, in words.';

create function private.is_on_for_everyone(p_flag public.feature_flags) returns boolean
language sql stable security definer set search_path = '' as $$
  select p_flag.enabled and p_flag.rollout_percentage = 100 and not exists (
    select from public.user_feature_flags where flag_name = p_flag.flag_name and not enabled)
$$;
comment on function private.is_on_for_everyone(public.feature_flags) is 'Whether a flag by itself is on for each and every user, so that whatever stands below it answers as without it.';

create function private.flags_below(p_flag_name text, p_except uuid[]) returns text[]
language sql stable security definer set search_path = '' as $$
  select array(select flag_name from public.feature_flags
    where starts_with(flag_name, p_flag_name || ':') and id <> all (p_except) order by flag_name)
$$;
comment on function private.flags_below(text, uuid[]) is 'The names of the flags below a name, but for some.';

create function private.some_names(p_names text[]) returns text language sql immutable set search_path = '' as $$
  select array_to_string(p_names[:3], ', ') || case when cardinality(p_names) > 3 then ' and others' else '' end
$$;
comment on function private.some_names(text[]) is 'The first of some names, for a message.';

-- Trigger functions: bookkeeping -----------------------------------------------------------------------

create function private.keep_flag() returns trigger language plpgsql set search_path = '' as $$
begin
  if num_nulls(new.flag_name, new.enabled, new.rollout_percentage) > 0 then
    perform private.refuse_missing(tg_table_name, to_jsonb(new), '{flag_name,enabled,rollout_percentage}');
  end if;
  if not private.is_flag_name(new.flag_name) then
    perform private.refuse_flag('flag_name', 'wrong_form',
      'A flag''s name is made of a to z, 0 to 9 and _, in parts joined by a colon, such as feature:scenarios:apply; 100 characters at most.',
      'Look for capital letters, blanks and signs that only look like a letter.', '{"max": 100}');
  end if;
  if not new.rollout_percentage between 0 and 100 then
    perform private.refuse_flag('rollout_percentage', 'out_of_range', 'The percentage must be between 0 and 100.',
      'Give a percentage between 0 and 100.', '{"min": 0, "max": 100}');
  end if;
  perform private.refuse_too_precise(tg_table_name, new.rollout_percentage);
  new.rollout_percentage := round(new.rollout_percentage, 2);
  new.updated_at := now();
  if tg_op = 'INSERT' then
    new.salt := coalesce(nullif(new.salt, ''), new.flag_name);
    new.version := 1;
  else
    if new.salt is distinct from old.salt then
      perform private.refuse_flag('salt', 'immutable',
        'The salt of a flag never changes: every user would move to another bucket.', 'Create another flag.');
    end if;
    new.id := old.id;
    new.created_at := old.created_at;
    new.version := old.version + ((new.enabled, new.rollout_percentage)
      is distinct from (old.enabled, old.rollout_percentage))::integer;
  end if;
  return new;
end $$;
comment on function private.keep_flag() is 'Refuses flags that cannot be and keeps their salt and bookkeeping.';

create function private.keep_override() returns trigger language plpgsql set search_path = '' as $$
begin
  if num_nulls(new.user_id, new.flag_name, new.enabled) > 0 then
    perform private.refuse_missing(tg_table_name, to_jsonb(new), '{user_id,flag_name,enabled}');
  end if;
  perform private.known_flag(new.flag_name);
  perform private.refuse_unknown_user(new.user_id);
  new.updated_at := now();
  if tg_op = 'UPDATE' then
    new.id := old.id;
    new.created_at := old.created_at;
  end if;
  return new;
end $$;
comment on function private.keep_override() is 'Refuses overrides of nobody or of no flag and keeps their bookkeeping.';

-- A flag stands above others by its name alone. So that a name mistyped, changed or taken away never turns something
-- else off or, worse, on, a flag comes to stand above others and leaves them only while it is on for everyone.
create function private.leave_other_flags_alone() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  moved uuid[] := '{}'; -- what the statement brings or renames too: families come and go together
  left_alone text[] := '{}';
  met text[] := '{}';
begin
  if tg_op = 'INSERT' then
    moved := array(select id from written);
  elsif tg_op = 'UPDATE' then
    moved := array(select id from written join was using (id) where written.flag_name <> was.flag_name);
  end if;
  if tg_op <> 'INSERT' and not private.is_on_for_everyone(old) then
    left_alone := private.flags_below(old.flag_name, moved);
  end if;
  if tg_op <> 'DELETE' and not private.is_on_for_everyone(new) then
    met := private.flags_below(new.flag_name, moved);
  end if;
  if cardinality(left_alone) > 0 then
    perform private.refuse_flag('flag_name', 'affects_other_flags',
      format('%s stands above %s, which would be on for more people without it. Change or delete what stands below it first, or switch %1$s off.',
        old.flag_name, private.some_names(left_alone)),
      'A flag that is enabled, at 100 % and without overrides that are off can go.', jsonb_build_object('flags', left_alone));
  elsif cardinality(met) > 0 then
    perform private.refuse_flag(case when new.enabled then 'rollout_percentage' else 'enabled' end, 'affects_other_flags',
      format('%s stands above %s, which it would switch off. Write it enabled and at 100 %%, then change it.',
        new.flag_name, private.some_names(met)),
      'Set enabled to true and rollout_percentage to 100.', jsonb_build_object('flags', met));
  end if;
  return null;
end $$;
comment on function private.leave_other_flags_alone() is 'Refuses to insert, rename or delete a flag where that would change what flags below it answer.';

-- Trigger functions: the record ------------------------------------------------------------------------

-- Whoever may use the app may read the flags, and people their own overrides; why an administrator decided so is for the
-- audit alone. So a reason stays in its row only until it is written down.
create function private.audit_flag() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  old_value constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  new_value constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  subject constant jsonb := coalesce(new_value, old_value);
  not_audited constant text[] := '{change_reason, reason, updated_at}';
  reason constant text := coalesce(new_value ->> 'change_reason', new_value ->> 'reason');
begin
  -- What takes the reason out below, and changes nothing else, is no change to write down.
  if reason is null and coalesce(old_value ->> 'change_reason', old_value ->> 'reason') is not null
      and old_value - not_audited = new_value - not_audited then
    return null;
  end if;
  insert into public.feature_flag_audit
    (actor_id, actor_role, flag_name, user_id, operation, old_value, new_value, effect, change_reason)
  values (auth.uid(), private.acting_role(), subject ->> 'flag_name', (subject ->> 'user_id')::uuid,
    lower(tg_op), old_value, new_value,
    case when tg_op <> 'DELETE' then private.flag_effect(subject ->> 'flag_name', (subject ->> 'user_id')::uuid) end, reason);
  if reason is null then
    return null;
  elsif tg_table_name = 'feature_flags' then
    update public.feature_flags set change_reason = null where id = new.id;
  else
    update public.user_feature_flags set reason = null where id = new.id;
  end if;
  return null;
end $$;
comment on function private.audit_flag() is 'Writes every change of flags and overrides to the audit, and takes its reason out of the row.';

create function private.audit_truncated_flags() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  execute format('insert into public.feature_flag_audit
      (actor_id, actor_role, flag_name, user_id, operation, old_value)
    select auth.uid(), private.acting_role(), flag_name, (to_jsonb(flag) ->> ''user_id'')::uuid, ''delete'', to_jsonb(flag)
    from %s as flag', tg_relid::regclass);
  return null;
end $$;
comment on function private.audit_truncated_flags() is 'Writes every row to the audit that a truncate takes away.';

-- Triggers -------------------------------------------------------------------------------------

create trigger keep_flag before insert or update on public.feature_flags
  for each row execute function private.keep_flag();
-- Named so that they come before those of foreign keys, which take a deleted flag's overrides away.
create trigger "A_leave_other_flags_alone" after insert on public.feature_flags
  referencing new table as written for each row execute function private.leave_other_flags_alone();
create trigger "A_leave_renamed_flags_alone" after update on public.feature_flags
  referencing old table as was new table as written for each row when (old.flag_name <> new.flag_name)
  execute function private.leave_other_flags_alone();
create trigger "A_leave_flags_below_alone" after delete on public.feature_flags
  for each row execute function private.leave_other_flags_alone();
create trigger audit_flag after insert or update or delete on public.feature_flags
  for each row execute function private.audit_flag();
create trigger audit_truncated_flags before truncate on public.feature_flags
  for each statement execute function private.audit_truncated_flags();
create trigger keep_override before insert or update on public.user_feature_flags
  for each row execute function private.keep_override();
create trigger audit_flag after insert or update or delete on public.user_feature_flags
  for each row execute function private.audit_flag();
create trigger audit_truncated_flags before truncate on public.user_feature_flags
  for each statement execute function private.audit_truncated_flags();
create trigger keep_history before delete or truncate on public.feature_flag_audit
  for each statement execute function private.keep_history();

-- The flags ------------------------------------------------------------------------------------

insert into public.feature_flags (flag_name, enabled, rollout_percentage, salt, description, disabled_message) values
  ('feature:scenarios', false, 0, 'feature:scenarios',
    'Scenarios: copies of instances to experiment with.',
    'Scenarios are not available to you yet. What you made with them is kept and can be exported.'),
  ('feature:scenarios:apply', false, 100, 'feature:scenarios:apply',
    'Applying a scenario to the real instances, and undoing that.',
    'Applying scenarios is switched off for now. Your scenarios are kept as they are.'),
  ('feature:scenarios:conflict_resolution', false, 100, 'feature:scenarios:conflict_resolution',
    'Deciding field by field when reality changed meanwhile.',
    'Resolving conflicts is switched off for now. Refresh the scenario, or apply only what does not conflict.');
