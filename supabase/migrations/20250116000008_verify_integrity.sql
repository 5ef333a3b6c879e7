-- Integrity, last part: flags, the rollout, references and guards; the list of all invariants; and the function that looks for what
-- breaks them, all or a part. Whoever adds an invariant writes its function, and its name into private.invariants().

-- Flags and the rollout --------------------------------------------------------------------------

-- What was renamed is in the audit under its new name, with the old one in old_value.
create view private.last_flag_changes with (security_invoker = true) as
select distinct on (flag_name, user_id) id, flag_name, user_id, operation, created_at, new_value
from public.feature_flag_audit
-- Without a user, only what tells of a flag; and nothing of accounts that are deleted, whose overrides are nobody's.
where case when user_id is null then coalesce(new_value, old_value) ? 'rollout_percentage'
  else user_id <> private.deleted_account() end
order by flag_name, user_id, created_at desc;
comment on view private.last_flag_changes is 'The last that the audit tells of each flag and of each override.';

create function private.flags_are_within_their_bounds() returns setof private.violation language sql stable set search_path = '' as $$
  select 'feature_flags', id, null::uuid
  from public.feature_flags
  where (private.is_flag_name(flag_name) and rollout_percentage between 0 and 100
    and rollout_percentage = round(rollout_percentage, 2) and salt <> '') is not true
$$;
comment on function private.flags_are_within_their_bounds() is 'A flag has a name, percentage or salt that none may have.';

create function private.the_audit_ends_in_what_each_flag_is() returns setof private.violation language sql stable set search_path = '' as $$
  select 'feature_flags', flag.id, null::uuid
  from public.feature_flags as flag
  left join private.last_flag_changes as last_change on last_change.flag_name = flag.flag_name and last_change.user_id is null
  where (last_change.new_value ->> 'enabled')::boolean is distinct from flag.enabled
    or (last_change.new_value ->> 'rollout_percentage')::numeric is distinct from flag.rollout_percentage
    or last_change.new_value ->> 'salt' is distinct from flag.salt
  union all
  select 'user_feature_flags', override.id, override.user_id
  from public.user_feature_flags as override left join private.last_flag_changes as last_change using (flag_name, user_id)
  where (last_change.new_value ->> 'enabled')::boolean is distinct from override.enabled
$$;
comment on function private.the_audit_ends_in_what_each_flag_is() is 'A flag or an override was changed without a word in the audit.';

create function private.the_audit_tells_of_the_end_of_each_flag() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'feature_flag_audit', last_change.id, last_change.user_id
  from private.last_flag_changes as last_change
  where operation <> 'delete'
    and case when user_id is null then not exists (select from public.feature_flags where flag_name = last_change.flag_name)
      else not exists (select from public.user_feature_flags as override
        where override.flag_name = last_change.flag_name and override.user_id = last_change.user_id) end
    and not exists (
      select from public.feature_flag_audit as renamed
      where renamed.old_value ->> 'flag_name' = last_change.flag_name and renamed.flag_name <> last_change.flag_name
        and renamed.user_id is not distinct from last_change.user_id and renamed.created_at >= last_change.created_at)
$$;
comment on function private.the_audit_tells_of_the_end_of_each_flag() is 'A flag or an override vanished without a word in the audit.';

create function private.the_open_period_is_that_of_the_active_phase() returns setof private.violation
language sql stable set search_path = '' as $$
  select 'rollout_periods', period.id, null::uuid
  from (
    select phase.name as phase, flag.flag_name, flag.version, flag.enabled, flag.rollout_percentage
    from public.rollout_phases as phase join public.feature_flags as flag using (flag_name) where phase.status = 'active'
  ) as active
  full join (select * from private.rollout_periods where ended_at is null) as period
    on (period.phase, period.flag_name, period.flag_version, period.enabled, period.rollout_percentage)
      = (active.phase, active.flag_name, active.version, active.enabled, active.rollout_percentage)
  where period.id is null or active.phase is null
$$;
comment on function private.the_open_period_is_that_of_the_active_phase() is 'Gates would judge another phase, or other groups, than there are.';

-- The schema -----------------------------------------------------------------------------------

-- Foreign keys are kept by triggers, which a restore or a repair may have switched off. Asked of the catalogue, so that a key that
-- comes later is looked at too.
create function private.every_reference_leads_to_a_row_that_is_there() returns setof private.violation
language plpgsql stable set search_path = '' as $$
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
      'select %L, here.%I, %s from %s as here where %s and not exists (select from %s as there where %s)',
      reference.table_name, coalesce(reference.id, 'id'),
      case when reference.has_user then 'here.user_id' else 'null::uuid' end, reference.from_table, reference.given,
      reference.to_table, reference.matched);
  end loop;
end $$;
comment on function private.every_reference_leads_to_a_row_that_is_there() is 'A row belongs to a row, or to an account, that is gone.';

create function private.every_trigger_is_on() returns setof private.violation language sql stable set search_path = '' as $$
  select relation.relname, null::uuid, null::uuid
  from pg_catalog.pg_trigger as trigger
  join pg_catalog.pg_class as relation on relation.oid = trigger.tgrelid
  join pg_catalog.pg_proc as function on function.oid = trigger.tgfoid
  where trigger.tgenabled not in ('O', 'A')
    and (relation.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      or function.pronamespace = 'private'::regnamespace)
$$;
comment on function private.every_trigger_is_on() is 'A trigger is switched off: whatever it keeps is no longer kept.';

