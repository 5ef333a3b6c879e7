-- Integrity, third part: flags, the rollout, references and guards; the list of all invariants; and the function that looks for
-- what breaks them, all at once or a part at a time.

-- Private functions: flags and the rollout -----------------------------------------------------------

-- What was renamed is in the audit under its new name, with the old one in old_value.
create function private.flag_violations() returns setof private.violation
language sql stable set search_path = '' set jit = off as $$
  with last_change as materialized (
    select distinct on (flag_name, user_id) id, flag_name, user_id, operation, created_at, new_value
    from public.feature_flag_audit
    -- Without a user, only what tells of a flag; and nothing of accounts that are deleted, whose overrides are nobody's.
    where case when user_id is null then coalesce(new_value, old_value) ? 'rollout_percentage'
      else user_id <> private.deleted_account() end
    order by flag_name, user_id, created_at desc
  )
  select 'flags are within their bounds', 'feature_flags', id, null::uuid
  from public.feature_flags
  where (private.is_flag_name(flag_name) and rollout_percentage between 0 and 100
    and rollout_percentage = round(rollout_percentage, 2) and salt <> '') is not true
  union all
  select 'the audit ends in what each flag is', 'feature_flags', flag.id, null
  from public.feature_flags as flag
  left join last_change on last_change.flag_name = flag.flag_name and last_change.user_id is null
  where (last_change.new_value ->> 'enabled')::boolean is distinct from flag.enabled
    or (last_change.new_value ->> 'rollout_percentage')::numeric is distinct from flag.rollout_percentage
    or last_change.new_value ->> 'salt' is distinct from flag.salt
  union all
  select 'the audit ends in what each flag is', 'user_feature_flags', override.id, override.user_id
  from public.user_feature_flags as override left join last_change using (flag_name, user_id)
  where (last_change.new_value ->> 'enabled')::boolean is distinct from override.enabled
  union all
  select 'the audit tells of the end of each flag', 'feature_flag_audit', last_change.id, last_change.user_id
  from last_change
  where operation <> 'delete'
    and case when user_id is null then not exists (select from public.feature_flags where flag_name = last_change.flag_name)
      else not exists (select from public.user_feature_flags as override
        where override.flag_name = last_change.flag_name and override.user_id = last_change.user_id) end
    and not exists (
      select from public.feature_flag_audit as renamed
      where renamed.old_value ->> 'flag_name' = last_change.flag_name and renamed.flag_name <> last_change.flag_name
        and renamed.user_id is not distinct from last_change.user_id and renamed.created_at >= last_change.created_at)
  union all
  select 'the open period is that of the active phase', 'rollout_periods', period.id, null
  from (
    select phase.name as phase, flag.flag_name, flag.version, flag.enabled, flag.rollout_percentage
    from public.rollout_phases as phase join public.feature_flags as flag using (flag_name) where phase.status = 'active'
  ) as active
  full join (select * from private.rollout_periods where ended_at is null) as period
    on (period.phase, period.flag_name, period.flag_version, period.enabled, period.rollout_percentage)
      = (active.phase, active.flag_name, active.version, active.enabled, active.rollout_percentage)
  where period.id is null or active.phase is null
$$;
comment on function private.flag_violations() is 'What of flags, overrides, their audit and the rollout breaks an invariant.';

-- Private functions: the schema ----------------------------------------------------------------------

-- Foreign keys are kept by triggers, which a restore or a repair may have switched off. Asked of the catalogue, so that a key that
-- comes later is looked at too.
create function private.reference_violations() returns setof private.violation
language plpgsql stable set search_path = '' set jit = off set work_mem = '64MB' as $$
declare
  reference record;
begin
  for reference in
    select relation.relname as table_name, relation.oid::regclass as from_table, key.confrelid::regclass as to_table,
      (select string_agg(format('there.%I = here.%I', there.attname, here.attname), ' and ')
        from unnest(key.conkey, key.confkey) as pair (here, there)
        join pg_catalog.pg_attribute as here on here.attrelid = key.conrelid and here.attnum = pair.here
        join pg_catalog.pg_attribute as there on there.attrelid = key.confrelid and there.attnum = pair.there) as matched,
      (select string_agg(format('here.%I is not null', attname), ' and ')
        from pg_catalog.pg_attribute where attrelid = key.conrelid and attnum = any (key.conkey)) as given,
      (select attname from pg_catalog.pg_attribute where attrelid = key.conrelid and atttypid = 'uuid'::regtype
        and attname in ('id', 'application_id', 'user_id') order by array_position('{id,application_id,user_id}', attname::text)
        limit 1) as id,
      exists (select from pg_catalog.pg_attribute where attrelid = key.conrelid and attname = 'user_id') as has_user
    from pg_catalog.pg_constraint as key
    join pg_catalog.pg_class as relation on relation.oid = key.conrelid
    where key.contype = 'f' and relation.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
  loop
    return query execute format(
      'select %L, %L, here.%I, %s from %s as here where %s and not exists (select from %s as there where %s)',
      'every reference leads to a row that is there', reference.table_name, coalesce(reference.id, 'id'),
      case when reference.has_user then 'here.user_id' else 'null::uuid' end, reference.from_table, reference.given,
      reference.to_table, reference.matched);
  end loop;
