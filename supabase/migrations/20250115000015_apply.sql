-- Preview and apply: one plan, looked at or written all or nothing, with a record of every attempt.

-- Private functions -----------------------------------------------------------------------------

create function private.check_fingerprint(p_fingerprint text) returns void
language plpgsql set search_path = '' as $$
begin
  if p_fingerprint is null then
    perform private.refuse_argument('p_fingerprint', 'A fingerprint is needed.', 'Send the one of the preview.');
  end if;
end $$;
comment on function private.check_fingerprint(text) is 'PT400 when there is none.';

-- Rights come first: they are asked of what was sent, before it is judged.
create function private.sent_resolutions(p_resolutions jsonb, p_is_of_reality boolean default false) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  -- Some API servers pass a json argument as its text.
  if not p_is_of_reality and p_resolutions <> '{}' and (jsonb_typeof(p_resolutions) <> 'string' or p_resolutions #>> '{}' !~ '^\s*\{\s*\}\s*$') then
    perform private.require_feature('feature:scenarios:conflict_resolution');
  end if;
  return coalesce(private.document(p_resolutions, 'p_resolutions'), '{}');
end $$;
comment on function private.sent_resolutions(jsonb, boolean) is 'The resolutions of a request as the document they mean; PT403 where any are sent, of what concerns a scenario, while resolving conflicts is off for the caller.';

create function private.preview_answer(p_operation text, p_scenario_id uuid, p_inputs private.merge_input[],
  p_plan private.plan_row[], p_resolutions jsonb) returns json language plpgsql stable set search_path = '' as $$
begin
  perform private.check_decisions(p_plan, p_resolutions);
  return private.plan_answer(null, private.fingerprint(p_inputs), private.plan_refusal(p_operation, p_scenario_id,
    case p_operation when 'apply' then private.given_lineages(p_inputs, p_resolutions) end, p_inputs, p_plan), p_plan);
end $$;
comment on function private.preview_answer(text, uuid, private.merge_input[], private.plan_row[], jsonb) is 'What preview_apply and preview_revert share once there is a plan: judge the resolutions, answer with the fingerprint.';

create function private.preview_apply(p_scenario_id uuid, p_ids uuid[], p_resolutions jsonb, p_assumptions text[]) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  inputs private.merge_input[];
begin
  perform private.caller();
  perform private.require_feature('feature:scenarios');
  p_resolutions := private.sent_resolutions(p_resolutions);
  perform private.check_resolutions(p_resolutions);
  perform private.own_scenario(p_scenario_id);
  perform private.check_chosen(p_scenario_id, p_ids, p_assumptions);
  inputs := private.apply_inputs(p_scenario_id, p_ids) || private.assumption_inputs(p_scenario_id, p_assumptions);
  return private.preview_answer('apply', p_scenario_id, inputs, private.plan_apply(inputs, p_resolutions), p_resolutions);
end $$;
comment on function private.preview_apply(uuid, uuid[], jsonb, text[]) is 'See public.preview_apply.';
grant execute on function private.preview_apply(uuid, uuid[], jsonb, text[]) to authenticated, service_role;

-- Beside the instances there may be assumptions of the profile in the plan. A part that is not the first person's needs a second
-- person in these: so who brings one is written before the instances, who takes one away after them.
create function private.write_all(p_application public.scenario_applications, p_plan private.plan_row[]) returns private.plan_row[]
language plpgsql set search_path = '' as $$
declare
  plan private.plan_row[] := p_plan;
  assumptions private.plan_row;
  is_first boolean;
begin
  select row.* into assumptions from unnest(p_plan) as row where row.kind = 'assumptions' and row.fields::text <> '[]';
  if not found then
    return private.write_plan(p_application, p_plan);
  end if;
  plan := array(select row from (select unnest(p_plan) as row) as rows where (row).kind <> 'assumptions');
  is_first := private.taxes_two(assumptions.after -> 'params');
  if is_first then assumptions := private.write_assumptions(p_application, assumptions); end if;
  plan := private.write_plan(p_application, plan);
  if not is_first then assumptions := private.write_assumptions(p_application, assumptions); end if;
  return plan || assumptions;
end $$;
comment on function private.write_all(public.scenario_applications, private.plan_row[]) is 'Writes a plan of instances and of assumptions of the profile. Returns it as write_plan does.';

create function private.carry_out(p_application public.scenario_applications, p_arguments jsonb,
  p_started timestamptz, p_inputs private.merge_input[], p_plan private.plan_row[], p_fingerprint text, p_resolutions jsonb)
returns json language plpgsql set search_path = '' as $$
declare
  application public.scenario_applications := p_application;
  fingerprint constant text := private.fingerprint(p_inputs);
  plan private.plan_row[] := p_plan;
  has_open_conflicts boolean; has_decided boolean;
  given jsonb;
  failure json;
  code text; message text; detail text; hint text;
begin
  -- To stand on a twin, or to leave it, is done in the scenario alone, as a discard is.
  select count(*) filter (where (action <> 'none' or fields::text <> '[]') and kind <> 'assumptions'),
    count(*) filter (where (action <> 'none' or twin_id is not null and left_fields = '{}') and kind <> 'assumptions'),
    coalesce(sum((select count(*) from json_array_elements(fields) as field where private.is_written(field)))
      filter (where kind = 'assumptions'), 0),
    coalesce(sum(cardinality(conflicts)), 0), coalesce(sum(cardinality(left_fields)), 0), coalesce(sum(cardinality(open_conflicts)), 0) > 0,
    coalesce(bool_or(not conflicts <@ left_fields), false)
  into application.items_total, application.items_applied, application.assumptions_changed, application.conflict_count,
    application.fields_left, has_open_conflicts, has_decided
  from unnest(plan);

  application.stale := fingerprint <> p_fingerprint;
  if application.stale then
    application.status := 'conflict';
  else
    perform private.check_decisions(plan, p_resolutions);
    if has_open_conflicts then
      perform private.require_feature('feature:scenarios:conflict_resolution') where application.scenario_name is not null;
      application.status := 'conflict';
    elsif application.operation = 'revert' and application.items_applied = 0 and application.assumptions_changed = 0
      and not has_decided then
      -- Raised, so that nothing is used up: it may become possible.
      perform private.fail('PT409', 'There is nothing to undo: what this changed is gone, or as it was before.',
        jsonb_build_object('reason', 'nothing_to_undo', 'application_id', application.reverted_application_id),
        'Restore what was deleted since, then undo it.');
    end if;
  end if;

  if application.status is null then
    begin
      given := case application.operation when 'apply' then private.given_lineages(p_inputs, p_resolutions) end;
      perform private.refuse_plan(application.operation, application.scenario_id, given, p_inputs, plan);
      if given is not null then
        perform private.give_lineages(application.scenario_id, given);
      end if;
      -- What scenarios hold is not touched where it is closed to the caller, not even by a statement that finds nothing.
      plan := case when application.operation = 'update'
          or application.scenario_name is null and not private.is_feature_enabled('feature:scenarios')
        then private.write_reality(application, plan) else private.write_all(application, plan) end;
      application.status := 'success';
    exception when others then
      get stacked diagnostics code = returned_sqlstate, message = message_text,
        detail = pg_exception_detail, hint = pg_exception_hint;
      if not private.is_recordable(code) then
        raise;
      end if;
      failure := private.error_answer(code, message, detail, hint);
      application.status := 'failed';
      application.error_code := code;
      application.error_message := message;
    end;
  end if;
  if application.status <> 'success' then
    application.items_applied := 0;
    application.assumptions_changed := 0;
    application.fields_left := 0;
  end if;
  perform private.record(application, p_started, p_arguments, fingerprint, failure);
  return private.plan_answer(application, fingerprint, failure, plan);
end $$;
comment on function private.carry_out(public.scenario_applications, jsonb, timestamptz, private.merge_input[], private.plan_row[], text, jsonb) is 'What apply, update and revert share once the rows are locked: judge the plan, write it or not, record the attempt.';

create function private.apply_again(p_application_id uuid, p_scenario_id uuid, p_resolutions jsonb, p_ids uuid[], p_assumptions text[])
returns json language plpgsql stable set search_path = '' as $$
declare
  application public.scenario_applications;
  inputs private.merge_input[];
begin
  select * into application from public.scenario_applications where id = p_application_id;
  if application.status = 'success' then
    return private.answer_again(p_application_id, private.recorded_plan(application), null);
  end if;
  inputs := private.apply_inputs(p_scenario_id, p_ids) || private.assumption_inputs(p_scenario_id, p_assumptions);
  return private.answer_again(p_application_id,
    private.plan_apply(inputs, coalesce(private.document(p_resolutions, 'p_resolutions'), '{}')), private.fingerprint(inputs));
end $$;
comment on function private.apply_again(uuid, uuid, jsonb, uuid[], text[]) is 'The answer to a repeated apply: what was written, or the plan as things stand where nothing was.';

create function private.apply_scenario(p_scenario_id uuid, p_request_id uuid, p_fingerprint text,
  p_resolutions jsonb, p_ids uuid[], p_assumptions text[]) returns json
language plpgsql security definer set search_path = '' as $$
declare
  started constant timestamptz := clock_timestamp();
  arguments constant jsonb := jsonb_build_object('operation', 'apply', 'scenario_id', p_scenario_id,
    'fingerprint', p_fingerprint, 'resolutions', coalesce(p_resolutions, '{}'), 'ids', p_ids, 'assumptions', p_assumptions);
  first_id constant uuid := private.begin_request(p_request_id, arguments);
  scenario public.scenarios;
  inputs private.merge_input[];
begin
  if first_id is not null then
    return private.apply_again(first_id, p_scenario_id, p_resolutions, p_ids, p_assumptions);
  end if;
  perform private.hold_feature('feature:scenarios', 'feature:scenarios:apply');
  p_resolutions := private.sent_resolutions(p_resolutions);
  scenario := private.own_scenario(p_scenario_id);
  perform private.check_fingerprint(p_fingerprint);
  perform private.check_resolutions(p_resolutions);
  perform private.check_chosen(p_scenario_id, p_ids, p_assumptions);
  perform private.lock_rows(p_scenario_id, p_ids);
  perform private.lock_profile() where p_assumptions <> '{}';
  -- The next statement: what the locks waited for is visible to it.
  inputs := private.apply_inputs(p_scenario_id, p_ids) || private.assumption_inputs(p_scenario_id, p_assumptions);
  return private.carry_out(private.new_application(scenario.id, scenario.name, p_request_id, 'apply'),
    arguments, started, inputs, private.plan_apply(inputs, p_resolutions), p_fingerprint, p_resolutions);
end $$;
comment on function private.apply_scenario(uuid, uuid, text, jsonb, uuid[], text[]) is 'See public.apply_scenario.';
grant execute on function private.apply_scenario(uuid, uuid, text, jsonb, uuid[], text[]) to authenticated, service_role;

-- Public functions -----------------------------------------------------------------------------

create function public.preview_apply(p_scenario_id uuid, p_scenario_instance_ids uuid[] default null,
  p_resolutions jsonb default '{}', p_assumptions text[] default '{}')
returns json language sql stable set search_path = '' as $$
  select private.preview_apply(p_scenario_id, private.few(p_scenario_instance_ids, 'max_scenario_instances'),
    private.small(p_resolutions), private.chosen_assumptions(p_assumptions))
$$;
comment on function public.preview_apply(uuid, uuid[], jsonb, text[]) is 'What apply would do with these resolutions, and with these assumptions of the scenario made those of the profile: {fingerprint, items: [{scenario_instance_id, instance_id, name, kind, action, version, after, fields}], conflicts, error}; error is what it would fail with, where what it would leave contradicts itself. Assumptions are an item of the kind assumptions, named by the profile. Writes nothing.';
revoke execute on function public.preview_apply(uuid, uuid[], jsonb, text[]) from public, anon;
grant execute on function public.preview_apply(uuid, uuid[], jsonb, text[]) to authenticated, service_role;

create function public.apply_scenario(p_scenario_id uuid, p_request_id uuid, p_fingerprint text,
  p_resolutions jsonb default '{}', p_scenario_instance_ids uuid[] default null, p_assumptions text[] default '{}')
returns json language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.apply_scenario(p_scenario_id, p_request_id, private.short(p_fingerprint, 'fingerprint'),
    private.small(p_resolutions), private.few(p_scenario_instance_ids, 'max_scenario_instances'),
    private.chosen_assumptions(p_assumptions));
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.apply_scenario(uuid, uuid, text, jsonb, uuid[], text[]) is 'Applies a scenario to reality, and makes these of its assumptions those of the profile, all or nothing: {application_id, status: success | conflict | failed, stale, items, conflicts, error}. The same request id again writes nothing: it answers with replayed: true, what was written then or, after a conflict or a failure, the plan as things stand now (stale, where they have moved since).';
revoke execute on function public.apply_scenario(uuid, uuid, text, jsonb, uuid[], text[]) from public, anon;
grant execute on function public.apply_scenario(uuid, uuid, text, jsonb, uuid[], text[]) to authenticated, service_role;
