-- Keeps loans secured on properties that are there, whoever writes: in reality among the instances of their owner, in a scenario
-- among what it holds and what of reality it does not copy.

-- Sets of rows -------------------------------------------------------------------------------------

create function private.real_security(p_user_id uuid, p_written uuid[]) returns private.secured_row[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg((id, lineage_id, kind, name, params, id = any (p_written))::private.secured_row), '{}')
  from public.instances
  where user_id = p_user_id and deleted_at is null and (kind = 'property' or kind = 'loan' and params ? 'secured_on')
$$;
comment on function private.real_security(uuid, uuid[]) is 'The properties of a user and the loans on them.';

create function private.scenario_security(p_user_id uuid, p_scenario_id uuid, p_written uuid[]) returns private.secured_row[]
language sql stable set search_path = '' as $$
  with copy as materialized (
    select id, lineage_id, kind, name, params from public.scenario_instances
    where scenario_id = p_scenario_id and user_id = p_user_id and deleted_at is null and kind in ('property', 'loan')
  )
  select coalesce(array_agg((id, lineage_id, kind, name, params, is_written)::private.secured_row), '{}')
  from (
    select *, id = any (p_written) as is_written from copy
    union all
    select id, lineage_id, kind, name, params, false from public.instances
    where user_id = p_user_id and deleted_at is null and (kind = 'property' or kind = 'loan' and params ? 'secured_on')
      and lineage_id not in (select copy.lineage_id from copy)
  ) as held
$$;
comment on function private.scenario_security(uuid, uuid, uuid[]) is 'The properties and the loans that a scenario would bring: its own, and those of reality that it does not copy.';

-- Refusals ------------------------------------------------------------------------------------------

create function private.refuse_insecure(p_table text, p_rows private.secured_row[]) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform private.refuse_problems(p_table, (
    select jsonb_agg(to_jsonb(entry)) from (select * from private.security_problems(p_rows) limit 20) as entry));
end $$;
comment on function private.refuse_insecure(text, private.secured_row[]) is 'PT422 where a loan is not secured as it says.';

create function private.refuse_loss_of_security(p_rows private.secured_row[], p_lineage_ids uuid[]) returns void
language plpgsql stable set search_path = '' as $$
declare
  ids jsonb;
  names text[];
begin
  select jsonb_agg(loan.place order by loan.name, loan.place), array_agg(loan.name order by loan.name, loan.place)
  into ids, names
  from unnest(p_rows) as loan
  where loan.kind = 'loan' and loan.params ->> 'secured_on' = any (p_lineage_ids::text[]) and not exists (
    select from unnest(p_rows) as property where property.kind = 'property' and property.lineage_id = loan.params ->> 'secured_on');
  if ids is not null then
    perform private.fail('PT409', format('Loans are secured on this property: %s. Nothing was deleted.',
        array_to_string(names[1:3], ', ') || case when cardinality(names) > 3 then format(' and %s more', cardinality(names) - 3) else '' end),
      jsonb_build_object('reason', 'secures_loans', 'loan_ids', ids),
      'Delete these loans first, or take the property out of what they are secured on.');
  end if;
end $$;
comment on function private.refuse_loss_of_security(private.secured_row[], uuid[]) is 'PT409 naming the loans that would be left without the property that secures them.';

-- Triggers ------------------------------------------------------------------------------------------

create function private.check_real_security() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  touched record;
begin
  if tg_op = 'INSERT' then
    for touched in
      select user_id, array_agg(id) as ids from written
      where private.is_security_moved(kind, null, params) and deleted_at is null group by user_id
    loop
      perform private.refuse_insecure('instances', private.real_security(touched.user_id, touched.ids));
    end loop;
    return null;
  end if;
  for touched in
    select now.user_id, array_agg(now.id) as ids,
      array_agg(now.lineage_id) filter (where now.kind = 'property' and now.deleted_at is not null) as gone
    from written as now join previous as past using (id)
    where now.kind in ('loan', 'property') and case
      when now.deleted_at is not null then now.kind = 'property' and past.deleted_at is null
      else private.is_security_moved(now.kind, case when past.deleted_at is null then past.params end, now.params) end
    group by now.user_id
  loop
    perform private.refuse_loss_of_security(private.real_security(touched.user_id, '{}'), touched.gone);
    perform private.refuse_insecure('instances', private.real_security(touched.user_id, touched.ids));
  end loop;
  return null;
