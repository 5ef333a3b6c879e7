-- What a plan would leave that contradicts itself across its rows, or where both sides changed a row: said by its preview and refused as it is written.

-- Private functions -----------------------------------------------------------------------------

-- A part that is not the first person's needs a second person, in reality and in the scenario as the plan would leave them.
create function private.refuse_planned_parts(p_operation text, p_scenario_id uuid, p_assumed jsonb, p_assumptions jsonb,
  p_plan private.plan_row[]) returns void
language plpgsql stable set search_path = '' set jit = off as $$
declare
  copies private.content_row[];
  gone uuid[];
begin
  select coalesce(array_agg((scenario_instance_id, kind, kept.content ->> 'name', null, kept.content -> 'params', null, null)
        ::private.content_row order by ordinality)
      filter (where kept.content is not null and case p_operation
        when 'apply' then action <> 'discard' and (action <> 'none' or twin_id is null) and left_fields <> '{*}'
        else action = 'create' end), '{}'),
    coalesce(array_agg(scenario_instance_id) filter (where action = 'discard'), '{}')
  into copies, gone
  from private.plan_rows(p_plan) with ordinality as plan
  cross join lateral (select private.kept_proposal(plan.after, plan.fields, plan.left_fields) as content offset 0) as kept
  where plan.kind <> 'assumptions' and not plan.is_settled and plan.open_conflicts = '{}';

  if not private.taxes_two(p_assumptions) and private.taxes_two(p_assumed) then
    perform private.refuse_one_person('profiles', array(
      select name from (
        select coalesce(plan.after ->> 'name', instance.name) as name, instance.created_at, instance.id
        from public.instances as instance
        left join private.plan_rows(p_plan) as plan on plan.instance_id = instance.id and plan.action in ('update', 'recreate')
        where (instance.user_id = (select auth.uid())) is true and (instance.deleted_at is null or plan.action = 'recreate')
          and private.states_part(coalesce(plan.after -> 'params', instance.params))
        union all
        select plan.after ->> 'name', 'infinity', plan.row_key from private.plan_rows(p_plan) as plan
        where (plan.action = 'recreate' or plan.action = 'create' and plan.instance_id is null)
          and private.states_part(plan.after -> 'params')
          and not exists (select from public.instances where id = plan.instance_id and (user_id = (select auth.uid())) is true)
        union all
        select format('%s in %s', coalesce(planned.name, copy.name), scenario.name), copy.created_at, copy.id
        from public.scenarios as scenario join public.scenario_instances as copy on copy.scenario_id = scenario.id
        left join unnest(copies) as planned on planned.place = copy.id::text
        where (scenario.user_id = (select auth.uid())) is true and scenario.deleted_at is null
          and (copy.deleted_at is null or planned.place is not null) and copy.id <> all (gone)
          and private.states_part(coalesce(planned.params, copy.params))
          and not private.taxes_two(scenario.assumptions, p_assumptions)
      ) as stated order by created_at, id));
  elsif not private.taxes_two(p_assumptions) then
    perform private.refuse_parts('instances', array(
      select coalesce(plan.instance_id, plan.scenario_instance_id)::text from private.plan_rows(p_plan) with ordinality as plan
      where (plan.action in ('update', 'recreate') or plan.action = 'create' and plan.instance_id is null)
        and plan.open_conflicts = '{}' and private.states_part(plan.after -> 'params') order by ordinality));
  end if;
  perform private.refuse_parts('scenario_instances', array(
    select planned.place from unnest(copies) with ordinality as planned
    where private.states_part(planned.params) order by ordinality))
  from public.scenarios where id = p_scenario_id and deleted_at is null and not private.taxes_two(assumptions, p_assumptions);
end $$;
comment on function private.refuse_planned_parts(text, uuid, jsonb, jsonb, private.plan_row[]) is 'PT422 where a part would be stated without a second person once a plan is carried out.';

-- What no row shows by itself. Preview and apply ask alike, so that they say the same; the triggers that guard the tables have nothing left to say.
create function private.refuse_plan(p_operation text, p_scenario_id uuid, p_given jsonb, p_inputs private.merge_input[],
  p_plan private.plan_row[]) returns void
language plpgsql stable set search_path = '' set jit = off as $$
declare
  has_parts boolean; has_assumptions boolean;
  assumed jsonb; assumptions jsonb;
