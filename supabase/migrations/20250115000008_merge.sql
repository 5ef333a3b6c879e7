-- The merge: what became of each field since the copy was made, and what applying would write. Pure functions of
-- their arguments, so that preview, apply, refresh and revert cannot disagree.

-- Types ----------------------------------------------------------------------------------------

create type private.merge_input as (
  row_key uuid,                -- what resolutions name the row by
  scenario_instance_id uuid,
  instance_id uuid,            -- null for what reality does not have yet
  lineage_id uuid,             -- of what is new: the id of its row where an instance had its own, see given_lineages
  kind text,                   -- assumptions: those of the profile, as params
  scenario_instance_version integer,
  base_version integer,
  version integer,             -- of the instance (or the twin) now; null when it is gone or new
  base jsonb,                  -- content; null for what is new
  current_name text,
  current_status text,
  current_params jsonb,        -- null when the instance is gone or new
  proposed_name text,
  proposed_status text,
  proposed_params jsonb,
  edited_params text[],        -- keys that proposed has otherwise than base, be it in form; null when not known
  twin_id uuid,                -- of what is new: the instance that has its lineage already; current is its content
  twin_case text               -- asked; held: asked where the scenario has a copy of the twin; stand, leave: see twin_plan
);
comment on type private.merge_input is 'One row to be merged: base, current and proposed content with the versions they were read at.';

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
  left_fields text[],          -- what is left for later, in conflict or not: reality, base and proposal keep their values
  is_settled boolean,          -- base, current and proposed agree already, and base_version knows it
  twin_id uuid                 -- of a row without an instance of its own, see twin_plan
);
comment on type private.plan_row is 'What applying one row would write, and why.';

-- The definition -------------------------------------------------------------------------------
-- A missing key and the catalogue's default are one value, where there is content at all.

create function private.content_fields(p_content jsonb) returns table (field text, value jsonb)
language sql immutable set search_path = '' as $$
  select key, value from jsonb_each(p_content) where key in ('name', 'status') and value <> 'null'
  union all
  select 'params.' || key, value from jsonb_each(p_content -> 'params') where value <> 'null'
$$;
comment on function private.content_fields(jsonb) is 'Content as fields: name, status, params.<key>; nulls are missing keys.';

create function private.merge_fields(p_base jsonb, p_current jsonb, p_proposed jsonb, p_kind text default null)
returns table (field text, base jsonb, current jsonb, proposed jsonb, outcome text, result jsonb)
language sql stable set search_path = '' as $$
  select field, base.value, current.value, proposed.value, outcome,
    case outcome when 'proposed_only' then proposed.value when 'conflict' then null else current.value end
  from private.content_fields(p_base) as base
  full join private.content_fields(p_current) as current using (field)
  full join private.content_fields(p_proposed) as proposed using (field)
  left join (select 'params.' || key as field, default_value from private.field_definitions where entity = p_kind)
    as definition using (field)
  cross join lateral (select
    coalesce(base.value, case when p_base is not null then default_value end),
    coalesce(current.value, case when p_current is not null then default_value end),
    coalesce(proposed.value, case when p_proposed is not null then default_value end)
  ) as meant (base, current, proposed)
  cross join lateral (select case
    when meant.current is not distinct from meant.base and meant.proposed is not distinct from meant.base
      then 'unchanged'
    when meant.proposed is not distinct from meant.base then 'current_only'
    when meant.current is not distinct from meant.base then 'proposed_only'
    when meant.proposed is not distinct from meant.current then 'same_change'
    else 'conflict'
  end) as compared (outcome)
$$;
comment on function private.merge_fields(jsonb, jsonb, jsonb, text) is 'The definition of the merge: one row a field, with its outcome. Numbers compare as numbers, a missing key as the default that the catalogue has for this kind.';

-- The definition judges by value; what is written keeps the form that it has in reality: where a proposal means the same
-- as its base, it is written as base is.
create function private.keep_base_forms(p_base jsonb, p_params jsonb, p_kind text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  kept constant jsonb := private.keep_forms(p_base, p_params);
  on_one_side text[];
  added text[];
  left_out jsonb;
begin
  if p_base is null or jsonb_typeof(p_params) <> 'object' or kept = p_base then
    return kept;
  end if;
  on_one_side := array(select key from jsonb_object_keys(p_base || kept) as key where not (p_base ? key and kept ? key));
  if on_one_side = '{}' then
    return kept;
  end if;
  select coalesce(array_agg(key) filter (where kept -> key = default_value), '{}'),
    coalesce(jsonb_object_agg(key, p_base -> key) filter (where p_base -> key = default_value), '{}')
  into added, left_out
  from private.field_definitions where entity = p_kind and key = any (on_one_side);
  return (kept - added) || left_out;
end $$;
comment on function private.keep_base_forms(jsonb, jsonb, text) is 'Params with each value that base has too written as it is in base: a number in its form, a default written out or left out.';
