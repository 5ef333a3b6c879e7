-- What the user says to a plan, and what the user is told of it.

-- Private functions -----------------------------------------------------------------------------

create function private.fingerprint(p_inputs private.merge_input[], p_others bigint[] default '{}') returns text
language plpgsql immutable set search_path = '' as $$
begin
  return (
  -- Content as well as versions, which an operator's SQL may set.
  select encode(sha256(convert_to(coalesce(string_agg(hash::text, ',' order by hash), ''), 'UTF8')), 'hex')
  from (
    select hash_record_extended(input, 0) as hash
    from (select unnest(p_inputs) as input) as inputs -- whole, as they are: in from they would be taken apart and put together
    union all select unnest(p_others)) as hashes);
end $$;
comment on function private.fingerprint(private.merge_input[], bigint[]) is 'A digest of every row a plan looks at: its ids, versions and contents; of some the hash alone (hash_record_extended) may be given.';

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
       or not coalesce(decision.value ->> 'take' in ('current', 'proposed', 'later')
         and jsonb_typeof(decision.value -> 'take') = 'string', decision.value ? 'value' and decision.key <> '*'),
       true)
  order by 1, 2
  limit 1;
  if found then
    perform private.fail('PT400', 'A resolution is not understood.',
      jsonb_build_object('reason', 'bad_resolution', 'argument', 'p_resolutions', 'row', wrong.row_key, 'field', wrong.field),
      'Send {"take": "current"}, {"take": "proposed"}, {"take": "later"} or {"value": …} for each field in conflict.');
  end if;
end $$;
comment on function private.check_resolutions(jsonb) is 'PT400 unless resolutions have the right form.';

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
  left join private.plan_rows(p_plan) as plan on plan.row_key::text = decisions.key
  left join lateral jsonb_object_keys(decisions.value) as decision (key) on true
  where plan.row_key is null or decision.key is not null and decision.key <> all (plan.conflicts || plan.left_fields)
  order by 1, 2 -- the first by name; a limit alone would look for any by comparing each with each
  limit 1;
  if found then
    perform private.fail('PT400',
      case when wrong.is_unknown then 'A resolution names a row that is not in the plan.'
        else 'A resolution names a field that is not in conflict.' end,
      jsonb_build_object('reason', 'bad_resolution', 'argument', 'p_resolutions', 'row', wrong.row_key, 'field', wrong.field),
      'Preview again and resolve only the conflicts it lists; of what it would write, leave for later what is to wait.');
  end if;
  perform private.refuse_problems('p_resolutions', (
    select jsonb_agg(jsonb_build_object('place', row_key, 'field', field, 'problem', 'wrong_type'))
    from jsonb_each(p_resolutions) as decisions (row_key, fields)
    cross join lateral jsonb_each(fields) as decision (field, choice)
    where field in ('name', 'status') and choice ? 'value' and jsonb_typeof(choice -> 'value') <> 'string'));
  perform private.refuse_content('p_resolutions', array(
    select (plan.row_key, plan.kind, plan.after ->> 'name', plan.after ->> 'status', plan.after -> 'params', null, null)
      ::private.content_row
    from unnest(p_plan) as plan
    where plan.after is not null and plan.kind <> 'assumptions' and p_resolutions ? plan.row_key::text), array(
    select row_key::text from unnest(p_plan) where open_conflicts <> '{}'));
end $$;
comment on function private.check_decisions(private.plan_row[], jsonb) is 'PT400 when a resolution meets no conflict of the plan and nothing that can be left for later, PT422 when a value is not valid.';

create function private.is_written(p_field json) returns boolean language sql immutable set search_path = '' as $$
  select p_field ->> 'outcome' in ('proposed_only', 'conflict') and p_field ->> 'result' is distinct from p_field ->> 'current'
$$;
comment on function private.is_written(json) is 'Whether a field of a plan''s row would be changed by it.';

create function private.plan_answer(p_application public.scenario_applications, p_fingerprint text, p_error json,
  p_plan private.plan_row[], p_is_replayed boolean default false) returns json
language plpgsql stable set search_path = '' set jit = off as $$
begin
  return (
  select json_build_object('application_id', p_application.id, 'request_id', p_application.request_id,
    'status', p_application.status, 'stale', coalesce(p_application.stale, false), 'replayed', p_is_replayed,
    'fingerprint', p_fingerprint, 'error', p_error,
    'items', coalesce(json_agg(item) filter (where item.action <> 'none' or item.fields::text <> '[]'), '[]'),
    'conflicts', coalesce((
      select json_agg(json_build_object('scenario_instance_id', open.scenario_instance_id,
        'instance_id', open.instance_id, 'field', field))
      from unnest(p_plan) as open cross join lateral unnest(open.open_conflicts) as field), '[]'))
  from (
    select scenario_instance_id, instance_id, name, kind, action, version, after, fields from unnest(p_plan)
  ) as item);
end $$;
comment on function private.plan_answer(public.scenario_applications, text, json, private.plan_row[], boolean) is 'The answer of preview, apply, refresh and revert.';
