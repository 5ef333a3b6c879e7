-- Who may touch what, by grants alone: the second lock, after policies and triggers.

begin;
select plan(9);

create temp table granted on commit drop as
select c.relname as table_name, role, privilege,
  has_table_privilege(role, c.oid, privilege) or (privilege in ('SELECT', 'INSERT', 'UPDATE')
    and has_any_column_privilege(role, c.oid, privilege)) as is_granted
from pg_class as c, unnest(array['anon', 'authenticated']) as role,
  unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as privilege
where relnamespace = 'public'::regnamespace and relkind = 'r';

select is_empty($$ select table_name, privilege from granted where role = 'anon' and is_granted $$,
  'anon has nothing');
select is_empty($$
  select table_name, privilege from granted where role = 'authenticated' and is_granted and privilege = 'DELETE'
    and table_name in ('instances', 'scenarios', 'scenario_instances', 'scenario_applications',
      'scenario_application_items', 'feature_flag_audit', 'profiles')
$$, 'users delete nothing of theirs for good');
select is_empty($$ select table_name from granted where role = 'authenticated' and is_granted and privilege = 'TRUNCATE' $$,
  'users truncate nothing');
select is_empty($$
  select table_name, privilege from granted where role = 'authenticated' and is_granted and privilege <> 'SELECT'
    and table_name in ('scenario_applications', 'scenario_application_items', 'feature_flag_audit')
$$, 'users only read history');

select results_eq($$
  select table_name::text collate "default", array_agg(column_name::text collate "default" order by column_name)
  from information_schema.column_privileges
  where grantee = 'authenticated' and privilege_type = 'INSERT' and table_schema = 'public'
    and table_name in ('instances', 'scenarios', 'scenario_instances')
  group by table_name order by table_name
$$, $$ values
  ('instances', array['kind', 'name', 'params', 'request_id', 'status']),
  ('scenario_instances', array['kind', 'name', 'params', 'request_id', 'scenario_id', 'status']),
  ('scenarios', array['assumptions', 'description', 'name', 'status', 'tags'])
$$, 'users insert content and nothing else');
select results_eq($$
  select table_name::text collate "default", array_agg(column_name::text collate "default" order by column_name)
  from information_schema.column_privileges
  where grantee = 'authenticated' and privilege_type = 'UPDATE' and table_schema = 'public'
    and table_name in ('instances', 'scenarios', 'scenario_instances')
  group by table_name order by table_name
$$, $$ values
  ('instances', array['deleted_at', 'name', 'params', 'status']),
  ('scenario_instances', array['deleted_at', 'name', 'params', 'status']),
  ('scenarios', array['assumptions', 'deleted_at', 'description', 'name', 'status', 'tags'])
$$, 'users update content and deleted_at and nothing else');

select is_empty($$
  select proname from pg_proc where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
    and has_function_privilege('anon', oid, 'execute')
$$, 'anon calls no function');
select is_empty($$
  select proname from pg_proc where pronamespace = 'public'::regnamespace
    and not has_function_privilege('authenticated', oid, 'execute')
$$, 'users may call every public function, which checks for itself');
select is_empty($$
  select name from unnest(array['write_plan(public.scenario_applications, private.plan_row[])',
    'record(public.scenario_applications, timestamptz, jsonb, json)', 'copy_instances(uuid, uuid[])',
    'carry_out(public.scenario_applications, jsonb, timestamptz, private.merge_input[], text, jsonb)']) as name
  where has_function_privilege('authenticated', ('private.' || name)::regprocedure, 'execute')
$$, 'users call no helper that writes');

select * from finish();
rollback;
