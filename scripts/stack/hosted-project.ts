/**
 * Makes a database as hosted Supabase makes one: `postgres` owns it and is no superuser, the API signs in as
 * `authenticator`, accounts are tables of the sign-in server's own role. The facts are those of Supabase's image of
 * PostgreSQL 17 and of the sign-in server's migrations. Two of its libraries are not among our binaries: what `safeupdate` refuses
 * is refused by our API, and of what `supautils` lets `postgres` do the one thing that is needed is granted.
 */
import { App } from '@supabase/lite'
import { createPostgresConnection } from '@supabase/lite/postgres'
import postgres from 'postgres'
import { authTables } from './auth-tables.ts'
import { apiRoles, defaultPrivileges, type Grants, rlsAutoEnable } from './project-defaults.ts'

export const superuser = 'supabase_admin'
/** Those that sign in. */
export const projectRoles = [superuser, 'postgres', 'authenticator', 'supabase_auth_admin'] as const

/** The same database as another role; all of them have the superuser's password. */
export function addressAs(role: (typeof projectRoles)[number], url: string): string {
  const address = new URL(url)
  address.username = role
  return address.href
}

/** What a project's server has once, whatever databases are on it. */
function rolesOf(password: string): string {
  return `
create role anon nologin;
create role authenticated nologin;
create role service_role nologin bypassrls;
create role authenticator login noinherit password '${password}';
create role postgres login createdb createrole replication bypassrls password '${password}';
create role supabase_auth_admin login noinherit createrole password '${password}';
create role dashboard_user nologin createdb createrole replication;
grant ${apiRoles} to authenticator;
grant ${apiRoles}, authenticator to postgres with admin option;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres with admin option;
grant pg_create_subscription to postgres;
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
alter role supabase_auth_admin set search_path = auth;
alter role supabase_auth_admin set idle_in_transaction_session_timeout = 60000;
alter role postgres set search_path = "$user", public, extensions;
alter role supabase_admin set search_path = "$user", public, auth, extensions;
grant set on parameter session_replication_role to postgres;`
}

/** What is there before the sign-in server's tables. */
const schemas = `
create schema extensions;
create extension "uuid-ossp" with schema extensions;
create extension pgcrypto with schema extensions;
create extension pg_stat_statements with schema extensions;
create schema auth;
grant usage on schema public, extensions to postgres, ${apiRoles};
grant all on schema extensions to dashboard_user;
grant create on schema extensions to postgres;
grant usage on schema auth to ${apiRoles}, dashboard_user, postgres;
grant all on schema auth to supabase_auth_admin;`

/** What is done once all of the sign-in server's tables are there: they are its own, and `postgres` may write them. */
const ownership = `
do $$ declare thing record; begin
  for thing in
    select relname as name, relkind from pg_class where relnamespace = 'auth'::regnamespace and relkind in ('r', 'S')
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'i')
  loop
    execute format('alter %s auth.%I owner to supabase_auth_admin', case thing.relkind when 'r' then 'table' else 'sequence' end, thing.name);
    if thing.relkind = 'r' then
      execute format('alter table auth.%I enable row level security', thing.name);
      execute format('grant all on auth.%I to postgres, dashboard_user', thing.name);
      execute format('grant select on auth.%I to postgres with grant option', thing.name);
    end if;
  end loop;
  for thing in select oid::regprocedure as name from pg_proc where pronamespace = 'auth'::regnamespace loop
    execute format('alter function %s owner to supabase_auth_admin', thing.name);
    execute format('grant all on function %s to postgres, dashboard_user', thing.name);
  end loop;
  if to_regnamespace('supabase_migrations') is not null then
    alter schema supabase_migrations owner to postgres;
    for thing in select relname as name from pg_class where relnamespace = 'supabase_migrations'::regnamespace and relkind = 'r' loop
      execute format('alter table supabase_migrations.%I owner to postgres', thing.name);
    end loop;
  end if;
end $$;`

/** PostgREST hears of every change of what it serves. */
const watches = `
create function extensions.pgrst_ddl_watch() returns event_trigger language plpgsql as $$
begin
  if exists (select from pg_event_trigger_ddl_commands() where schema_name is distinct from 'pg_temp') then
    notify pgrst, 'reload schema';
  end if;
end $$;
create function extensions.pgrst_drop_watch() returns event_trigger language plpgsql as $$
begin
  if exists (select from pg_event_trigger_dropped_objects() where not is_temporary) then
    notify pgrst, 'reload schema';
  end if;
end $$;
create event trigger pgrst_ddl_watch on ddl_command_end execute function extensions.pgrst_ddl_watch();
create event trigger pgrst_drop_watch on sql_drop execute function extensions.pgrst_drop_watch();`

/** Whom a request comes from, in either form that PostgREST has told it. */
const claims = `
create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim', true), ''), nullif(current_setting('request.jwt.claims', true), ''))::jsonb
$$;
create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
$$;
create or replace function auth.email() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.email', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')
$$;`

/** Gives a server whose only role is the superuser the roles of a project. */
export async function createRoles(superuserUrl: string): Promise<void> {
  await asSuperuser(superuserUrl, rolesOf(new URL(superuserUrl).password))
}

/** Makes this empty database that of a new project, ready for migrations by `postgres`. */
export async function createProject(superuserUrl: string, grants: Grants = {}): Promise<void> {
  const database = new URL(superuserUrl).pathname.slice(1)
  await asSuperuser(
    superuserUrl,
    `alter database "${database}" owner to postgres;
     grant all on database "${database}" to dashboard_user, postgres;
     ${schemas}
     ${authTables}`,
  )
  await createSystemTables(superuserUrl)
  await asSuperuser(
    superuserUrl,
    `${claims} ${ownership} ${watches}
     set role postgres;
     ${defaultPrivileges(grants)}
     reset role;
     ${grants.withoutDefaultPrivileges ? `${rlsAutoEnable} alter function public.rls_auto_enable() owner to postgres;` : ''}`,
  )
}

/** The rest of what the API's stand-in for the sign-in server needs, and the history of migrations. */
async function createSystemTables(superuserUrl: string): Promise<void> {
  const connection = createPostgresConnection({
    url: superuserUrl,
    postgresOptions: { max: 1, onnotice: () => {} },
  })
  try {
    await new App({ connection, auth: { enabled: true } }).ensureSystemSchema()
  } finally {
    await connection.close()
  }
}

async function asSuperuser(url: string, statements: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(statements).simple()
  } finally {
    await sql.end()
  }
}
