-- Who may touch what, by grants alone: the second lock, after policies and triggers.

begin;
select plan(15);

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
    and has_function_privilege('anon', oid, 'execute') and prorettype <> 'event_trigger'::regtype
$$, 'anon calls no function');
select is_empty($$
  select proname from pg_proc where pronamespace = 'public'::regnamespace
    and prorettype <> 'event_trigger'::regtype and not has_function_privilege('authenticated', oid, 'execute')
$$, 'users may call every public function, which checks for itself');
select is_empty($$
  select name from unnest(array['write_plan(public.scenario_applications, private.plan_row[])',
    'record(public.scenario_applications, timestamptz, jsonb, text, json)', 'copy_instances(uuid, uuid[], uuid)',
    'carry_out(public.scenario_applications, jsonb, timestamptz, private.merge_input[], private.plan_row[], text, jsonb)']) as name
  where has_function_privilege('authenticated', ('private.' || name)::regprocedure, 'execute')
$$, 'users call no helper that writes');

-- The service role bypasses row level security, not grants; a project may grant it nothing by default.
select is_empty($$
  select relname from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
    and not has_table_privilege('service_role', oid, 'select')
$$, 'the service role reads every table and view');
select is_empty($$
  select relname from pg_class
  where relnamespace = 'public'::regnamespace
    and case relkind when 'S' then not has_sequence_privilege('service_role', oid, 'usage') else false end
$$, 'uses every sequence');
select is_empty($$
  select proname from pg_proc where pronamespace = 'public'::regnamespace
    and prorettype <> 'event_trigger'::regtype and not has_function_privilege('service_role', oid, 'execute')
$$, 'calls every public function');
select is_empty($$
  select table_name from unnest(array['user_roles', 'profiles', 'instances', 'scenarios', 'scenario_instances',
    'feature_flags', 'user_feature_flags', 'support_tickets']) as table_name
  where not has_table_privilege('service_role', 'public.' || table_name, 'insert')
    or not has_table_privilege('service_role', 'public.' || table_name, 'update')
    or not has_table_privilege('service_role', 'public.' || table_name, 'delete')
$$, 'writes what operators write');
select is_empty($$
  select table_name, privilege from unnest(array['scenario_applications', 'scenario_application_items', 'feature_flag_audit',
    'rollout_verdicts', 'rollout_alerts', 'operation_runs']) as table_name, unnest(array['INSERT', 'UPDATE', 'DELETE']) as privilege
  where has_table_privilege('service_role', 'public.' || table_name, privilege)
$$, 'and only reads history');
select is_empty($$
  select relname, privilege_type from pg_class, aclexplode(relacl)
  where relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    and (grantee = 0 or grantee::regrole::text in ('anon', 'authenticated', 'service_role'))
    and (privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
      or relnamespace = 'private'::regnamespace and (relname, privilege_type) <> ('field_definitions', 'SELECT'))
$$, 'no role of the API has more of a table than rows, and of private ones only the catalogue');

select * from finish();
rollback;