end $$;
comment on function private.check_real_security() is 'Checks the loans and properties of reality that a statement wrote.';

create function private.check_scenario_security() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  touched record;
begin
  -- A copy whose source is there leaves reality's property in its place; one whose source is gone may leave, as an apply has it do.
  for touched in
    select now.user_id, now.scenario_id, array_agg(now.id) as ids,
      array_agg(now.lineage_id) filter (where now.kind = 'property' and now.deleted_at is not null) as gone
    from written as now join previous as past using (id)
    where now.kind in ('loan', 'property') and case
      when now.deleted_at is not null
        then now.kind = 'property' and past.deleted_at is null and now.source_instance_id is null
      else private.is_security_moved(now.kind, case when past.deleted_at is null then past.params end, now.params) end
    group by now.user_id, now.scenario_id
  loop
    perform private.refuse_loss_of_security(
      private.scenario_security(touched.user_id, touched.scenario_id, '{}'), touched.gone);
    perform private.refuse_insecure('scenario_instances',
      private.scenario_security(touched.user_id, touched.scenario_id, touched.ids));
  end loop;
  return null;
end $$;
comment on function private.check_scenario_security() is 'Checks the loans and properties of scenarios that a statement wrote.';

create function private.refuse_added_security(p_user_id uuid, p_scenario_id uuid, p_ids uuid[]) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if auth.uid() is null or auth.uid() = p_user_id then
    perform private.refuse_insecure('scenario_instances', private.scenario_security(p_user_id, p_scenario_id, p_ids));
  end if;
end $$;
comment on function private.refuse_added_security(uuid, uuid, uuid[]) is 'PT422 where loans that were added to a scenario are not secured as they say.';
grant execute on function private.refuse_added_security(uuid, uuid, uuid[]) to authenticated, service_role;

-- What our functions add was judged where it comes from: a copy in reality, an entry in its document.
create function private.check_added_security() returns trigger
language plpgsql set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  touched record;
begin
  if private.is_client() then
    for touched in
      select user_id, scenario_id, array_agg(id) as ids from written
      where kind = 'loan' and params ? 'secured_on' group by user_id, scenario_id
    loop
      perform private.refuse_added_security(touched.user_id, touched.scenario_id, touched.ids);
    end loop;
  end if;
  return null;
end $$;
comment on function private.check_added_security() is 'Checks the loans that a client adds to scenarios.';

create trigger check_security_after_insert after insert on public.instances
  referencing new table as written for each statement execute function private.check_real_security();
create trigger check_security_after_update after update on public.instances
  referencing old table as previous new table as written for each statement execute function private.check_real_security();
create trigger check_security_after_insert after insert on public.scenario_instances
  referencing new table as written for each statement execute function private.check_added_security();
create trigger check_security_after_update after update on public.scenario_instances
  referencing old table as previous new table as written
  for each statement execute function private.check_scenario_security();

-- Plans ---------------------------------------------------------------------------------------------

-- Reality and the scenario as the plan would leave them. What a revert brings back into a scenario (created, of an instance that
-- was), and what leaves one, is not of reality; nor is a copy that stands on its twin, or leaves it, otherwise than it was.
create function private.refuse_insecure_plan(p_operation text, p_scenario_id uuid, p_given jsonb, p_inputs private.merge_input[],
  p_plan private.plan_row[]) returns void
