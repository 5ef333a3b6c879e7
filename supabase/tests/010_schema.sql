-- What must be true of every table, policy and function, including those to come. Functions of event triggers are no
-- functions of ours: a project may bring one that switches row level security on (rls_auto_enable).

begin;
select plan(15);

select is_empty($$
  select relname from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
$$, 'every public table has row level security');

select is_empty($$
  select relname from pg_class
  where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('r', 'v', 'p', 'm')
    and obj_description(oid, 'pg_class') is null
$$, 'every table and view has a comment');

-- Those that say the same in every table, and what a name says.
select is_empty($$
  select relname || '.' || attname from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
  where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('r', 'p')
    and col_description(attrelid, attnum) is null
    and attname not in ('id', 'user_id', 'created_at', 'updated_at', 'name', 'description', 'kind', 'params', 'key',
      'flag_name', 'enabled', 'scenario_id', 'application_id', 'lineage_id')
$$, 'every column that needs it has a comment');

select is_empty($$
  select proname from pg_proc
  where pronamespace in ('public'::regnamespace, 'private'::regnamespace) and obj_description(oid, 'pg_proc') is null
    and prorettype <> 'event_trigger'::regtype
$$, 'every function has a comment');

select is_empty($$
  select proname from pg_proc
  where pronamespace = 'public'::regnamespace and prosecdef and prorettype <> 'event_trigger'::regtype
$$, 'no public function has more rights than its caller');

select is_empty($$
  select proname from pg_proc
  where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
    and not coalesce('search_path=""' = any (proconfig), false) and prorettype <> 'event_trigger'::regtype
$$, 'every function has an empty search path');

select is_empty($$
  select proname from pg_proc
  where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
    and prorettype <> 'event_trigger'::regtype and prosrc ~* '\mraise\s+(exception|sqlstate|using|[''])' and proname <> 'fail'
$$, 'what is refused is refused by private.fail, which keeps its words on one line');

-- What a function is labelled, against what its text says. Those that only raise do nothing else in any plan.
create temp table function_text on commit drop as
select nspname as schema_name, proname, provolatile, prosrc,
  prosrc ~* '(insert into|update|delete from|merge into|truncate) (public|private|auth)\.|for (no key update|update|share)|set_config|advisory|nextval'
    as is_writing,
  prosrc ~ '(current_setting|current_user|session_user|now\(\)|clock_timestamp|random|auth\.)' or exists (
    select from pg_class as relation where relkind in ('r', 'v', 'm') and prosrc ~ (relnamespace::regnamespace || '\.' || relname || '\M')
  ) as is_reading
from pg_proc join pg_namespace as schema on schema.oid = pronamespace
where nspname in ('public', 'private') and prorettype <> 'event_trigger'::regtype;
create temp table call on commit drop as
select caller.proname as caller, caller.provolatile as caller_volatility, called.proname as called, called.provolatile as volatility
from function_text as caller join function_text as called
  on caller.prosrc ~ (called.schema_name || '\.' || called.proname || ' *\(')
where called.proname not in ('fail', 'not_found') and called.proname !~ '^(refuse|require)_';

select is_empty($$ select proname from function_text where provolatile = 'i' and (is_reading or is_writing) $$,
  'no immutable function reads a table, a setting or the clock');
select is_empty($$ select proname from function_text where provolatile = 's' and is_writing $$,
  'no stable function writes or locks');
select is_empty($$ select caller, called from call
  where (caller_volatility, volatility) in (values ('i'::"char", 's'::"char"), ('i', 'v'), ('s', 'v')) $$,
  'no function promises more than those it calls');

-- Take every "( SELECT …" away: what calls a function after that calls it once a row.
select is_empty($$
  select tablename || ': ' || policyname from pg_policies
  where schemaname = 'public'
    and regexp_replace(concat_ws(' ', qual, with_check), '\( ?SELECT [a-z_.]+\([^()]*\)[^()]*\)', '', 'g')
      ~ '(auth|private)\.[a-z_]+\('
$$, 'every policy calls functions through (select …)');

select is_empty($$
  select tablename || ': ' || policyname from pg_policies
  where schemaname = 'public' and roles && array['public', 'anon']::name[]
$$, 'no policy is for anon');

select is_empty($$
  select table_name from information_schema.tables as t
  where table_schema = 'public' and table_type = 'BASE TABLE' and (
    select array_agg(column_name::text) from information_schema.key_column_usage as k
    join information_schema.table_constraints as c using (constraint_schema, constraint_name)
    where c.table_schema = 'public' and c.table_name = t.table_name and c.constraint_type = 'PRIMARY KEY')
    is distinct from array['id']
$$, 'every table has the primary key id');

select is_empty($$
  select conrelid::regclass || '.' || conname from pg_constraint as c
  where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
    select from pg_index where indrelid = c.conrelid and indkey[0] = c.conkey[1])
$$, 'every foreign key has an index');

select is_empty($$
  select proname from pg_proc
  where pronamespace = 'public'::regnamespace and proname in ('create_scenario', 'apply_scenario', 'revert_application',
    'refresh_scenario_instances', 'duplicate_scenario', 'bulk_edit_scenario_instances', 'import_scenario',
    'import_instances', 'update_instances')
    and not 'p_request_id' = any (proargnames)
$$, 'what may be retried takes a request id');

select * from finish();
rollback;
