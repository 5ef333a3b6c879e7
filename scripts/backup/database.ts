/** What backup, restore and verify need of a database: its tables and how their rows are read out, in one form everywhere. */
import type { Readable } from 'node:stream'
import postgres from 'postgres'
import { sole, sure } from '../sure.ts'
import type { ArchivedTable, ArchiveHeader } from './archive.ts'

/** A database that cannot be backed up or restored into; the message says why, and what to do. */
export class DatabaseError extends Error {}

export interface Table {
  oid: number
  /** `schema.name`, quoted where it must be. */
  name: string
  schema: string
  columns: { name: string; type: string; isNeeded: boolean }[]
  /** What rows are ordered by: the primary key, texts byte by byte. */
  order: string
  isFiltered: boolean
  isReadable: boolean
  isWritable: boolean
  isOwned: boolean
  /** Whether its rows are somebody's: it refers to accounts, be it by way of other tables. */
  isOfAccounts: boolean
  estimatedRows: number
}

export type Connection = postgres.ISql

/**
 * Of Supabase's own tables those without which people could not sign in again. Sessions are not kept: everybody signs in
 * anew. (Tables that a version of it does not have are left out.)
 */
const authTables = ['users', 'identities', 'mfa_factors', 'webauthn_credentials']

export interface Database {
  sql: postgres.Sql
  /** Work in one transaction, which ends with the connection. */
  begin<Result>(options: string, work: (sql: postgres.TransactionSql) => Promise<Result>): Promise<Result>
  end(): Promise<void>
}

export function connect(url: string, name = 'scenarios backup'): Database {
  demandAddress(url)
  let isLost = false
  const sql = postgres(url, {
    max: 1,
    // A pooler between us and the database may not keep prepared statements.
    prepare: false,
    onnotice: () => {},
    onclose: () => {
      isLost = true
    },
    connection: { application_name: name },
  })
  return {
    sql,
    begin: <Result>(options: string, work: (sql: postgres.TransactionSql) => Promise<Result>) =>
      sql.begin(options, async (transaction) => {
        try {
          return await work(transaction)
        } catch (error) {
          // With the connection the transaction ended, and `begin` knows; the driver breaks when it rolls back on one that is gone.
          if (isLost) await new Promise(() => {})
          throw error
        }
      }) as Promise<Result>,
    end: () => sql.end({ timeout: isLost ? 0 : 5 }),
  }
}

/** It is never repeated: it has a password in it. */
function demandAddress(url: string): void {
  if (!isReadable(url))
    throw new DatabaseError(
      'The address of the database cannot be read. Give one like postgresql://user:password@host:5432/postgres, in which characters of the password such as @ : / # % are percent-encoded (@ as %40, / as %2F, % as %25).',
    )
  if (!/^postgres(ql)?:$/.test(new URL(url).protocol))
    throw new DatabaseError('The address of a database begins with postgresql://.')
}

function isReadable(url: string): boolean {
  try {
    const { username, password } = new URL(url)
    decodeURIComponent(username + password)
    return true
  } catch {
    return false
  }
}

/** Rows look the same whatever the settings of the role, and nothing ends because it takes long. */
export async function settle(sql: Connection): Promise<void> {
  await sql
    .unsafe(`
      set local search_path = '';
      set local client_encoding = 'UTF8';
      set local timezone = 'UTC';
      set local datestyle = 'ISO, YMD';
      set local intervalstyle = 'postgres';
      set local extra_float_digits = 1;
      set local bytea_output = 'hex';
      set local row_security = off;
      set local statement_timeout = 0;
      set local idle_in_transaction_session_timeout = 0;`)
    .simple()
}

