-- The merge: what became of each field since the copy was made, and what applying would write. Pure functions of
-- their arguments, so that preview, apply, refresh and revert cannot disagree.

-- Types ----------------------------------------------------------------------------------------

create type private.merge_input as (
  row_key uuid,                -- what resolutions name the row by
  scenario_instance_id uuid,
  instance_id uuid,            -- null for what reality does not have yet
  lineage_id uuid,
  kind text,
  scenario_instance_version integer,
  base_version integer,
  version integer,             -- of the instance now; null when it is gone or new
  base jsonb,                  -- content; null for what is new
  current_name text,
  current_status text,
  current_params jsonb,        -- null when the instance is gone or new
  proposed_name text,
  proposed_status text,
  proposed_params jsonb
);

create type private.plan_row as (
  row_key uuid,
  scenario_instance_id uuid,
  instance_id uuid,
  lineage_id uuid,
  kind text,
  name text,
  action text,
  version integer,
  base_version integer,
  after jsonb,                 -- content to be written; null when nothing is left
  fields json,                 -- the merge rows that are not unchanged
  conflicts text[],            -- fields in conflict, resolved or not
  open_conflicts text[],       -- those without a resolution
  is_settled boolean           -- base, current and proposed agree already, and base_version knows it
);

-- The definition -------------------------------------------------------------------------------

create function private.content_fields(p_content jsonb) returns table (field text, value jsonb)
language sql immutable set search_path = '' as $$
  select key, value from jsonb_each(p_content) where key in ('name', 'status') and value <> 'null'
  union all
  select 'params.' || key, value from jsonb_each(p_content -> 'params') where value <> 'null'
$$;

create function private.merge_fields(p_base jsonb, p_current jsonb, p_proposed jsonb)
returns table (field text, base jsonb, current jsonb, proposed jsonb, outcome text, result jsonb)
language sql immutable set search_path = '' as $$
  select field, base.value, current.value, proposed.value, outcome,
    case outcome when 'proposed_only' then proposed.value when 'conflict' then null else current.value end
  from private.content_fields(p_base) as base
  full join private.content_fields(p_current) as current using (field)
  full join private.content_fields(p_proposed) as proposed using (field)
  cross join lateral (select case
    when current.value is not distinct from base.value and proposed.value is not distinct from base.value
      then 'unchanged'
    when proposed.value is not distinct from base.value then 'current_only'
    when current.value is not distinct from base.value then 'proposed_only'
    when proposed.value is not distinct from current.value then 'same_change'
    else 'conflict'
  end) as compared (outcome)
$$;

-- The planner ----------------------------------------------------------------------------------
-- The same outcomes over many rows at once: each row's keys are looked at once, and only where its contents
-- differ at all.