language plpgsql stable set search_path = '' set jit = off as $$
declare
  real private.secured_row[];
  copies private.secured_row[];
  gone uuid[];
begin
  if not exists (select from unnest(p_plan) as plan where plan.kind in ('loan', 'property') and not plan.is_settled) then
    return;
  end if;
  -- Most have no loan that names a property: then there is nothing to judge.
  if not exists (select from unnest(p_plan) as plan where plan.kind = 'loan' and plan.after -> 'params' ? 'secured_on')
    and not exists (select from public.instances where user_id = (select auth.uid()) and deleted_at is null
      and kind = 'loan' and params ? 'secured_on')
    and not exists (select from public.scenario_instances where scenario_id = p_scenario_id and deleted_at is null
      and kind = 'loan' and params ? 'secured_on') then
    return;
  end if;
  select coalesce(array_agg((coalesce(instance_id, row_key), lineage_id, kind, after ->> 'name', params, is_decided and private.is_security_moved(
        kind, case when action = 'update' then current_params end, params))::private.secured_row)
      filter (where action in ('update', 'recreate') or action = 'create' and instance_id is null), '{}'),
    coalesce(array_agg((scenario_instance_id, lineage_id, kind, after ->> 'name', kept_params, is_decided and private.is_security_moved(
        kind, case when p_operation = 'apply' then proposed_params end, kept_params))::private.secured_row)
      filter (where case p_operation
        when 'apply' then action <> 'discard' and (action <> 'none' or twin_id is null) and left_fields <> '{*}'
        when 'revert' then action = 'create' end), '{}'),
    coalesce(array_agg(scenario_instance_id) filter (where action = 'discard'), '{}')
  into real, copies, gone
  from (
    select plan.*, plan.after -> 'params' as params, plan.open_conflicts = '{}' as is_decided, input.current_params, input.proposed_params,
      private.kept_proposal(plan.after, plan.fields, plan.left_fields) -> 'params' as kept_params
    from private.plan_rows(p_plan) as plan join private.input_rows(p_inputs) as input using (row_key)
    where plan.kind in ('loan', 'property') and not plan.is_settled and (plan.after is not null or plan.action = 'discard')
  ) as planned;

  if exists (select from unnest(real || copies) where is_written) or gone <> '{}' or p_given is not null then
    real := real || array(
      select (place, lineage_id, kind, name, params, false)::private.secured_row
      from unnest(private.real_security((select auth.uid()), '{}'))
      where place not in (select written.place from unnest(real) as written));
    perform private.refuse_insecure('instances', real);
  end if;
  if exists (select from unnest(copies) where is_written) or gone <> '{}' or p_given is not null then
    copies := copies || array(
      select (id, private.lineage_given(p_given, id, lineage_id), kind, name,
        case when is_following then private.with_reference(params, p_given) else params end, is_following)::private.secured_row
      from public.scenario_instances
      cross join lateral (select coalesce(private.follows_lineage(p_given, kind, base, params), false)) as follows (is_following)
      where scenario_id = p_scenario_id and (user_id = (select auth.uid())) is true and deleted_at is null
        and kind in ('loan', 'property') and id <> all (gone)
        and id::text not in (select written.place from unnest(copies) as written));
    copies := copies || array(
      select (place, lineage_id, kind, name, params, false)::private.secured_row from unnest(real) as other
      where other.lineage_id not in (select copy.lineage_id from unnest(copies) as copy));
    -- As the triggers: one whose source is there, or was, may leave.
    perform private.refuse_loss_of_security(copies, array(
      select lineage_id from public.scenario_instances
      where id = any (gone) and kind = 'property' and source_instance_id is null));
    perform private.refuse_insecure('scenario_instances', copies);
  end if;
end $$;
comment on function private.refuse_insecure_plan(text, uuid, jsonb, private.merge_input[], private.plan_row[]) is 'PT422 where a loan would not be secured as it says once a plan is carried out, in reality or in the scenario; PT409 where it would lose its property.';
