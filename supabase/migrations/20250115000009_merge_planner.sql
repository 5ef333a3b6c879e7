-- The planner: the outcomes of the definition over many rows at once.

-- Twins -------------------------------------------------------------------------------------------
-- What is new may have been created already, from another scenario that has it too. So the user is asked: to stand on the
-- twin, which becomes the source (what differs is proposed from then on), or to create another, of a lineage of its own.
-- A scenario holds one copy of a source: where it has one of the twin, or another row stands there in the same plan, this one
-- leaves the scenario. A revert asks nothing: a copy leaves the twin it was made to stand on or, undoing that, stands there again.
-- Left for later, all is as it was.

create function private.twin_plan(p_input private.merge_input, p_decision jsonb, p_is_first boolean)
returns private.plan_row language sql immutable set search_path = '' as $$
  select (p_input.row_key, p_input.scenario_instance_id,
    case when action <> 'create' and not is_open and not is_left then p_input.twin_id end,
    case when action = 'create' then p_input.scenario_instance_id else p_input.lineage_id end, p_input.kind, p_input.proposed_name, action,
    case when action = 'none' and not is_open and not is_left then p_input.version end, null,
    case when action = 'create' then proposed
      when action = 'none' and not is_open and not is_left and p_input.twin_case <> 'leave' then current end,
    json_build_array(json_build_object('field', '*', 'base', null, 'current', current, 'proposed', proposed,
      'outcome', case when is_asked then 'conflict' else 'proposed_only' end, 'resolution', p_decision,
      'result', case when action = 'create' or p_input.twin_case = 'leave' and not is_left then proposed
        when not is_open then current end,
      'reason', reason, 'twin_instance_id', p_input.twin_id)),
    case when is_asked then array['*'] else '{}' end, case when is_open then array['*'] else '{}' end,
    case when is_left then array['*'] else '{}' end, false, p_input.twin_id)::private.plan_row
  from (select 'already_created', p_input.twin_case in ('asked', 'held'),
    p_input.twin_case in ('asked', 'held') and p_decision is null, coalesce(p_decision ->> 'take' = 'later', false),
    case when p_decision ->> 'take' = 'proposed' then 'create'
      when p_decision ->> 'take' = 'current' and not p_is_first then 'discard'
      else 'none' end,
    to_jsonb((p_input.current_name, p_input.current_status, p_input.current_params)::private.content),
    to_jsonb((p_input.proposed_name, p_input.proposed_status, p_input.proposed_params)::private.content)
  ) as row (reason, is_asked, is_open, is_left, action, current, proposed)
$$;
comment on function private.twin_plan(private.merge_input, jsonb, boolean) is 'The plan of a row whose lineage another instance has; it may stand there if it is the first that wants to.';

-- The planner -------------------------------------------------------------------------------------

-- Rows of an array, with an estimate of their own: a plan kept for an array of unknown length expects ten rows,
-- and joins by comparing each with each.
create function private.input_rows(p_inputs private.merge_input[]) returns setof private.merge_input
language sql immutable rows 1000 set search_path = '' as $$ select * from unnest(p_inputs) $$;
comment on function private.input_rows(private.merge_input[]) is 'unnest with an estimate that keeps joins linear in plans that are kept.';

create function private.plan_rows(p_plan private.plan_row[]) returns setof private.plan_row
language sql immutable rows 1000 set search_path = '' as $$ select * from unnest(p_plan) $$;
comment on function private.plan_rows(private.plan_row[]) is 'unnest with an estimate that keeps joins linear in plans that are kept.';