end $$;
comment on function private.reference_violations() is 'Rows whose foreign key leads nowhere.';

create function private.guard_violations() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'every trigger is on', relation.relname, null::uuid, null::uuid
  from pg_catalog.pg_trigger as trigger
  join pg_catalog.pg_class as relation on relation.oid = trigger.tgrelid
  join pg_catalog.pg_proc as function on function.oid = trigger.tgfoid
  where trigger.tgenabled not in ('O', 'A')
    and (relation.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      or function.pronamespace = 'private'::regnamespace)
  union all
  select 'row level security is on wherever there are policies', relation.relname, null, null
  from pg_catalog.pg_class as relation
  where relation.relnamespace = 'public'::regnamespace and not relation.relrowsecurity
    and exists (select from pg_catalog.pg_policy where polrelid = relation.oid)
  union all
  select 'every constraint and index is valid', relation.relname, null, null
  from pg_catalog.pg_class as relation
  where relation.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    and (exists (select from pg_catalog.pg_constraint where conrelid = relation.oid and not convalidated)
      or exists (select from pg_catalog.pg_index where indrelid = relation.oid and not (indisvalid and indisready)))
$$;
comment on function private.guard_violations() is 'Tables without something that keeps their rows true.';

-- Private functions: all invariants --------------------------------------------------------------------

create function private.invariants() returns table (part text, name text, meaning text)
language sql immutable rows 50 set search_path = '' as $$
  values
    ('accounts', 'every user has a profile', 'Somebody has no profile: the app cannot show them their settings.'),
    ('accounts', 'deleted accounts stay deleted', 'An account that was deleted is back, as after a restore.'),
    ('content', 'profiles keep their rules', 'Currency, locale, theme or assumptions are what no profile may hold.'),
    ('accounts', 'feedback keeps its rules', 'A message is what nobody could have sent.'),
    ('accounts', 'nobody has more than the limits allow', 'Somebody was given more than the limits allowed at that time.'),
    ('content', 'content keeps the rules of its kind', 'Name, status or params are what no investment of this kind may hold.'),
    ('content', 'what copies agreed with keeps the rules of its kind', 'The base of a copy is what no investment of this kind may hold.'),
    ('content', 'scenarios keep their rules', 'Name, description, status, tags or assumptions are what no scenario may hold.'),
    ('scenarios', 'a user has one primary scenario', 'Several scenarios are shown beside reality.'),
    ('scenarios', 'scenario instances belong to the owner of their scenario', 'A copy lies in a scenario of somebody else.'),
    ('scenarios', 'a scenario holds one copy of a source', 'A holding counts twice in a scenario.'),
    ('scenarios', 'a source and its base come together', 'A copy has lost what it was copied from, or what is new has such a thing.'),
    ('scenarios', 'every source is known', 'A copy was made of an instance that never was.'),
    ('scenarios', 'copies have the owner, lineage and kind of their source', 'A copy is not of the holding that it says it is of.'),
    ('scenarios', 'no copy knows a version that its source has not reached', 'Reality went back behind what a copy has seen.'),
    ('scenarios', 'base equals reality at base_version', 'A change of reality, or its absence, would be overlooked by apply.'),
    ('scenarios', 'edited params are those that differ from base', 'A proposal would be overlooked by apply, or a plan take longer.'),
    ('scenarios', 'agreed fields are as in base', 'An undo in another scenario would bring back a proposal that nobody made.'),
    ('scenarios', 'a proposal is written as base where it equals it', 'Equal numbers are written otherwise, so undo would not restore every byte.'),
    ('scenarios', 'no version is below one', 'A version was set by hand.'),
    ('scenarios', 'a lineage occurs once among a user''s instances', 'A holding exists twice.'),
    ('scenarios', 'what was purged and is back is who it was', 'A row was put back with another owner, lineage, kind, or an older version.'),
    ('scenarios', 'a request id is used once', 'A repeated request may have been carried out twice.'),
    ('history', 'history has the items it counts', 'A record counts other items than it has.'),
    ('history', 'failed and conflicting attempts changed nothing', 'An attempt that changed nothing has items.'),
    ('history', 'the outcome of a record fits what it says', 'A record contradicts itself.'),
    ('history', 'an application is reverted once', 'An application was undone twice.'),
    ('history', 'a revert undoes an apply or a revert that succeeded', 'An undo is of nothing, of itself, or of what cannot be undone.'),
    ('history', 'history belongs to one user', 'A record, its items and what they name belong to different users.'),
    ('history', 'history is of the scenario that it names', 'An item tells of a copy in another scenario.'),
    ('history', 'every instance of history is known', 'An item tells of an instance that never was.'),
    ('history', 'history has the lineage and kind of its instance', 'An item tells of another holding than it names.'),
    ('history', 'history knows no version that reality has not reached', 'Reality went back behind what was recorded of it.'),
    ('history', 'history equals reality', 'Reality is not what the record of this very version says.'),
    ('history', 'an item says what its action does', 'What an item found and left does not fit its action.'),
    ('history', 'no version was written twice', 'Two records say that they wrote the same version.'),
    ('history', 'what an item found is what the one before left', 'Two records say different things of the same version.'),
    ('history', 'a kept answer is that of its request', 'A repeated request would be answered with something else.'),
    ('flags', 'flags are within their bounds', 'A flag has a name, percentage or salt that none may have.'),
    ('flags', 'the audit ends in what each flag is', 'A flag or an override was changed without a word in the audit.'),
    ('flags', 'the audit tells of the end of each flag', 'A flag or an override vanished without a word in the audit.'),
    ('flags', 'the open period is that of the active phase', 'Gates would judge another phase, or other groups, than there are.'),
    ('references', 'every reference leads to a row that is there', 'A row belongs to a row, or to an account, that is gone.'),
    ('references', 'every trigger is on', 'A trigger is switched off: whatever it keeps is no longer kept.'),
    ('references', 'row level security is on wherever there are policies', 'Everybody can see the rows of everybody.'),
    ('references', 'every constraint and index is valid', 'A constraint or an index does not hold for all rows.')