begin
  perform private.refuse_insecure_plan(p_operation, p_scenario_id, p_given, p_inputs, p_plan);
  -- Most plans state no part: one look spares them the rest.
  select coalesce(bool_or(plan.after -> 'params' ? 'owner_share' or 'params.owner_share' = any (plan.left_fields)), false),
    coalesce(bool_or(plan.kind = 'assumptions' and plan.open_conflicts = '{}'), false)
  into has_parts, has_assumptions from unnest(p_plan) as plan;
  if not has_parts and not has_assumptions then
    return;
  end if;
  select profile.assumptions, coalesce((select plan.after -> 'params' from unnest(p_plan) as plan
      where plan.kind = 'assumptions' and plan.open_conflicts = '{}'), profile.assumptions)
  into assumed, assumptions from public.profiles as profile where user_id = (select auth.uid());
  if has_assumptions then
    perform private.refuse_problems('profiles', (select jsonb_agg(jsonb_strip_nulls(to_jsonb(entry)))
      from private.assumption_problems('assumptions', assumptions, assumed, null) as entry));
    perform private.refuse_spoiling_scenarios(auth.uid(), assumptions, assumed);
  end if;
  perform private.refuse_planned_parts(p_operation, p_scenario_id, assumed, assumptions, p_plan);
end $$;
comment on function private.refuse_plan(text, uuid, jsonb, private.merge_input[], private.plan_row[]) is 'PT422 or PT409 where what a plan would leave contradicts itself across its rows: loans and their properties, people and their parts, assumptions.';

-- Each side was checked as it was stored: only where both changed a row can its fields contradict each other. What is still
-- to be decided may bring them together.
create function private.plan_refusal(p_operation text, p_scenario_id uuid, p_given jsonb, p_inputs private.merge_input[],
  p_plan private.plan_row[]) returns json
language plpgsql stable set search_path = '' as $$
declare
  has_merged boolean; has_left boolean;
  code text; message text; detail text; hint text;
begin
  perform private.refuse_plan(p_operation, p_scenario_id, p_given, p_inputs, p_plan);
  -- Where reality has not moved nothing was merged.
  select coalesce(bool_or(plan.action = 'update' and plan.version is distinct from plan.base_version), false),
    coalesce(bool_or(plan.left_fields <> '{}' and plan.left_fields <> '{*}'), false)
  into has_merged, has_left from unnest(p_plan) as plan;
  if has_merged then
    perform private.refuse_content('instances', array(
      select (plan.instance_id, plan.kind, plan.after ->> 'name', plan.after ->> 'status', plan.after -> 'params',
        input.current_params, null)::private.content_row
      from private.plan_rows(p_plan) as plan join private.input_rows(p_inputs) as input using (row_key)
      where plan.action = 'update' and plan.kind <> 'assumptions' and plan.open_conflicts = '{}'
        and plan.version is distinct from plan.base_version));
  end if;
  -- A copy that takes what reality has, and keeps what is left for later, merges the two as well.
  if has_left and p_operation = 'apply' then
    perform private.refuse_content('scenario_instances', array(
      select (plan.scenario_instance_id, plan.kind, kept.content ->> 'name', kept.content ->> 'status', kept.content -> 'params',
        input.proposed_params, null)::private.content_row
      from private.plan_rows(p_plan) as plan join private.input_rows(p_inputs) as input using (row_key)
      cross join lateral (select private.kept_proposal(plan.after, plan.fields, plan.left_fields) as content offset 0) as kept
      where plan.left_fields <> '{}' and plan.left_fields <> '{*}' and plan.after is not null and plan.kind <> 'assumptions'
        and plan.action <> 'discard' and not plan.is_settled and plan.open_conflicts = '{}'
        and kept.content is distinct from to_jsonb((input.proposed_name, input.proposed_status, input.proposed_params)::private.content)));
  end if;
  return null;
exception when sqlstate 'PT422' or sqlstate 'PT409' then
  get stacked diagnostics code = returned_sqlstate, message = message_text,
    detail = pg_exception_detail, hint = pg_exception_hint;
  return private.error_answer(code, message, detail, hint);
end $$;
comment on function private.plan_refusal(text, uuid, jsonb, private.merge_input[], private.plan_row[]) is 'The error that carrying out a plan would meet where what it would leave contradicts itself, as its answer would tell it; null where there is none.';
