-- Imports: a scenario or instances from a document, in one transaction, or refused with every error and its path.

-- Private functions: what the entries of a document become ------------------------------------------
-- The plan after an export and an import is the plan without the detour. So a copy gets the base that the document gives,
-- though its source be deleted or gone for good; without one it is compared with reality as it is. Sources and lineages
-- are taken only from the caller's own: whatever else a document names is new, the same whether it exists or not.

create function private.own_lineage(p_lineage_id uuid, p_kind text) returns uuid
language sql stable set search_path = '' as $$
  select left(private.digest(jsonb_build_array((select auth.uid()), p_lineage_id, p_kind)), 32)::uuid
$$;
comment on function private.own_lineage(uuid, text) is 'What a lineage that is not the caller''s becomes for them: always the same.';

create function private.document_entries(p_instances jsonb)
returns table (ordinal bigint, kind text, name text, status text, params jsonb, source_instance_id uuid,
  lineage_id uuid, base jsonb, base_version integer, is_base_known boolean)
language sql stable rows 1000 set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 as $$
  with entry as materialized (
    select ordinal, value ->> 'kind' as kind, value ->> 'name' as name, coalesce(value ->> 'status', 'active') as status,
      jsonb_strip_nulls(value -> 'params') as params, (value ->> 'source_instance_id')::uuid as source_id,
      (value ->> 'lineage_id')::uuid as lineage_id,
      case when value -> 'base' <> 'null' then to_jsonb((private.tidy_name(value #>> '{base,name}'),
        coalesce(value #>> '{base,status}', 'active'), jsonb_strip_nulls(value #> '{base,params}'))::private.content) end as base
    from jsonb_array_elements(p_instances) with ordinality as given (value, ordinal)
  ),
  found as (
    select entry.*, source.version, source.params as held,
      coalesce(source.lineage_id, purged.lineage_id) as source_lineage_id,
      to_jsonb((source.name, source.status, source.params)::private.content) as content,
      -- A copy, unless nothing of the caller's can be its base.
      coalesce(source.id, purged.id) is not null
        and (entry.base is not null or source.id is not null and source.deleted_at is null) as is_copy
    from entry
    left join public.instances as source
      on source.id = entry.source_id and source.user_id = (select auth.uid()) and source.kind = entry.kind
    left join private.purged_instances as purged
      on purged.id = entry.source_id and purged.user_id = (select auth.uid()) and purged.kind = entry.kind
  ),
  related as (
    select found.*, coalesce(source_lineage_id,
      case when exists (select from public.instances as known where known.user_id = (select auth.uid())
          and known.lineage_id = found.lineage_id and known.kind = found.kind)
        or exists (select from public.scenario_instances as known where known.user_id = (select auth.uid())
          and known.lineage_id = found.lineage_id and known.kind = found.kind)
        or exists (select from private.purged_instances as known where known.user_id = (select auth.uid())
          and known.lineage_id = found.lineage_id and known.kind = found.kind)
      then lineage_id end,
      -- Not the caller's: new, and the same for the same document, so that what comes twice is known as one holding.
      case when lineage_id is not null then
        private.own_lineage(lineage_id, kind) end) as own_lineage_id
    from found
  ),
  counted as (
    select *, row_number() over (partition by own_lineage_id, is_copy order by ordinal) as occurrence from related
  ),
  placed as materialized (
    -- What is new here may have been a copy and a new one of one lineage there: the second gets one of its own.
    select *, case when is_copy or occurrence = 1 or own_lineage_id is null then own_lineage_id
      else left(private.digest(jsonb_build_array((select auth.uid()), own_lineage_id, kind, occurrence)), 32)::uuid end as new_lineage_id
    from counted
  ),
  -- Of two of one lineage there the one that keeps it here.
  named as (
    select coalesce(jsonb_object_agg(lineage_id, new_lineage_id), '{}') as lineages
    from (select distinct on (lineage_id) lineage_id, new_lineage_id from placed
      where kind = 'property' and lineage_id is not null order by lineage_id, is_copy desc, ordinal) as property
  )
  select ordinal, kind, name, status, private.with_reference(params, lineages), case when is_copy then source_id end,
    new_lineage_id,
    case when is_copy then case when base is null or base = content then content else base
      -- What equals what the source holds is not judged, and could be thousands of digits long.
      || jsonb_build_object('params', private.keep_forms(held, private.with_reference(base -> 'params', lineages))) end end,
    -- The version is a promise that nothing of reality differs; none is 0.
    case when is_copy then case when base is null or base = content then version else 0 end end,
    base is not null
  from placed cross join named
$$;
comment on function private.document_entries(jsonb) is 'What the entries of a document of a scenario become: copies with their base, or new, each with its lineage, if it has one yet. is_base_known: the document gave the base.';

-- Private functions: what assumptions of before mean ------------------------------------------------
-- A household's surplus and its other income were assumptions once, of a scenario over those of a profile. They are flows now, and
-- every figure of the scenario stays the same. Each is one flow of its owner, known by its lineage: where reality has
-- it already, a scenario that says another amount holds a changed copy of it, as it had an assumption of its own. The
-- app reads a file alike (withoutFormerAssumptions).

create function private.flows_of_assumptions(p_assumptions jsonb, p_instances jsonb)
returns table (key text, is_shown boolean, entry jsonb)
language sql stable rows 2 set search_path = '' as $$
  with said as (
    select former.*, p_assumptions -> former.key as value,
      coalesce(p_assumptions ->> 'household_as_of_month', (
        select assumptions ->> 'household_as_of_month' from public.profiles where user_id = (select auth.uid()))) as month
    from (values
      ('household_monthly_surplus', 'Left over each month', 'untaxed', 1, -1e12, '6c9e2f0a-5b1d-4a57-9a35-3d7c1e40b8f2'::uuid),
      ('other_income', 'Other income', 'rate_only', 12, 0, 'f2a4d7c8-0e63-4b9f-8d12-7b5a96c3e1d0'::uuid)
    ) as former (key, name, tax_treatment, parts, least, lineage_id)
  ),
  -- What never could be such an amount is refused as an unknown field.
  amounts as (
    select *, value::numeric as amount from said
    where case jsonb_typeof(value) when 'number'
      then value::numeric between least and 1e12 and private.survives_float8(value::numeric) end
  )
  select amounts.key, amount <> 0 or real.id is not null, jsonb_build_object(
    'kind', 'cash_flow', 'name', coalesce(real.name, amounts.name),
    'lineage_id', case when real.is_copied is not true then lineage_id end,
    'source_instance_id', case when not real.is_copied then real.id end,
    'params', jsonb_build_object('direction', case when amount < 0 then 'expense' else 'income' end,
        'amount', abs(amount)::float8 / parts, 'tax_treatment', tax_treatment)
      -- What is said of a month still to come counted as of now.
      || case when month <= to_char(now() at time zone 'utc', 'YYYY-MM') collate "C"
        then jsonb_build_object('as_of_month', month) else '{}' end)
  from amounts
  left join lateral (
    -- A scenario holds one copy of it: beside one that the document has, this is another flow.
    select id, instance.name, exists (select from jsonb_array_elements(p_instances) as entry
      where lower(entry ->> 'source_instance_id') = instance.id::text) as is_copied
    from public.instances as instance
    where user_id = (select auth.uid()) and kind = 'cash_flow' and deleted_at is null
      and instance.lineage_id = private.own_lineage(amounts.lineage_id, 'cash_flow')
    order by created_at, id limit 1
  ) as real on true
  -- Those that the file alone calls for come first, as the app shows them.
  order by amount = 0, amounts.key
$$;
comment on function private.flows_of_assumptions(jsonb, jsonb) is 'What a surplus and other income among assumptions of before are as entries of a document; is_shown: unless there is nothing to say.';

create function private.with_former_rises(p_entry jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select case when jsonb_typeof(p_entry -> 'params') = 'object' then jsonb_set(p_entry, '{params}', (
    select coalesce(jsonb_object_agg(former.key, rise), '{}')
    from (values
      ('{property}'::text[], 'rent_growth_rate', 3, '{weekly_rent}'::text[]),
      ('{property}', 'expense_growth_rate', 3, '{annual_expenses}'),
      ('{portfolio,cash}', 'contribution_growth_rate', 0, '{monthly_contribution,monthly_withdrawal}')
    ) as former (kinds, key, rise, amounts)
    where p_entry ->> 'kind' = any (former.kinds) and jsonb_strip_nulls(p_entry -> 'params') ?| former.amounts
  ) || jsonb_strip_nulls(p_entry -> 'params')) else p_entry end
$$;
comment on function private.with_former_rises(jsonb) is 'An entry of a document of before with the yearly rises that were defaults then: a missing one has come to mean that of inflation.';

create function private.scenario_document(p_document jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  document jsonb := private.document(p_document, 'p_document');
  assumptions constant jsonb := document #> '{scenario,assumptions}';
begin
  if jsonb_typeof(assumptions) = 'object' then
    document := jsonb_set(document, '{scenario,assumptions}',
      assumptions - array(select key from private.flows_of_assumptions(assumptions, '[]')));
  end if;
  perform private.check_document(document, 'scenarios/scenario', 'max_scenario_instances');
  if exists (select from private.flows_of_assumptions(assumptions, '[]')) then
    document := jsonb_set(document, '{instances}', (
      select coalesce(jsonb_agg(private.with_former_rises(entry) order by position), '[]')
      from jsonb_array_elements(document -> 'instances') with ordinality as given (entry, position)));
  end if;
  return jsonb_set(document, '{instances}', (document -> 'instances') || (
    select coalesce(jsonb_agg(entry), '[]')
    from private.flows_of_assumptions(assumptions, document -> 'instances') where is_shown));
end $$;
comment on function private.scenario_document(jsonb) is 'A document of a scenario, checked, with flows for what assumptions of before said.';

-- Private functions: importing ---------------------------------------------------------------------

create function private.preview_import_scenario(p_document jsonb) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  document jsonb;
begin
  perform private.caller();
  perform private.require_feature('feature:scenarios');
  document := private.scenario_document(p_document);
  return (
    select json_build_object('entries', coalesce(json_agg(json_build_object(
      'becomes', case
        when entry.source_instance_id is null then case when twin.id is null then 'new' else 'twin' end
        when source.id is null then 'copy_of_deleted'
        when entry.is_base_known then 'copy'
        else 'copy_of_now'
      end,
      'instance_id', coalesce(source.id, twin.id), 'name', coalesce(source.name, twin.name)) order by entry.ordinal), '[]'))
    from private.document_entries(document -> 'instances') as entry
    left join public.instances as source
      on source.id = entry.source_instance_id and source.user_id = (select auth.uid()) and source.deleted_at is null
    left join public.instances as twin
      on entry.source_instance_id is null and twin.lineage_id = entry.lineage_id and twin.kind = entry.kind
        and twin.user_id = (select auth.uid()) and twin.deleted_at is null);
end $$;
comment on function private.preview_import_scenario(jsonb) is 'See public.preview_import_scenario.';
grant execute on function private.preview_import_scenario(jsonb) to authenticated, service_role;

create function private.write_imported_copies(p_application public.scenario_applications, p_instances jsonb, out written integer)
language plpgsql set search_path = '' set jit = off as $$
declare
  imported_at constant timestamptz := clock_timestamp();
begin
  with entry as materialized (
    select gen_random_uuid() as id, entries.* from private.document_entries(p_instances) as entries
  ),
  added as (
    insert into public.scenario_instances (id, user_id, scenario_id, lineage_id, source_instance_id, base, base_version,
      name, kind, status, params, created_at)
    select id, p_application.user_id, p_application.scenario_id, coalesce(lineage_id, gen_random_uuid()), source_instance_id,
      base, base_version, name, kind, status, params, imported_at + ordinal * interval '1 microsecond'
    from entry
    returning *
  ),
  recorded as (
    -- A version before: what was compared with reality as it is.
    insert into public.scenario_application_items (user_id, application_id, instance_id, scenario_instance_id,
      lineage_id, kind, action, after, before_version, created_at)
    select user_id, p_application.id, added.source_instance_id, id, added.lineage_id, added.kind, 'none',
      to_jsonb((added.name, added.status, added.params)::private.content),
      case when not entry.is_base_known then added.base_version end, created_at
    from added join entry using (id)
  )
  select count(*) into written from added;
end $$;
comment on function private.write_imported_copies(public.scenario_applications, jsonb) is 'Writes the entries of a document into the scenario of an application, and to the history.';

create function private.write_imported_instances(p_application public.scenario_applications, p_instances jsonb, out written integer)
language plpgsql set search_path = '' set jit = off as $$
declare
  imported_at constant timestamptz := clock_timestamp();
begin
  with entry as materialized (
    select value, position, gen_random_uuid() as lineage_id
    from jsonb_array_elements(p_instances) with ordinality as given (value, position)
  ),
  named as (
    select coalesce(jsonb_object_agg(lower(value ->> 'lineage_id'), lineage_id), '{}') as lineages
    from entry where value ->> 'kind' = 'property' and value ->> 'lineage_id' is not null
  ),
  added as (
    insert into public.instances (user_id, lineage_id, name, kind, status, params, created_at)
    select p_application.user_id, lineage_id, value ->> 'name', value ->> 'kind', coalesce(value ->> 'status', 'active'),
      private.with_reference(jsonb_strip_nulls(value -> 'params'), lineages), imported_at + position * interval '1 microsecond'
    from entry cross join named
    returning *
  ),
  recorded as (
    insert into public.scenario_application_items (user_id, application_id, instance_id, lineage_id, kind, action,
      after, after_version, created_at)
    select user_id, p_application.id, id, lineage_id, kind, 'create',
      to_jsonb((name, status, params)::private.content), version, created_at
    from added
  )
  select count(*) into written from added;
end $$;
comment on function private.write_imported_instances(public.scenario_applications, jsonb) is 'Writes the entries of a document as instances of the caller, and to the history.';

create function private.import_document(p_document jsonb, p_request_id uuid, p_what text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  started constant timestamptz := clock_timestamp();
  is_scenario constant boolean := p_what = 'scenario';
  arguments constant jsonb := jsonb_build_object('operation', 'import', p_what, p_document);
  first_id constant uuid := private.begin_request(p_request_id, arguments);
  document jsonb;
  scenario public.scenarios;
  application public.scenario_applications;
begin
  if first_id is not null then
    return private.copies_answer(first_id, true);
  end if;
  if is_scenario then
    perform private.hold_feature('feature:scenarios');
  end if;
  if not is_scenario then
    document := private.document(p_document, 'p_document');
    perform private.check_document(document, 'scenarios/instances', 'max_instances');
  else
    document := private.scenario_document(p_document);
    insert into public.scenarios (user_id, name, description, status, tags, assumptions)
    select auth.uid(), given.name, given.description, coalesce(given.status, 'active'), coalesce(given.tags, '{}'),
      coalesce(given.assumptions, '{}')
    from jsonb_to_record(document -> 'scenario') as given
      (name text, description text, status text, tags text[], assumptions jsonb)
    returning * into scenario;
  end if;
  application := private.new_application(scenario.id, scenario.name, p_request_id, 'import');
  application.status := 'success';
  application.items_total := case when is_scenario then private.write_imported_copies(application, document -> 'instances')
    else private.write_imported_instances(application, document -> 'instances') end;
  application.items_applied := application.items_total;
  perform private.record(application, started, arguments);
  return private.copies_answer(application.id, false);
end $$;
comment on function private.import_document(jsonb, uuid, text) is 'See public.import_scenario and public.import_instances: p_what is scenario or instances.';
grant execute on function private.import_document(jsonb, uuid, text) to authenticated, service_role;

-- Public functions -----------------------------------------------------------------------------

create function public.preview_import_scenario(p_document jsonb)
returns json language sql stable set search_path = '' as $$
  select private.preview_import_scenario(private.small(p_document, p_factor => 3))
$$;
comment on function public.preview_import_scenario(jsonb) is 'What the entries of a document would become, in its order: {entries: [{becomes: copy | copy_of_now (compared with reality as it is) | copy_of_deleted | twin (new, and among the caller''s already) | new, instance_id, name}]}. Writes nothing.';
revoke execute on function public.preview_import_scenario(jsonb) from public, anon;
grant execute on function public.preview_import_scenario(jsonb) to authenticated, service_role;

create function public.import_scenario(p_document jsonb, p_request_id uuid)
returns json language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.import_document(private.small(p_document, p_factor => 3), p_request_id, 'scenario');
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.import_scenario(jsonb, uuid) is 'A scenario from a document of format scenarios/scenario: {scenario, imported: [{scenario_instance_id, instance_id}], compared_with_reality: those whose base the document does not give, application_id, request_id, replayed}.';
revoke execute on function public.import_scenario(jsonb, uuid) from public, anon;
grant execute on function public.import_scenario(jsonb, uuid) to authenticated, service_role;

create function public.import_instances(p_document jsonb, p_request_id uuid)
returns json language plpgsql volatile set search_path = '' set lock_timeout = '4s' as $$
begin
  return private.import_document(private.small(p_document, p_factor => 3), p_request_id, 'instances');
exception when lock_not_available or deadlock_detected then
  return private.refuse_busy('rows');
end $$;
comment on function public.import_instances(jsonb, uuid) is 'Instances from a document of format scenarios/instances: {imported: [{instance_id}], application_id, request_id, replayed}.';
revoke execute on function public.import_instances(jsonb, uuid) from public, anon;
grant execute on function public.import_instances(jsonb, uuid) to authenticated, service_role;
