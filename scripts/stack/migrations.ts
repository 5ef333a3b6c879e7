/**
 * Brings an empty database to where `supabase db push` and the seed would: the roles and default
 * privileges of a Supabase project, then each migration in one transaction with its entry in the history.
 */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { splitSqlStatements } from '@supabase/lite'
import type postgres from 'postgres'
import type { Sql } from 'postgres'

const root = path.resolve(import.meta.dirname, '../..')
const directory = path.join(root, 'supabase/migrations')

export interface Migration {
  version: string
  name: string
  sql: string
}

/** All migrations in the order in which they run. */
export async function readMigrations(): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((file) => /^\d{14}_.+\.sql$/.test(file)).sort()
  return Promise.all(
    files.map(async (file) => ({
      version: file.slice(0, 14),
      name: file.slice(15, -'.sql'.length),
      sql: await readFile(path.join(directory, file), 'utf8'),
    })),
  )
}

const apiRoles = 'anon, authenticated, service_role'

/** What a Supabase project brings: roles of the API and a schema for extensions. */
const projectRoles = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin noinherit bypassrls; end if;
end $$;
create schema if not exists extensions;
grant usage on schema public, extensions to ${apiRoles};`

/**
 * What a project grants on whatever a migration creates in `public`: all to the API roles, in projects from before
 * the autumn of 2026, and nothing that reads or writes since then, by the very statements that Supabase ran.
 */
const defaultPrivileges = `
alter default privileges in schema public grant all on tables to ${apiRoles};
alter default privileges in schema public grant all on sequences to ${apiRoles};
alter default privileges in schema public grant all on functions to ${apiRoles};`
const withoutDefaultPrivileges = `
alter default privileges in schema public revoke select, insert, update, delete on tables from ${apiRoles};
alter default privileges in schema public revoke usage, select on sequences from ${apiRoles};
alter default privileges in schema public revoke execute on functions from ${apiRoles};`

export interface Grants {
  /** The API roles get nothing but what migrations grant by name, as in projects since the autumn of 2026. */
  withoutDefaultPrivileges?: boolean
}

/** The statements that make an empty database one of a Supabase project. */
export function projectDefaults(grants: Grants = {}): string {
  return projectRoles + defaultPrivileges + (grants.withoutDefaultPrivileges ? withoutDefaultPrivileges : '')
}

export async function applyMigrations(sql: Sql, migrations: Migration[]): Promise<void> {
  for (const migration of migrations) {
    try {
      await sql.begin(async (transaction) => {
        await transaction.unsafe(migration.sql).simple()
        await transaction`
          insert into supabase_migrations.schema_migrations (version, name, statements)
          values (${migration.version}, ${migration.name}, ${splitSqlStatements(migration.sql)})`
      })
    } catch (error) {
      throw new Error(
        `Migration ${migration.version}_${migration.name} failed: ${explain(error, migration.sql)}`,
        {
          cause: error,
        },
      )
    }
  }
}

export async function applySeed(sql: Sql): Promise<void> {
  const seed = await readFile(path.join(root, 'supabase/seed.sql'), 'utf8').catch(() => '')
  await sql.begin((transaction) => transaction.unsafe(seed).simple())
}

/** What `withoutDefaultPrivileges` leaves out, taken from what is there. */
const revokedInPublic = `
revoke select, insert, update, delete on all tables in schema public from ${apiRoles};
revoke usage, select on all sequences in schema public from ${apiRoles};`

/**
 * Puts the migrations' own grants back in force after the API, at its first request, has granted all on all
 * tables to its roles: outside `public` what it gave is taken away, in `public` the migrations' grant and
 * revoke statements run again from the defaults they started from.
 */
export async function reapplyGrants(sql: Sql, migrations: Migration[], grants: Grants = {}): Promise<void> {
  const statements = migrations
    .flatMap((migration) => splitSqlStatements(migration.sql))
    .filter((statement) => /^\s*(grant|revoke)\b/i.test(withoutComments(statement)))
  await sql.begin(async (transaction) => {
    await transaction
      .unsafe(`
      do $$ declare schema_name text; begin
        for schema_name in
          select nspname from pg_namespace
          where nspname <> 'public' and nspname <> 'information_schema' and nspname not like 'pg\\_%'
        loop
          execute format('revoke all on all tables in schema %I from anon, authenticated, service_role', schema_name);
          execute format('revoke all on all sequences in schema %I from anon, authenticated, service_role', schema_name);
          execute format('revoke all on schema %I from anon, authenticated, service_role', schema_name);
        end loop;
      end $$;
      grant usage on schema auth to anon, authenticated, service_role;
      grant usage on schema extensions to anon, authenticated, service_role;
      grant all on all tables in schema public to anon, authenticated, service_role;
      grant all on all sequences in schema public to anon, authenticated, service_role;
      ${grants.withoutDefaultPrivileges ? revokedInPublic : ''}`)
      .simple()
    for (const statement of statements) await transaction.unsafe(statement).simple()
  })
}

function withoutComments(statement: string): string {
  return statement.replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, '')
}

function explain(error: unknown, text: string): string {
  const { message, detail, hint, where, position } = error as postgres.PostgresError
  const line = position ? `at line ${text.slice(0, Number(position)).split('\n').length}` : undefined
  return [message, line, detail, hint, where].filter(Boolean).join('\n  ')
}
