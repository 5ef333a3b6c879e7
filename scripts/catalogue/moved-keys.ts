/**
 * The SQL that moves what is stored under a key to another key, wherever it is stored: reality, copies and what they agreed
 * with, assumptions, and history, so that what was applied before can be undone after. It is the same content under another
 * name: no version rises and no time changes, so triggers do not hear of it.
 */
import type { Definition } from './definitions.ts'

const tables = [
  'public.instances',
  'public.scenario_instances',
  'public.scenario_application_items',
  'public.profiles',
  'public.scenarios',
]

/** What stands around the moves of a migration. */
export function moving(moves: string): string {
  const switched = (how: 'disable' | 'enable') =>
    tables.map((table) => `alter table ${table} ${how} trigger user;`).join('\n')
  return `-- The same content under another key: no version rises, no time changes.
${switched('disable')}
create function pg_temp.moved(p_values jsonb, p_from text, p_to text) returns jsonb language sql immutable as $$
  select case when p_values ? p_from
    then p_values - p_from || jsonb_build_object(p_to, p_values -> p_from) else p_values end
$$;
create function pg_temp.moved_content(p_content jsonb, p_from text, p_to text) returns jsonb language sql immutable as $$
  select case when p_content -> 'params' ? p_from
    then p_content || jsonb_build_object('params', pg_temp.moved(p_content -> 'params', p_from, p_to)) else p_content end
$$;
create function pg_temp.moved_fields(p_fields jsonb, p_from text, p_to text) returns jsonb language sql immutable as $$
  select coalesce(jsonb_agg(case when value ->> 'field' = 'params.' || p_from
    then value || jsonb_build_object('field', 'params.' || p_to) else value end order by position), '[]')
  from jsonb_array_elements(p_fields) with ordinality as entry (value, position)
$$;

${moves}
drop function pg_temp.moved_fields(jsonb, text, text);
drop function pg_temp.moved_content(jsonb, text, text);
drop function pg_temp.moved(jsonb, text, text);
${switched('enable')}
`
}

/** Moves the data of a field to another key. */
export function movedKey({ entity, key: from }: Definition, to: string): string {
  if (entity === 'assumptions')
    return ['profiles', 'scenarios']
      .map(
        (table) =>
          `update public.${table} set assumptions = pg_temp.moved(assumptions, '${from}', '${to}') where assumptions ? '${from}';\n`,
      )
      .join('')
  return `update public.instances set params = pg_temp.moved(params, '${from}', '${to}')
where kind = '${entity}' and params ? '${from}';
update public.scenario_instances set
  params = pg_temp.moved(params, '${from}', '${to}'),
  base = pg_temp.moved_content(base, '${from}', '${to}'),
  edited_params = array_replace(edited_params, '${from}', '${to}'),
  agreed_fields = array_replace(agreed_fields, 'params.${from}', 'params.${to}')
where kind = '${entity}' and (params ? '${from}' or base -> 'params' ? '${from}' or 'params.${from}' = any (agreed_fields));
update public.scenario_application_items set
  before = pg_temp.moved_content(before, '${from}', '${to}'),
  after = pg_temp.moved_content(after, '${from}', '${to}'),
  fields = pg_temp.moved_fields(fields, '${from}', '${to}')
where kind = '${entity}' and (before -> 'params' ? '${from}' or after -> 'params' ? '${from}'
  or fields @> '[{"field": "params.${from}"}]');
`
}
