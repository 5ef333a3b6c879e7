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
  proposed_params jsonb,
  edited_params text[]         -- keys in which proposed differs from base; null when not known
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

-- Rows of an array, with an estimate of their own: a plan kept for an array of unknown length expects ten rows,
-- and joins by comparing each with each.

create function private.input_rows(p_inputs private.merge_input[]) returns setof private.merge_input
language sql immutable rows 1000 set search_path = '' as $$ select * from unnest(p_inputs) $$;

create function private.plan_rows(p_plan private.plan_row[]) returns setof private.plan_row
language sql immutable rows 1000 set search_path = '' as $$ select * from unnest(p_plan) $$;

-- The planner ----------------------------------------------------------------------------------
-- The same outcomes over many rows at once. Only what differs is looked at: on the fast path (reality has not
-- moved) only the keys known to be edited are read, and after is what is proposed.

create function private.plan_merge(p_inputs private.merge_input[], p_resolutions jsonb)
returns private.plan_row[] language plpgsql stable
set search_path = '' set jit = off set work_mem = '64MB' as $$
begin
  return (
  with input as materialized (
    select *,
      case
        when input.instance_id is null then 'new'
        when input.version is null then 'gone'
        when input.version = input.base_version then 'unmoved'
        else 'moved'
      end as state,
      base -> 'params' as base_params,
      nullif(p_resolutions -> row_key::text, '{}') as decisions
    from private.input_rows(p_inputs) with ordinality as input
  ),
  difference as (
    -- Unmoved, and new: current is base.
    select ordinality, state, null::jsonb as decisions, 'params.' || key as field, key, base_params -> key as base,
      base_params -> key as current, proposed_params -> key as proposed
    from input cross join lateral unnest(edited_params) as key
    where state = 'unmoved'
    union all
    select ordinality, state, null, 'params.' || key, key, base_params -> key, base_params -> key, proposed_params -> key
    from input cross join lateral jsonb_object_keys(coalesce(base_params || proposed_params, proposed_params)) as key
    where (state = 'new' or state = 'unmoved' and edited_params is null)
      and base_params -> key is distinct from proposed_params -> key
    union all
    select ordinality, state, decisions, 'params.' || key, key, base_params -> key, current_params -> key,
      proposed_params -> key
    from input cross join lateral jsonb_object_keys(base_params || current_params || proposed_params) as key
    where state = 'moved' and (base_params -> key is distinct from proposed_params -> key
      or current_params -> key is distinct from base_params -> key)
    union all
    select ordinality, state, decisions, 'name', null, base -> 'name', to_jsonb(current_name), to_jsonb(proposed_name)
    from input
    where state <> 'gone' and (base ->> 'name' is distinct from proposed_name or current_name <> base ->> 'name')
    union all
    select ordinality, state, decisions, 'status', null, base -> 'status', to_jsonb(current_status),
      to_jsonb(proposed_status)
    from input
    where state <> 'gone' and (base ->> 'status' is distinct from proposed_status or current_status <> base ->> 'status')
    union all
    select ordinality, state, decisions, '*', null, base, null, jsonb_build_object(
      'name', proposed_name, 'status', proposed_status, 'params', proposed_params)
    from input where state = 'gone'
  ),
  judged as (
    select *, case
      when state in ('new', 'unmoved') then 'proposed_only'
      when proposed is not distinct from base then 'current_only'
      when current is not distinct from base then 'proposed_only'
      when proposed is not distinct from current then 'same_change'
      else 'conflict'
    end as outcome
    from difference
  ),
  decided as materialized (
    select *, case
      when outcome = 'proposed_only' then proposed
      when outcome <> 'conflict' or resolution ->> 'take' = 'current' then current
      when resolution ->> 'take' = 'proposed' then proposed
      when resolution -> 'value' <> 'null' then resolution -> 'value'
    end as result
    from (select *, case when outcome = 'conflict' then decisions -> field end as resolution from judged) as judged
  ),
  merged as (
    select ordinality,
      -- In one order, so that the same plan is the same text: name, status, then params by key.
      json_agg(shown order by key collate "C" nulls first, shown.field collate "C") as fields,
      array_agg(shown.field order by key collate "C" nulls first, shown.field collate "C")
        filter (where shown.outcome = 'conflict') as conflicts,
      array_agg(shown.field order by key collate "C" nulls first, shown.field collate "C")
        filter (where shown.outcome = 'conflict' and shown.resolution is null) as open_conflicts,
      bool_or(is_written) as is_written,
      bool_or(is_written and shown.result is null) as has_dropped,
      jsonb_object_agg(key, shown.result) filter (where state = 'moved' and is_written and key is not null) as params,
      jsonb_object_agg(shown.field, shown.result) filter (where state not in ('new', 'unmoved') and is_written
        and key is null) as heading
    from (
      select *, outcome = 'proposed_only'
        or outcome = 'conflict' and resolution is not null and result is distinct from current as is_written
      from decided
    ) as decided
    cross join lateral (
      select decided.field, decided.base, decided.current, decided.proposed, decided.outcome, decided.resolution,
        decided.result
    ) as shown
    group by ordinality
  )
  select array_agg((
    row_key, scenario_instance_id, instance_id, lineage_id, kind, proposed_name,
    case
      when state = 'new' then 'create'
      when state <> 'gone' then case when is_written then 'update' else 'none' end
      when open_conflicts is not null then 'none'
      when is_written then 'recreate'
      else 'discard'
    end,
    version, base_version,
    case
      when state in ('new', 'unmoved') then jsonb_build_object(
        'name', proposed_name, 'status', proposed_status, 'params', proposed_params)
      when state = 'moved' then jsonb_build_object(
        'name', case when heading ? 'name' then heading ->> 'name' else current_name end,
        'status', case when heading ? 'status' then heading ->> 'status' else current_status end,
        'params', case
          when has_dropped then jsonb_strip_nulls(current_params || coalesce(params, '{}'))
          when params is not null then current_params || params
          else current_params end)
      when is_written then heading -> '*'
    end,
    coalesce(fields, '[]'), coalesce(conflicts, '{}'), coalesce(open_conflicts, '{}'),
    fields is null and state = 'unmoved'
  )::private.plan_row order by ordinality)
  from input left join merged using (ordinality));
