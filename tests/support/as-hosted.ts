/** A database whose owner is no superuser, and where the accounts are Supabase's, as a hosted project has it. */
import postgres from 'postgres'

/** Gives the database away to such a role; answers the address as that role. */
export async function asHosted(url: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const address = new URL(url)
  const database = address.pathname.slice(1)
  address.username = 'operator_of_hosted'
  address.password = 'hosted'
  await sql
    .unsafe(`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'operator_of_hosted') then
        create role operator_of_hosted login password 'hosted' nosuperuser createrole createdb bypassrls;
        create role auth_of_hosted nologin;
      end if;
    end $$;
    do $$ declare thing record; begin
      execute 'alter database "${database}" owner to operator_of_hosted';
      alter schema private owner to operator_of_hosted;
      alter schema auth owner to auth_of_hosted;
      for thing in
        select format('%I.%I', nspname, relname) as name, nspname, relkind from pg_class join pg_namespace on pg_namespace.oid = relnamespace
        where nspname in ('public', 'private', 'auth') and relkind in ('r', 'v')
          and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
      loop
        execute format('alter %s %s owner to %s', case thing.relkind when 'r' then 'table' else 'view' end, thing.name,
          case thing.nspname when 'auth' then 'auth_of_hosted' else 'operator_of_hosted' end);
        if thing.nspname = 'auth' then
          execute format('alter table %s enable row level security', thing.name);
        end if;
      end loop;
      for thing in
        select p.oid::regprocedure as name from pg_proc as p join pg_namespace on pg_namespace.oid = pronamespace
        where nspname in ('public', 'private')
      loop
        execute format('alter function %s owner to operator_of_hosted', thing.name);
      end loop;
    end $$;
    grant usage on schema auth to operator_of_hosted;
    grant all on all tables in schema auth to operator_of_hosted;
    grant usage on schema supabase_migrations to operator_of_hosted;
    grant all on all tables in schema supabase_migrations to operator_of_hosted;`)
    .simple()
  await sql.end()
  return address.href
}
