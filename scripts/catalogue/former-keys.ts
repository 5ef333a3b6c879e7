/**
 * The SQL by which the database goes on understanding apps and files of earlier releases once a field has another key: what
 * comes under a former key is stored under the present one. For rows it comes with the first field that is renamed.
 */

/** Of the first migration: documents are read by functions that are there from the beginning. */
export const presentKeys = `
create function private.with_present_keys(p_entity text, p_values jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select case when jsonb_typeof(p_values) = 'object' then coalesce((
    -- Whoever sends a former key knows no other: it is what somebody just said.
    select p_values - array_agg(former.key) || jsonb_object_agg(definition.key, case
      -- A yes or no that has become an option: no is the default.
      when former.key = any (definition.options) and p_values -> former.key = 'true' then to_jsonb(former.key)
      when former.key = any (definition.options) and p_values -> former.key = 'false' then definition.default_value
      else p_values -> former.key end)
    from private.field_definitions as definition cross join unnest(definition.former_keys) as former (key)
    where definition.entity = p_entity and p_values -> former.key <> 'null'), p_values) else p_values end
$$;
comment on function private.with_present_keys(text, jsonb) is 'Params of a kind, or assumptions, with what comes under a former key under the present one.';

create function private.document_with_present_keys(p_document jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  document jsonb := p_document;
  former constant text[] := array(select unnest(former_keys) from private.field_definitions);
begin
  if former = '{}' then
    return document;
  end if;
  if document #> '{scenario,assumptions}' is not null then
    document := jsonb_set(document, '{scenario,assumptions}',
      private.with_present_keys('assumptions', document #> '{scenario,assumptions}'));
  end if;
  if jsonb_typeof(document -> 'instances') = 'array' then
    document := jsonb_set(document, '{instances}', (
      select private.joined(coalesce(array_agg(case when entry #> '{base,params}' ?| former
        then jsonb_set(renamed, '{base,params}', private.with_present_keys(entry ->> 'kind', entry #> '{base,params}'))
        else renamed end order by position), '{}'))
      from jsonb_array_elements(document -> 'instances') with ordinality as given (entry, position)
      cross join lateral (select case when entry -> 'params' ?| former
        then jsonb_set(entry, '{params}', private.with_present_keys(entry ->> 'kind', entry -> 'params'))
        else entry end as renamed) as own));
  end if;
  return document;
end $$;
comment on function private.document_with_present_keys(jsonb) is 'A document with what comes under a former key under the present one.';

revoke execute on function private.with_present_keys(text, jsonb), private.document_with_present_keys(jsonb) from public;

`
const places = [
  ['instances', 'params'],
  ['scenario_instances', 'params'],
  ['scenarios', 'assumptions'],
  ['profiles', 'assumptions'],
] as const

export const takingFormerKeys = `-- What an app of an earlier release writes under a former key.
create or replace function private.take_former_keys() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new := jsonb_populate_record(new, jsonb_build_object(tg_argv[0], private.with_present_keys(
    coalesce(to_jsonb(new) ->> 'kind', 'assumptions'), to_jsonb(new) -> tg_argv[0])));
  return new;
end $$;
revoke execute on function private.take_former_keys() from public;
comment on function private.take_former_keys() is 'Stores under its present key what a client writes under a former one.';

-- By its name before the triggers that keep these rows.
${places
  .map(
    ([table, column]) => `create or replace trigger former_keys before insert or update on public.${table}
  for each row when (current_user in ('anon', 'authenticated', 'service_role'))
  execute function private.take_former_keys('${column}');
`,
  )
  .join('')}`