create function private.plan_merge(p_inputs private.merge_input[], p_resolutions jsonb)
returns private.plan_row[] language sql stable
set search_path = '' set jit = off set work_mem = '64MB' as $$
  with input as (
    select *,
      input.instance_id is null as is_new,
      input.instance_id is not null and input.version is null as is_gone,
      input.version = input.base_version as is_current_base,
      base -> 'params' as base_params,
      p_resolutions -> row_key::text as decisions
    from unnest(p_inputs) with ordinality as input
  )
  select array_agg((
    input.row_key, input.scenario_instance_id, input.instance_id, input.lineage_id, input.kind, input.proposed_name,
    case
      when input.is_new then 'create'
      when not input.is_gone then case when merged.is_written then 'update' else 'none' end
      when merged.open_conflicts is not null then 'none'
      when merged.is_written then 'recreate'
      else 'discard'
    end,
    input.version, input.base_version,
    case
      when not input.is_gone and not merged.is_written then jsonb_build_object(
        'name', input.current_name, 'status', input.current_status, 'params', input.current_params)
      when not input.is_gone then jsonb_build_object(
        'name', case when merged.has_name then merged.name else input.current_name end,
        'status', case when merged.has_status then merged.status else input.current_status end,
        'params', (coalesce(input.current_params, '{}') || coalesce(merged.set_params, '{}'))
          - coalesce(merged.dropped_params, '{}'))
      when merged.is_written then jsonb_build_object(
        'name', input.proposed_name, 'status', input.proposed_status, 'params', input.proposed_params)
    end,
    coalesce(merged.fields, '[]'), coalesce(merged.conflicts, '{}'), coalesce(merged.open_conflicts, '{}'),
    coalesce(merged.fields is null and input.is_current_base, false)
  )::private.plan_row order by input.ordinality)
  from input
  cross join lateral (
    select
      json_agg(json_build_object('field', field, 'base', base, 'current', current, 'proposed', proposed,
        'outcome', outcome, 'resolution', resolution, 'result', result)) as fields,
      array_agg(field) filter (where outcome = 'conflict') as conflicts,
      array_agg(field) filter (where is_open) as open_conflicts,
      coalesce(bool_or(is_written), false) as is_written,
      coalesce(bool_or(is_written and field = 'name'), false) as has_name,
      max(result #>> '{}') filter (where is_written and field = 'name') as name,
      coalesce(bool_or(is_written and field = 'status'), false) as has_status,
      max(result #>> '{}') filter (where is_written and field = 'status') as status,
      jsonb_object_agg(key, result) filter (where is_written and key is not null and result is not null)
        as set_params,
      array_agg(key) filter (where is_written and key is not null and result is null) as dropped_params
    from (
      select *, outcome = 'conflict' and resolution is null as is_open,
        case when outcome = 'proposed_only' then true
          when outcome = 'conflict' and resolution is not null then result is distinct from current
          else false end as is_written
      from (
        select *,
          case outcome
            when 'proposed_only' then proposed
            when 'conflict' then case
              when resolution ->> 'take' = 'current' then current
              when resolution ->> 'take' = 'proposed' then proposed
              when resolution -> 'value' <> 'null' then resolution -> 'value'
            end
            else current
          end as result
        from (
          select *, case when outcome = 'conflict' then input.decisions -> field end as resolution
          from (
            select *, case
              when proposed is not distinct from base then 'current_only'
              when current is not distinct from base then 'proposed_only'
              when proposed is not distinct from current then 'same_change'
              else 'conflict'
            end as outcome
            from (
              select 'name' as field, null as key, input.base -> 'name' as base,
                to_jsonb(input.current_name) as current, to_jsonb(input.proposed_name) as proposed
              where not input.is_gone
              union all
              select 'status', null, input.base -> 'status',
                to_jsonb(input.current_status), to_jsonb(input.proposed_status)
              where not input.is_gone
              union all
              select 'params.' || key, key, input.base_params -> key,
                input.current_params -> key, input.proposed_params -> key
              from jsonb_object_keys(coalesce(input.base_params, '{}') || input.proposed_params) as key
              where input.is_new or input.is_current_base and input.proposed_params <> input.base_params
              union all
              select 'params.' || key, key, input.base_params -> key,
                input.current_params -> key, input.proposed_params -> key
              from jsonb_object_keys(input.base_params || input.current_params || input.proposed_params) as key
              where not input.is_current_base
              union all
              select '*', null, input.base, null, jsonb_build_object(
                'name', input.proposed_name, 'status', input.proposed_status, 'params', input.proposed_params)
              where input.is_gone
            ) as compared
            where base is distinct from proposed or current is distinct from base
          ) as judged
        ) as decided
      ) as resolved
    ) as field
  ) as merged
$$;

-- Around the plan ------------------------------------------------------------------------------

create function private.fingerprint(p_inputs private.merge_input[]) returns text
language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(coalesce(string_agg(concat_ws(':', row_key, scenario_instance_version,
    base_version, coalesce(version::text, 'gone')), ',' order by row_key), ''), 'UTF8')), 'hex')
  from unnest(p_inputs)
$$;

create function private.with_fields(p_content jsonb, p_fields jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'name', coalesce(p_fields -> 'name', p_content -> 'name'),
    'status', coalesce(p_fields -> 'status', p_content -> 'status'),
    'params', jsonb_strip_nulls(coalesce(p_content -> 'params', '{}') || coalesce((
      select jsonb_object_agg(substr(key, 8), value) from jsonb_each(p_fields) where starts_with(key, 'params.')),
      '{}')))
$$;

create function private.check_resolutions(p_resolutions jsonb) returns void
language plpgsql immutable set search_path = '' as $$
declare
  wrong record;
begin
  if jsonb_typeof(p_resolutions) is distinct from 'object' then
    perform private.refuse_argument('p_resolutions', 'Resolutions must be an object of rows.',
      'Send {"<row id>": {"<field>": {"take": "current"}}}.');
  end if;
  select decisions.key as row_key, decision.key as field into wrong
  from jsonb_each(p_resolutions) as decisions
  left join lateral jsonb_each(
    case jsonb_typeof(decisions.value) when 'object' then decisions.value else '{}' end) as decision on true
  where jsonb_typeof(decisions.value) <> 'object'
     or decision.key is not null and coalesce(
       jsonb_typeof(decision.value) <> 'object'
       or (select count(*) from jsonb_object_keys(
         case jsonb_typeof(decision.value) when 'object' then decision.value else '{}' end)) <> 1
       or not coalesce(decision.value ->> 'take' in ('current', 'proposed')
         and jsonb_typeof(decision.value -> 'take') = 'string', decision.value ? 'value' and decision.key <> '*'),
       true)
  limit 1;
  if found then
    perform private.fail('PT400', 'A resolution is not understood.',
      jsonb_build_object('reason', 'bad_resolution', 'argument', 'p_resolutions', 'row', wrong.row_key, 'field', wrong.field),
      'Send {"take": "current"}, {"take": "proposed"} or {"value": …} for each field in conflict.');
  end if;
