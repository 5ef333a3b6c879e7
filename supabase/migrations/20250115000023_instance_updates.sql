-- Updates: fields of many instances of reality in one step, recorded and to be undone like an apply.

-- Private functions ----------------------------------------------------------------------------

create function private.check_updates(p_changes jsonb) returns void
language plpgsql immutable set search_path = '' as $$
declare
  wrong text;
begin
  if jsonb_typeof(p_changes) is distinct from 'object' or p_changes = '{}' then
    perform private.refuse_argument('p_changes', 'Changes must be an object of instances.',
      'Send {"<instance id>": {"version": 3, "params": {"value": 500000}}}.');
  end if;
  select key into wrong from jsonb_each(p_changes)
  -- As an id is written here: in two ways it could name one instance twice.
  where case when pg_input_is_valid(key, 'uuid') then key <> key::uuid::text else true end or jsonb_typeof(value) <> 'object'
     or not coalesce(value - array['version', 'params'] = '{}' and jsonb_typeof(value -> 'params') = 'object'
       and value -> 'params' <> '{}' and jsonb_typeof(value -> 'version') = 'number'
       and value ->> 'version' ~ '^[0-9]{1,10}$', false)
     or exists (select from jsonb_each(case jsonb_typeof(value -> 'params') when 'object' then value -> 'params' else '{}' end)
       as param (name, sent) where jsonb_typeof(sent) in ('object', 'array'))
  limit 1;
  if found then
    perform private.fail('PT400', 'A change is not understood.',
      jsonb_build_object('reason', 'bad_change', 'argument', 'p_changes', 'row', left(wrong, 100)),
      'Send {"<instance id>": {"version": 3, "params": {"value": 500000}}}; a value of null takes a field away.');
  end if;
end $$;
comment on function private.check_updates(jsonb) is 'PT400 unless updates have the right form.';

-- To the merge each row is a copy that was made of reality as it is.
create function private.update_inputs(p_changes jsonb) returns private.merge_input[]
language plpgsql stable set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 as $$
begin
  return (
  select array_agg((instance.id, null, instance.id, instance.lineage_id, instance.kind, null, instance.version, instance.version,
    to_jsonb((instance.name, instance.status, instance.params)::private.content), instance.name, instance.status, instance.params,
    instance.name, instance.status, jsonb_strip_nulls(instance.params || change.params),
    array(select jsonb_object_keys(change.params)), null, null)::private.merge_input
    order by instance.created_at, instance.id)
  from (select key::uuid as id, value -> 'params' as params from jsonb_each(p_changes)) as change
  join public.instances as instance on instance.id = change.id and (instance.user_id = (select auth.uid())) is true
    and instance.deleted_at is null);
end $$;
comment on function private.update_inputs(jsonb) is 'The instances that updates name as the merge wants them: proposed is what they are to be.';

create function private.check_updated_rows(p_changes jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  missing uuid;
  moved jsonb;
begin
  select change.id into missing from (select key::uuid as id from jsonb_each(p_changes)) as change
  where not exists (select from public.instances as instance
    where instance.id = change.id and instance.user_id = (select auth.uid()) and instance.deleted_at is null)
  limit 1;
  if found then
    perform private.not_found('instance', missing);
  end if;
  select jsonb_agg(instance.id order by instance.id) into moved
  from jsonb_each(p_changes) as change join public.instances as instance on instance.id = change.key::uuid
  where instance.version <> (change.value ->> 'version')::bigint;
  if moved is not null then
    perform private.fail('PT409', 'Some of these were changed elsewhere meanwhile. Nothing was changed.',
      jsonb_build_object('reason', 'version_moved', 'instance_ids', moved),
      'Read them again, and send the change with their new versions.');
  end if;
end $$;
comment on function private.check_updated_rows(jsonb) is 'PT404 for an instance that is not the caller''s, PT409 naming those that are at another version.';

create function private.update_instances(p_changes jsonb, p_request_id uuid) returns json
language plpgsql security definer set search_path = '' as $$
declare
  started constant timestamptz := clock_timestamp();
  arguments constant jsonb := jsonb_build_object('operation', 'update', 'changes', p_changes);
  first_id constant uuid := private.begin_request(p_request_id, arguments);
  changes jsonb;
  inputs private.merge_input[];
begin
  changes := private.document(p_changes, 'p_changes');
  if first_id is not null then
    inputs := private.update_inputs(changes);
    return private.answer_again(first_id, case (select status from public.scenario_applications where id = first_id)
      when 'success' then private.recorded_plan((select application from public.scenario_applications as application
        where application.id = first_id))
      else private.plan_merge(inputs, '{}') end, private.fingerprint(inputs));
  end if;
  perform private.check_updates(changes);
  -- Nobody changes these rows meanwhile.
  perform from public.instances where (user_id = (select auth.uid())) is true and id in (
    select key::uuid from jsonb_each(changes))
  order by id for no key update;
  perform private.check_updated_rows(changes);
  inputs := private.update_inputs(changes);
  return private.carry_out(private.new_application(null, null, p_request_id, 'update'), arguments, started, inputs,
    private.plan_merge(inputs, '{}'), private.fingerprint(inputs), '{}');
end $$;
comment on function private.update_instances(jsonb, uuid) is 'See public.update_instances.';
grant execute on function private.update_instances(jsonb, uuid) to authenticated, service_role;

-- Public functions -----------------------------------------------------------------------------

create function public.update_instances(p_changes jsonb, p_request_id uuid)
returns json language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.update_instances(private.small(p_changes, 'max_changes_bytes'), p_request_id);
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.update_instances(jsonb, uuid) is 'Fields of many instances, {"<instance id>": {version, params: {<key>: value | null}}}, all or nothing: {application_id, status: success | failed, items, error}. One that is at another version is refused with PT409, naming all such. Undone by revert_application.';
revoke execute on function public.update_instances(jsonb, uuid) from public, anon;
grant execute on function public.update_instances(jsonb, uuid) to authenticated, service_role;
