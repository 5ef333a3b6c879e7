/** What a Supabase project grants before any migration, in both states that projects are found in. */

export const apiRoles = 'anon, authenticated, service_role'

export interface Grants {
  /** The API roles get nothing but what migrations grant by name, as in projects since the autumn of 2026. */
  withoutDefaultPrivileges?: boolean
}

/** The roles of the API and a schema for extensions, for a database that was not made as a project. */
export const apiRolesWhereMissing = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin noinherit bypassrls; end if;
end $$;
create schema if not exists extensions;
grant usage on schema public, extensions to ${apiRoles};`

/**
 * What is granted on whatever the current role creates in `public`: all to the API roles, in projects from before
 * the autumn of 2026, and nothing that reads or writes since then, by the very statements that Supabase ran.
 */
export function defaultPrivileges(grants: Grants = {}): string {
  return `
alter default privileges in schema public grant all on tables to ${apiRoles};
alter default privileges in schema public grant all on sequences to ${apiRoles};
alter default privileges in schema public grant all on functions to ${apiRoles};
${grants.withoutDefaultPrivileges ? revokedDefaults : ''}`
}

const revokedDefaults = `
alter default privileges in schema public revoke select, insert, update, delete on tables from ${apiRoles};
alter default privileges in schema public revoke usage, select on sequences from ${apiRoles};
alter default privileges in schema public revoke execute on functions from ${apiRoles};`

/** What Supabase's dashboard puts into a new project that wants row level security on every table. */
export const rlsAutoEnable = `
create function public.rls_auto_enable() returns event_trigger
language plpgsql security definer set search_path = 'pg_catalog' as $$
declare
  command record;
begin
  for command in select * from pg_event_trigger_ddl_commands() where command_tag like 'CREATE TABLE%' loop
    if command.schema_name = 'public' then
      execute format('alter table if exists %s enable row level security', command.object_identity);
    end if;
  end loop;
end $$;
create event trigger ensure_rls on ddl_command_end
  when tag in ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO') execute function public.rls_auto_enable();`