/** All tables that are kept, each after those it refers to. */
export async function readTables(sql: Connection): Promise<Table[]> {
  const rows = await sql<
    (Omit<Table, 'order' | 'columns' | 'isOfAccounts'> & {
      columns: Table['columns'] | null
      order: string[] | null
      refers_to: number[] | null
    })[]
  >`
    select kept.oid::integer as oid, format('%I.%I', nspname, relname) as name, nspname::text as schema,
      row_security_active(kept.oid) as "isFiltered",
      has_table_privilege(kept.oid, 'select') as "isReadable",
      has_table_privilege(kept.oid, 'insert') and has_table_privilege(kept.oid, 'delete') as "isWritable",
      pg_has_role(relowner, 'usage') as "isOwned",
      greatest(reltuples, 0)::float8 as "estimatedRows",
      (select json_agg(json_build_object('name', attname, 'type', format_type(atttypid, atttypmod),
          'isNeeded', attnotnull and not atthasdef and attidentity = '') order by attnum)
        from pg_attribute where attrelid = kept.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      (select array_agg(format('%I', attname) || case when attcollation <> 0 then ' collate "C"' else '' end
          order by array_position(indkey::smallint[], attnum))
        from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
        where indrelid = kept.oid and indisprimary) as order,
      (select array_agg(distinct confrelid::integer) from pg_constraint
        where conrelid = kept.oid and contype = 'f' and confrelid <> conrelid) as refers_to
    from pg_class as kept join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'p') and not relispartition
      and (nspname in ('public', 'private') or nspname = 'auth' and relname = any (${authTables}))
      and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = kept.oid and deptype = 'e')
    order by nspname, relname`
  const tables = new Map(rows.map((row) => [row.oid, row]))
  const sorted: Table[] = []
  const visit = (row: (typeof rows)[number], path: string[]) => {
    if (sorted.some(({ oid }) => oid === row.oid)) return
    if (path.includes(row.name))
      throw new DatabaseError(`Tables refer to each other in a circle: ${[...path, row.name].join(', ')}.`)
    for (const oid of row.refers_to ?? []) {
      const other = tables.get(oid)
      if (other) visit(other, [...path, row.name])
    }
    const { refers_to, order, columns, ...table } = row
    sorted.push({
      ...table,
      columns: columns ?? [],
      order: order?.join(', ') ?? 'kept::text collate "C"',
      isOfAccounts:
        table.schema === 'auth' ||
        sorted.some(({ oid, isOfAccounts }) => isOfAccounts && refers_to?.includes(oid)),
    })
  }
  for (const row of rows) visit(row, [])
  return sorted
}

/** @throws DatabaseError unless this role sees every row of every table. */
export function demandSight(tables: Table[]): void {
  if (!tables.some(({ schema }) => schema === 'public') || !tables.some(({ name }) => name === 'auth.users'))
    throw new DatabaseError(
      'This database has none of the tables of Scenarios. Is it the right one, and are the migrations run?',
    )
  const unreadable = tables.filter(({ isReadable }) => !isReadable)
  if (unreadable.length > 0)
    throw new DatabaseError(
      `This role may not read ${listed(unreadable)}. Connect as the role that owns the database (postgres on Supabase).`,
    )
  const filtered = tables.filter(({ isFiltered }) => isFiltered)
  if (filtered.length > 0)
    throw new DatabaseError(
      `Row level security hides rows of ${listed(filtered)} from this role, so a backup would miss them. Connect as the role that owns the tables, or one with bypassrls (postgres on Supabase).`,
    )
}

export function listed(tables: { name: string }[]): string {
  const names = tables.map(({ name }) => name)
  return names.length > 4
    ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} other tables`
    : names.join(', ')
}

/** Migrations that were run; none where they are not recorded. */
export async function readMigrationHistory(sql: Connection): Promise<ArchiveHeader['migrations']> {
  const [known] =
    await sql`select to_regclass('supabase_migrations.schema_migrations') is not null as is_there`
  if (!sure(known).is_there) return []
  return await sql<{ version: string; name: string }[]>`
    select version, coalesce(name, '') as name from supabase_migrations.schema_migrations order by version`
}

export function readSequences(sql: Connection): Promise<ArchiveHeader['sequences']> {
  return sql<{ name: string }[]>`
    select format('%I.%I', schemaname, sequencename) as name from pg_sequences
    where schemaname in ('public', 'private') order by schemaname, sequencename`.then((sequences) =>
    Promise.all(
      sequences.map(async ({ name }) => {
        const state = await sole(sql.unsafe(`select last_value::text as value, is_called from ${name}`))
        return { name, value: state.value as string, isCalled: state.is_called as boolean }
      }),
    ),
  )
}

/** How a table stands in the header of a backup. */
export async function headerOf(sql: Connection, table: Table): Promise<ArchivedTable> {
  const columns = table.columns.map(({ name, type }) => ({ name, type }))
  if (table.schema !== 'auth') return { name: table.name, columns }
  // Another version of Supabase may lack a column: what no row uses is not missed there.
  const filled = await sole(
    sql.unsafe(
      `select ${columns
        .map(
          ({ name }) =>
            `coalesce(bool_or(${quoted(name)}::text not in ('', 'f', 'false', '0', '{}')), false) as ${quoted(name)}`,
        )
        .join(', ')} from ${table.name}`,
    ),
  )
  return {
    name: table.name,
    columns: columns.map((column) => ({ ...column, isFilled: filled[column.name] })),
  }
}

/** A table's rows in the order of its key, as COPY writes them. */
export async function* rowsOf(
  sql: Connection,
  table: Table,
  columns: { name: string }[],
): AsyncGenerator<Buffer> {
  const list = columns.map(({ name }) => quoted(name)).join(', ')
  const rows: Readable = await sql
    .unsafe(`copy (select ${list} from ${table.name} as kept order by ${table.order}) to stdout`)
    .readable()
  yield* rows
  // The driver stops reading from the server while rows wait here, and where the last of them did, for good: then what
  // comes after the rows is never read. Asking once more makes it go on.
  rows._read(0)
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