-- The same outcomes over many rows at once. Only what differs is looked at: on the fast path (reality has not
-- moved, and nothing is left for later) only the keys known to be edited are read, and after is what is proposed: that nothing
-- else differs is seen first.
-- To compile so long a statement takes longer than to run it (jit), and its sorts stay in memory (work_mem).
create function private.plan_merge(p_inputs private.merge_input[], p_resolutions jsonb)
returns private.plan_row[] language plpgsql stable
set search_path = '' set jit = off set work_mem = '64MB' as $$
begin
  return (
  -- Each row is told apart by what became of reality since its copy was made.
  with input as materialized (
    select input.*,
      case
        when input.twin_id is not null then 'twin'
        when input.instance_id is null then 'new'
        when input.version is null then 'gone'
        -- Versions alone are a promise that an operator's SQL can break: what reality holds is looked at.
        when input.version = input.base_version and decided.decisions is null and base -> 'params' = current_params
          and (base ->> 'name', base ->> 'status') = (current_name, current_status) then 'unmoved'
        else 'moved'
      end as state,
      base -> 'params' as base_params,
      case when (base -> 'params') - edited_params = proposed_params - edited_params then edited_params
        when edited_params is not null then private.edited_params(base -> 'params', proposed_params) end as edits,
      coalesce(known.defaults, '{}') as defaults, decided.decisions
    from private.input_rows(p_inputs) with ordinality as input
    cross join lateral (select nullif(p_resolutions -> row_key::text, '{}')) as decided (decisions)
    -- Assumptions of a profile have none: those of its country lie below them, which the app knows.
    left join (select entity, jsonb_object_agg(key, default_value) as defaults from private.field_definitions
      where default_value is not null and entity <> 'assumptions' group by entity) as known on known.entity = kind
  ),
  -- Where base, current and proposal are not all alike, there is a difference to judge.
  difference as (
    -- Unmoved, and new: current is base.
    select ordinality, state, null::jsonb as decisions, 'params.' || key as field, key, defaults -> key as missing,
      base_params -> key as base, base_params -> key as current, proposed_params -> key as proposed
    from input cross join lateral unnest(edits) as key
    where state = 'unmoved' and coalesce(base_params -> key, defaults -> key)
      is distinct from coalesce(proposed_params -> key, defaults -> key)
    union all
    select ordinality, state, decisions, 'params.' || key, key, null, base_params -> key, base_params -> key,
      proposed_params -> key
    from input cross join lateral jsonb_object_keys(coalesce(base_params || proposed_params, proposed_params)) as key
    where (state = 'new' or state = 'unmoved' and edits is null) -- by itself, so that no other row is opened
      and (state = 'new' or coalesce(base_params -> key, defaults -> key)
        is distinct from coalesce(proposed_params -> key, defaults -> key))
    union all
    select ordinality, state, decisions, 'params.' || key, key, defaults -> key, base_params -> key,
      current_params -> key, proposed_params -> key
    from input cross join lateral jsonb_object_keys(base_params || current_params || proposed_params) as key
    where state = 'moved' and (base_params -> key is distinct from proposed_params -> key
      or current_params -> key is distinct from base_params -> key)
    union all
    select ordinality, state, decisions, 'name', null, null, base -> 'name', to_jsonb(current_name), to_jsonb(proposed_name)
    from input
    where state not in ('gone', 'twin') and (base ->> 'name' is distinct from proposed_name or current_name <> base ->> 'name')
    union all
    select ordinality, state, decisions, 'status', null, null, base -> 'status', to_jsonb(current_status),
      to_jsonb(proposed_status)
    from input
    where state not in ('gone', 'twin') and (base ->> 'status' is distinct from proposed_status or current_status <> base ->> 'status')
    union all
    select ordinality, state, decisions, '*', null, null, base, null,
      to_jsonb((proposed_name, proposed_status, private.keep_base_forms(base_params, proposed_params, kind))::private.content)
    from input where state = 'gone'
  ),
  -- Each difference has an outcome: who changed the field, one of them, both alike, or both otherwise.
  judged as (
    select difference.*, case
      when state in ('new', 'unmoved') then 'proposed_only'
      when meant.proposed is not distinct from meant.base then
        case when meant.current is distinct from meant.base or key is null then 'current_only' else 'unchanged' end
      when meant.current is not distinct from meant.base then 'proposed_only'
      when meant.proposed is not distinct from meant.current then 'same_change'
      else 'conflict'
    end as outcome
    from difference
    cross join lateral (
      select coalesce(base, missing), coalesce(current, missing), coalesce(proposed, missing)
    ) as meant (base, current, proposed)
  ),
  -- Each outcome has a result: what the field would be, once the user has decided where both changed it; null while they have not.
  -- Nothing but to leave it for later is said of what only the proposal changed.
  decided as materialized (
    select *, case
      when resolution ->> 'take' = 'later' then current
      when outcome = 'proposed_only' then proposed
      when outcome <> 'conflict' or resolution ->> 'take' = 'current' then current
      when resolution ->> 'take' = 'proposed' then proposed
      when resolution ? 'value' and coalesce(nullif(resolution -> 'value', 'null'), missing)
        is not distinct from coalesce(current, missing) then current
      when resolution -> 'value' <> 'null' then resolution -> 'value'
    end as result
    from (select *, case
        when outcome = 'conflict' and field = 'name' then private.with_tidy_name(decisions -> 'name', 'value')
        when outcome = 'conflict' or outcome = 'proposed_only' and decisions -> field ->> 'take' = 'later' then decisions -> field
      end as resolution from judged
      where outcome <> 'unchanged') as judged
  ),
  -- The results of a row are put together: what is shown of it, what is in conflict, and what is written.
  merged as (
    select ordinality,
      -- In one order, so that the same plan is the same text: name, status, then params by key.
      json_agg(shown order by key collate "C" nulls first, shown.field collate "C") as fields,
      array_agg(shown.field order by key collate "C" nulls first, shown.field collate "C")
        filter (where shown.outcome = 'conflict') as conflicts,
      array_agg(shown.field order by key collate "C" nulls first, shown.field collate "C")
        filter (where shown.outcome = 'conflict' and shown.resolution is null) as open_conflicts,
      array_agg(shown.field order by key collate "C" nulls first, shown.field collate "C")
        filter (where shown.resolution ->> 'take' = 'later') as left_fields,
      bool_or(is_written) as is_written,
      bool_or(is_written and shown.result is null) as has_dropped,
      count(key) as edited,
      jsonb_object_agg(key, shown.result) filter (where state = 'moved' and is_written and key is not null) as params,
      jsonb_object_agg(shown.field, shown.result) filter (where state not in ('new', 'unmoved') and is_written
        and key is null) as heading
    from (
      select *, outcome = 'proposed_only' and resolution is null
        or outcome = 'conflict' and resolution is not null and result is distinct from current as is_written
      from decided
    ) as decided
    cross join lateral (
      select decided.field, decided.base, decided.current, decided.proposed, decided.outcome, decided.resolution,
        decided.result
    ) as shown
    group by ordinality
  ),
  -- Of the rows that are to stand on one twin the first does.
  first_standing as (
    select min(ordinality) as ordinality from input
    where twin_case = 'asked' and decisions -> '*' ->> 'take' = 'current' group by twin_id
  )
  select array_agg(case when state = 'twin' then private.twin_plan(p_inputs[ordinality::integer], decisions -> '*',
      ordinality in (select first_standing.ordinality from first_standing)) else (
    row_key, scenario_instance_id, instance_id, lineage_id, kind, proposed_name,
    case
      when state = 'new' then 'create'
      when state <> 'gone' then case when is_written then 'update' else 'none' end
      when coalesce(open_conflicts, left_fields) is not null then 'none'
      when is_written then 'recreate'
      else 'discard'
    end,
    version, base_version,
    case
      -- What cannot be missing of what is new is refused as a value is.
      when state = 'new' and left_fields is not null then to_jsonb((
        case when 'name' <> all (left_fields) then proposed_name end, case when 'status' <> all (left_fields) then proposed_status end,
        proposed_params - array(select substr(field, 8) from unnest(left_fields) as field))::private.content)
      when state in ('new', 'unmoved') then to_jsonb((proposed_name, proposed_status, case
          when cardinality(edits) > coalesce(edited, 0) -- some in their form alone
            then private.keep_base_forms(base_params, proposed_params, kind)
          else proposed_params end)::private.content)
      when state = 'moved' then to_jsonb((
        case when heading ? 'name' then heading ->> 'name' else current_name end,
        case when heading ? 'status' then heading ->> 'status' else current_status end,
        case
          when has_dropped then jsonb_strip_nulls(current_params || coalesce(params, '{}'))
          when params is not null then current_params || params
          else current_params end)::private.content)
      when is_written then heading -> '*'
    end,
    coalesce(fields, '[]'), coalesce(conflicts, '{}'), coalesce(open_conflicts, '{}'), coalesce(left_fields, '{}'),
    fields is null and state = 'unmoved' and coalesce(edits, '{}') = '{}', null
  )::private.plan_row end order by ordinality)
  from input left join merged using (ordinality));
end $$;
comment on function private.plan_merge(private.merge_input[], jsonb) is 'The plan of many rows with resolutions; equal to merge_fields field by field, in the order given.';