create function private.row_level_security_is_on_wherever_there_are_policies() returns setof private.violation
language sql stable set search_path = '' as $$
  select relation.relname, null::uuid, null::uuid
  from pg_catalog.pg_class as relation
  where relation.relnamespace = 'public'::regnamespace and not relation.relrowsecurity
    and exists (select from pg_catalog.pg_policy where polrelid = relation.oid)
$$;
comment on function private.row_level_security_is_on_wherever_there_are_policies() is 'Everybody can see the rows of everybody.';

create function private.every_constraint_and_index_is_valid() returns setof private.violation language sql stable set search_path = '' as $$
  select relation.relname, null::uuid, null::uuid
  from pg_catalog.pg_class as relation
  where relation.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    and (exists (select from pg_catalog.pg_constraint where conrelid = relation.oid and not convalidated)
      or exists (select from pg_catalog.pg_index where indrelid = relation.oid and not (indisvalid and indisready)))
$$;
comment on function private.every_constraint_and_index_is_valid() is 'A constraint or an index does not hold for all rows.';

-- All invariants ---------------------------------------------------------------------------------

create function private.invariants() returns table (part text, name text, finder regproc, meaning text)
language sql stable rows 50 set search_path = '' as $$
  select part, name, finder, obj_description(finder, 'pg_proc')
  from (values
    ('accounts', 'every user has a profile'),
    ('accounts', 'deleted accounts stay deleted'),
    ('accounts', 'feedback keeps its rules'),
    ('accounts', 'kept projections keep their rules'),
    ('accounts', 'nobody has more than the limits allow'),
    ('content', 'profiles keep their rules'),
    ('content', 'content keeps the rules of its kind'),
    ('content', 'loans are secured on properties that are there'),
    ('content', 'what copies agreed with keeps the rules of its kind'),
    ('content', 'scenarios keep their rules'),
    ('scenarios', 'a user has one primary scenario'),
    ('scenarios', 'scenario instances belong to the owner of their scenario'),
    ('scenarios', 'a scenario holds one copy of a source'),
    ('scenarios', 'a source and its base come together'),
    ('scenarios', 'every source is known'),
    ('scenarios', 'copies have the owner, lineage and kind of their source'),
    ('scenarios', 'no copy knows a version that its source has not reached'),
    ('scenarios', 'base equals reality at base_version'),
    ('scenarios', 'edited params are those that differ from base'),
    ('scenarios', 'agreed fields are as in base'),
    ('scenarios', 'a proposal is written as base where it equals it'),
    ('scenarios', 'no version is below one'),
    ('scenarios', 'a lineage occurs once among a user''s instances'),
    ('scenarios', 'what was purged and is back is who it was'),
    ('scenarios', 'a request id is used once'),
    ('history', 'history has the items it counts'),
    ('history', 'failed and conflicting attempts changed nothing'),
    ('history', 'the outcome of a record fits what it says'),
    ('history', 'an application is reverted once'),
    ('history', 'a revert undoes an apply or a revert that succeeded'),
    ('history', 'history belongs to one user'),
    ('history', 'history is of the scenario that it names'),
    ('history', 'every instance of history is known'),
    ('history', 'history has the lineage and kind of its instance'),
    ('history', 'history knows no version that reality has not reached'),
    ('history', 'history equals reality'),
    ('history', 'an item says what its action does'),
    ('history', 'no version was written twice'),
    ('history', 'what an item found is what the one before left'),
    ('history', 'a kept answer is that of its request'),
    ('flags', 'flags are within their bounds'),
    ('flags', 'the audit ends in what each flag is'),
    ('flags', 'the audit tells of the end of each flag'),
    ('flags', 'the open period is that of the active phase'),
    ('references', 'every reference leads to a row that is there'),
    ('references', 'every trigger is on'),
    ('references', 'row level security is on wherever there are policies'),
    ('references', 'every constraint and index is valid')
  ) as invariant (part, name)
  -- The function of an invariant is named as it is: a_request_id_is_used_once.
  cross join lateral cast('private.' || regexp_replace(translate(name, ' ', '_'), '[^a-z_]', '', 'g') as regproc) as finder
$$;
comment on function private.invariants() is 'What verify_integrity verifies, in parts: each with the function that finds what breaks it, and what that means.';

-- Without the compiler, which takes longer than any of them, and with room to sort and hash in memory.
create function private.violations(p_finder regproc)
returns table (violations bigint, sample_ids uuid[], user_ids uuid[], tables text[])
language plpgsql stable rows 1 set search_path = '' set jit = off set work_mem = '64MB' as $$
begin
  return query execute format($query$
    -- A row is counted once, whatever of it is wrong.
    select count(distinct (table_name, id)),
      coalesce((array_agg(distinct id) filter (where id is not null))[1:5], '{}'),
      coalesce((array_agg(distinct user_id) filter (where user_id is not null))[1:5], '{}'),
      coalesce(array_agg(distinct table_name), '{}')
    from %s()$query$, p_finder);
end $$;
comment on function private.violations(regproc) is 'How many rows a function of an invariant finds, some of them, whose they are, and in which tables.';

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
    select json_agg(json_build_object('name', name, 'part', part, 'violations', violations,
      'sample_ids', sample_ids, 'user_ids', user_ids, 'tables', tables, 'meaning', meaning) order by name)
    from private.invariants() cross join private.violations(finder)
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