end $$;

create function private.check_decisions(p_plan private.plan_row[], p_resolutions jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  wrong record;
begin
  if p_resolutions = '{}' then
    return;
  end if;
  select decisions.key as row_key, decision.key as field, plan.row_key is null as is_unknown into wrong
  from jsonb_each(p_resolutions) as decisions
  left join unnest(p_plan) as plan on plan.row_key::text = decisions.key
  left join lateral jsonb_object_keys(decisions.value) as decision (key) on true
  where plan.row_key is null or decision.key is not null and decision.key <> all (plan.conflicts)
  limit 1;
  if found then
    perform private.fail('PT400',
      case when wrong.is_unknown then 'A resolution names a row that is not in the plan.'
        else 'A resolution names a field that is not in conflict.' end,
      jsonb_build_object('reason', 'bad_resolution', 'argument', 'p_resolutions', 'row', wrong.row_key, 'field', wrong.field),
      'Preview again and resolve only the conflicts it lists.');
  end if;
  perform private.refuse_problems('p_resolutions', (
    select jsonb_agg(jsonb_build_object('place', row_key, 'field', field, 'problem', 'wrong_type'))
    from jsonb_each(p_resolutions) as decisions (row_key, fields)
    cross join lateral jsonb_each(fields) as decision (field, choice)
    where field in ('name', 'status') and choice ? 'value' and jsonb_typeof(choice -> 'value') <> 'string'));
  perform private.refuse_content('p_resolutions', array(
    select (plan.row_key, plan.kind, plan.after ->> 'name', plan.after ->> 'status', plan.after -> 'params', null)
      ::private.content_row
    from unnest(p_plan) as plan where plan.after is not null and p_resolutions ? plan.row_key::text));
end $$;

create function private.plan_answer(p_application_id uuid, p_request_id uuid, p_status text, p_is_stale boolean,
  p_fingerprint text, p_error json, p_plan private.plan_row[]) returns json
language sql stable set search_path = '' set jit = off as $$
  select json_build_object('application_id', p_application_id, 'request_id', p_request_id, 'status', p_status,
    'stale', p_is_stale, 'replayed', false, 'fingerprint', p_fingerprint, 'error', p_error,
    'items', coalesce(json_agg(json_build_object('scenario_instance_id', scenario_instance_id,
      'instance_id', instance_id, 'name', name, 'kind', kind, 'action', action, 'version', version,
      'after', after, 'fields', fields)) filter (where action <> 'none' or fields::text <> '[]'), '[]'),
    'conflicts', coalesce((
      select json_agg(json_build_object('scenario_instance_id', open.scenario_instance_id,
        'instance_id', open.instance_id, 'field', field))
      from unnest(p_plan) as open cross join lateral unnest(open.open_conflicts) as field), '[]'))
  from unnest(p_plan)
$$;

-- Grants ---------------------------------------------------------------------------------------

revoke execute on all functions in schema private from public;

-- Comments -------------------------------------------------------------------------------------

comment on type private.merge_input is 'One row to be merged: base, current and proposed content with the versions they were read at.';
comment on type private.plan_row is 'What applying one row would write, and why.';
comment on function private.content_fields(jsonb) is 'Content as fields: name, status, params.<key>; nulls are missing keys.';
comment on function private.merge_fields(jsonb, jsonb, jsonb) is 'The definition of the merge: one row a field, with its outcome. Numbers compare as numbers.';
comment on function private.plan_merge(private.merge_input[], jsonb) is 'The plan of many rows with resolutions; equal to merge_fields field by field, in the order given.';
comment on function private.fingerprint(private.merge_input[]) is 'A digest of the versions of every row a plan looks at.';
comment on function private.with_fields(jsonb, jsonb) is 'Content with some fields replaced; null removes a key.';
comment on function private.check_resolutions(jsonb) is 'PT400 unless resolutions have the right form.';
comment on function private.check_decisions(private.plan_row[], jsonb) is 'PT400 when a resolution meets no conflict of the plan, PT422 when a value is not valid.';
comment on function private.plan_answer(uuid, uuid, text, boolean, text, json, private.plan_row[]) is 'The answer of preview, apply, refresh and revert.';
