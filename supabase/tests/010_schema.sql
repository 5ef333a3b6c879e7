-- What must be true of every table, policy and function, including those to come.

begin;
select plan(10);

select is_empty($$
  select relname from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
$$, 'every public table has row level security');

select is_empty($$
  select relname from pg_class
  where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('r', 'v', 'p', 'm')
    and obj_description(oid, 'pg_class') is null
$$, 'every table and view has a comment');

select is_empty($$
  select proname from pg_proc
  where pronamespace in ('public'::regnamespace, 'private'::regnamespace) and obj_description(oid, 'pg_proc') is null
$$, 'every function has a comment');

select is_empty($$
  select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
$$, 'no public function has more rights than its caller');

select is_empty($$
  select proname from pg_proc
  where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
    and not coalesce('search_path=""' = any (proconfig), false)
$$, 'every function has an empty search path');

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
    'import_instances')
    and not 'p_request_id' = any (proargnames)
$$, 'what may be retried takes a request id');

select * from finish();
rollback;
