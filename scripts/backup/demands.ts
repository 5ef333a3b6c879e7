/** What a database must be before a backup is restored into it: asked while its tables are locked, before anything is written. */
import type postgres from 'postgres'
import { sure } from '../sure.ts'
import type { ArchivedTable, ArchiveHeader, TableSummary } from './archive.ts'
import { DatabaseError, demandSight, listed, readMigrationHistory, type Table } from './database.ts'

/** Of tables that are nobody's, those that hold rows only where work was done; the others hold settings from the start. */
const filledByWork = [
  'public.support_tickets',
  'public.rollout_verdicts',
  'public.rollout_alerts',
  // Nothing else remembers them: they would come back with the next restore from here.
  'private.deleted_accounts',
]

const nothingWritten = 'Nothing was written.'

/** Locks the tables. @throws DatabaseError in words if the backup cannot be restored here. */
export async function demandTarget(
  sql: postgres.TransactionSql,
  tables: Table[],
  header: ArchiveHeader,
  summaries: TableSummary[],
): Promise<void> {
  demandSight(tables)
  demandRights(tables)
  await lock(sql, tables)
  await demandMigrations(sql, header)
  demandTables(tables, header.tables, summaries)
  await demandEmptiness(sql, tables)
}

function demandRights(tables: Table[]): void {
  const foreign = tables.filter(({ schema, isOwned }) => schema !== 'auth' && !isOwned)
  if (foreign.length > 0)
    throw new DatabaseError(
      `This role does not own ${listed(foreign)}. Connect as the role that ran the migrations (postgres on Supabase). ${nothingWritten}`,
    )
  const closed = tables.filter(({ isWritable }) => !isWritable)
  if (closed.length > 0)
    throw new DatabaseError(
      `This role may not write ${listed(closed)}. Connect as the role that ran the migrations (postgres on Supabase). ${nothingWritten}`,
    )
}

async function lock(sql: postgres.TransactionSql, tables: Table[]): Promise<void> {
  try {
    await sql
      .unsafe(
        `set local lock_timeout = '10s'; lock table ${tables.map(({ name }) => name).join(', ')} in share row exclusive mode`,
      )
      .simple()
    await sql`set local lock_timeout = 0`
  } catch (error) {
    if ((error as postgres.PostgresError).code !== '55P03') throw error
    throw new DatabaseError(
      `Something else writes to this database, perhaps another restore. Stop it, or wait for its end. ${nothingWritten}`,
      { cause: error },
    )
  }
}

async function demandMigrations(sql: postgres.TransactionSql, header: ArchiveHeader): Promise<void> {
  const here = await readMigrationHistory(sql)
  if (here.length === 0 || header.migrations.length === 0) return
  const named = ({ version, name }: { version: string; name: string }) => `${version}_${name}`
  const missing = header.migrations.filter(({ version }) => !here.some((other) => other.version === version))
  const more = here.filter(({ version }) => !header.migrations.some((other) => other.version === version))
  if (missing.length > 0)
    throw new DatabaseError(
      `This database lacks the migration ${named(sure(missing[0]))}, which the backed-up one had. Run supabase db push --remote, then restore again. ${nothingWritten}`,
    )
  if (more.length > 0)
    throw new DatabaseError(
      `This database has the migration ${named(sure(more[0]))}, which the backed-up one had not. Restore into one that has the migrations up to ${named(sure(header.migrations.at(-1)))}, then run the newer ones. ${nothingWritten}`,
    )
}

function demandTables(tables: Table[], archived: ArchivedTable[], summaries: TableSummary[]): void {
  const rowsIn = (name: string) => summaries.find((summary) => summary.name === name)?.rows ?? 0
  for (const { name, columns } of archived) {
    const table = tables.find((candidate) => candidate.name === name)
    if (!table && (rowsIn(name) > 0 || !name.startsWith('auth.')))
      throw new DatabaseError(`This database has no table ${name}, which the backup has. ${otherSchema}`)
    if (!table) continue
    if (table.schema === 'auth') {
      demandNoLoss(table, columns, rowsIn(name))
      continue
    }
    const difference = firstDifference(table, columns)
    if (difference)
      throw new DatabaseError(
        `${name} is another table here than in the backup: ${difference}. ${otherSchema}`,
      )
  }
  const more = tables.find(
    ({ name, schema }) => schema !== 'auth' && !archived.some((table) => table.name === name),
  )
  if (more)
    throw new DatabaseError(
      `This database has a table ${more.name}, which the backup has not. ${otherSchema}`,
    )
}

const otherSchema = `Restore into a database with the same migrations as the backed-up one. ${nothingWritten}`

function firstDifference(table: Table, archived: ArchivedTable['columns']): string | undefined {
  const gone = archived.find(({ name }) => !table.columns.some((column) => column.name === name))
  if (gone) return `there is no column ${gone.name}`
  for (const { name, type } of table.columns) {
    const other = archived.find((column) => column.name === name)
    if (!other) return `the backup has no column ${name}`
    if (other.type !== type) return `${name} is ${type}, in the backup ${other.type}`
  }
  return undefined
}

/** Supabase's own tables may be of another version, as long as no value goes missing. */
function demandNoLoss(table: Table, archived: ArchivedTable['columns'], rows: number): void {
  const lost = archived.find(
    ({ name, isFilled }) => isFilled && !table.columns.some((column) => column.name === name),
  )
  if (lost)
    throw new DatabaseError(
      `${table.name} has no column ${lost.name} here, and the backup has values in it that would be lost. Restore into a project with a version of Supabase Auth like that of the backed-up one. ${nothingWritten}`,
    )
  const needed = table.columns.find(
    ({ name, isNeeded }) => isNeeded && !archived.some((column) => column.name === name),
  )
  if (needed && rows > 0)
    throw new DatabaseError(
      `${table.name} needs a column ${needed.name} here, which the backup does not have. Restore into a project with a version of Supabase Auth like that of the backed-up one. ${nothingWritten}`,
    )
}

async function demandEmptiness(sql: postgres.TransactionSql, tables: Table[]): Promise<void> {
  const candidates = tables.filter(({ name, isOfAccounts }) => isOfAccounts || filledByWork.includes(name))
  const rows = await sql.unsafe<{ name: string }[]>(
    candidates
      .map(({ name }) => `select '${name.replaceAll("'", "''")}' as name where exists (select from ${name})`)
      .join(' union all '),
  )
  if (rows.length > 0)
    throw new DatabaseError(
      `This database is not empty: there are rows in ${listed([...rows])}. Restore into a new one, which has the migrations and nothing else. ${nothingWritten}`,
    )
}