end $$;

-- Around the plan ------------------------------------------------------------------------------

create function private.fingerprint(p_inputs private.merge_input[]) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return (
  select encode(sha256(convert_to(coalesce(string_agg(concat_ws(':', row_key, scenario_instance_version,
    base_version, coalesce(version::text, 'gone')), ',' order by row_key), ''), 'UTF8')), 'hex')
  from unnest(p_inputs));
end $$;

create function private.with_fields(p_content jsonb, p_fields jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'name', coalesce(p_fields -> 'name', p_content -> 'name'),
    'status', coalesce(p_fields -> 'status', p_content -> 'status'),
    'params', jsonb_strip_nulls(coalesce(p_content -> 'params', '{}') || coalesce((
      select jsonb_object_agg(substr(key, 8), value) from jsonb_each(p_fields) where starts_with(key, 'params.')),
      '{}')))
$$;

-- Grants ---------------------------------------------------------------------------------------

revoke execute on all functions in schema private from public;

-- Comments -------------------------------------------------------------------------------------

comment on type private.merge_input is 'One row to be merged: base, current and proposed content with the versions they were read at.';
comment on type private.plan_row is 'What applying one row would write, and why.';
comment on function private.content_fields(jsonb) is 'Content as fields: name, status, params.<key>; nulls are missing keys.';
comment on function private.merge_fields(jsonb, jsonb, jsonb) is 'The definition of the merge: one row a field, with its outcome. Numbers compare as numbers.';
comment on function private.input_rows(private.merge_input[]) is 'unnest with an estimate that keeps joins linear in plans that are kept.';
comment on function private.plan_rows(private.plan_row[]) is 'unnest with an estimate that keeps joins linear in plans that are kept.';
comment on function private.plan_merge(private.merge_input[], jsonb) is 'The plan of many rows with resolutions; equal to merge_fields field by field, in the order given.';
comment on function private.fingerprint(private.merge_input[]) is 'A digest of the versions of every row a plan looks at.';
comment on function private.with_fields(jsonb, jsonb) is 'Content with some fields replaced; null removes a key.';