$$;
comment on function private.invariants() is 'What verify_integrity verifies, in parts, and what a violation means.';

create function private.violations(p_part text) returns setof private.violation
language plpgsql stable rows 10 set search_path = '' as $$
begin
  case p_part
    when 'accounts' then
      return query select * from private.account_violations();
    when 'content' then
      return query select * from private.content_violations();
      return query select * from private.copied_content_violations();
      return query select * from private.assumption_violations();
      return query select * from private.column_violations();
    when 'scenarios' then
      return query select * from private.scenario_violations();
      return query select * from private.identity_violations();
    when 'history' then
      return query select * from private.record_violations();
      return query select * from private.ownership_violations();
      return query select * from private.instance_history_violations();
      return query select * from private.item_violations();
      return query select * from private.chain_violations();
      return query select * from private.answer_violations();
    when 'flags' then
      return query select * from private.flag_violations();
    when 'references' then
      return query select * from private.reference_violations();
      return query select * from private.guard_violations();
  end case;
end $$;
comment on function private.violations(text) is 'What breaks an invariant of a part.';

create function private.verify_integrity(p_part text default null) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  parts constant text[] := array(select distinct part from private.invariants());
begin
  perform private.require_role(private.is_ops(), 'ops');
  if p_part <> all (parts) then
    perform private.refuse_argument('p_part', 'There is no such part.',
      format('Send one of: %s; or none, for all.', array_to_string(parts, ', ')));
  end if;
  return (
    with violation as materialized (
      select found.* from unnest(parts) as part cross join lateral private.violations(part) as found
      where part = coalesce(p_part, part)
    )
    select json_agg(json_build_object('name', name, 'part', part, 'violations', found.violations,
      'sample_ids', found.sample_ids, 'user_ids', found.user_ids, 'tables', found.tables, 'meaning', meaning) order by name)
    from private.invariants() as invariant
    cross join lateral (
      -- A row is counted once, whatever of it is wrong.
      select count(distinct (table_name, id)) as violations,
        coalesce((array_agg(distinct id) filter (where id is not null))[1:5], '{}') as sample_ids,
        coalesce((array_agg(distinct user_id) filter (where user_id is not null))[1:5], '{}') as user_ids,
        array(select distinct table_name from violation where invariant = invariant.name order by 1) as tables
      from violation where violation.invariant = invariant.name
    ) as found
    where part = coalesce(p_part, part));
end $$;
comment on function private.verify_integrity(text) is 'See public.verify_integrity.';
grant execute on function private.verify_integrity(text) to authenticated, service_role;

-- Public functions -----------------------------------------------------------------------------

create function public.verify_integrity(p_part text default null) returns json
language sql stable set search_path = '' set statement_timeout = '5min' as $$
  select private.verify_integrity(private.short(p_part, 'part'))
$$;
comment on function public.verify_integrity(text) is 'For operators: one row an invariant, of all or of one part (accounts, content, scenarios, history, flags, references): [{name, part, violations, sample_ids: of up to five rows, user_ids: whose they are, tables, meaning}].';
revoke execute on function public.verify_integrity(text) from public, anon;
grant execute on function public.verify_integrity(text) to authenticated, service_role;

revoke execute on all functions in schema private from public;
