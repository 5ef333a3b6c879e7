/**
 * Restores a backup into an empty database that has the migrations: exactly, in one transaction, checked row by row before
 * it is committed. What was taken away since the backup is taken away again.
 */
import { pipeline } from 'node:stream/promises'
import type postgres from 'postgres'
import { sure } from '../sure.ts'
import {
  type ArchivedTable,
  type ArchiveHeader,
  openArchive,
  type TableSummary,
  Tally,
  verifyArchive,
} from './archive.ts'
import { sumOf } from './backup.ts'
import { connect, DatabaseError, quoted, readTables, rowsOf, settle, type Table } from './database.ts'
import { demandTarget } from './demands.ts'
import { type Progress, silent } from './progress.ts'
import { recordRun } from './record.ts'
import { type AgainTaken, takeAwayAgain } from './take-away-again.ts'
import { readTakenAway, type Source, type TakenAway } from './taken-away.ts'

export interface RestoreReport extends AgainTaken {
  takenAt: string
  tables: TableSummary[]
  /** Tables of Supabase's own whose columns are not those of the backup: their rows are counted, not compared. */
  adapted: string[]
  lost: TakenAway['lost']
  /** From the backup to the accident, or to now: what was written in between is lost (RPO). */
  lostMilliseconds: number
  /** How long the restore took (RTO). */
  milliseconds: number
}

/** How far it is, for whoever has to say what stands when it ends early. */
export interface Stage {
  /** From here on the database may have it, whether its answer comes or not. */
  isCommitting: boolean
}

/**
 * @throws ArchiveError if the file is damaged or none of ours; DatabaseError if the database is not empty, has other
 * tables, or the role may not do it. In each case nothing was written.
 */
export async function restore(
  dbUrl: string,
  file: string,
  source: Source,
  progress: Progress = silent,
  stage: Stage = { isCommitting: false },
): Promise<RestoreReport> {
  const started = performance.now()
  const startedAt = new Date()
  const database = connect(dbUrl)
  try {
    const { header, tables } = await verifyArchive(file, progress)
    const takenAway = await readTakenAway(source, header.takenAt)
    const accidentAt = 'fromUrl' in source && source.accidentAt ? new Date(source.accidentAt) : startedAt
    const lostMilliseconds = Math.max(0, accidentAt.getTime() - Date.parse(header.takenAt))
    const { adapted, again } = await database.begin('', async (transaction) => {
      const adapted = await load(transaction, file, header, tables, progress)
      const again = await takeAwayAgain(transaction, takenAway, header.takenAt)
      await recordRun(transaction, 'restore', startedAt, 'success', {
        backup_taken_at: header.takenAt,
        rows: sumOf(tables, 'rows'),
        rpo_seconds: Math.round(lostMilliseconds / 1000),
        rto_ms: Math.round(performance.now() - started),
        deleted_accounts: again.deletedAccounts,
      })
      stage.isCommitting = true
      return { adapted, again }
    })
    return {
      takenAt: header.takenAt,
      tables,
      adapted,
      ...again,
      lost: takenAway.lost,
      lostMilliseconds,
      milliseconds: Math.round(performance.now() - started),
    }
  } finally {
    progress.end()
    await database.end()
  }
}

async function load(
  sql: postgres.TransactionSql,
  file: string,
  header: ArchiveHeader,
  summaries: TableSummary[],
  progress: Progress,
): Promise<string[]> {
  await settle(sql)
  const tables = await readTables(sql)
  // Locks first: what is found empty stays empty.
  await demandTarget(sql, tables, header, summaries)
  const ours = tables.filter(({ schema }) => schema !== 'auth')
  const triggers = await switchTriggersOff(sql, ours)
  const adapted = await copyIn(sql, file, tables, summaries, progress)
  await sql`set constraints all immediate`
  for (const { name, value, isCalled } of header.sequences)
    await sql`select setval(${name}::regclass, ${value}::bigint, ${isCalled})`
  await compare(sql, tables, header.tables, summaries, adapted, progress)
  await alterTriggers(sql, triggers, 'enable')
  await sql.unsafe(`analyze ${ours.map(({ name }) => name).join(', ')}`)
  return adapted
}

interface Trigger {
  table: string
  name: string
}

/** An owner may, who is no superuser. Foreign keys and all other constraints stay in force. */
async function switchTriggersOff(sql: postgres.TransactionSql, tables: Table[]): Promise<Trigger[]> {
  const triggers = await sql<Trigger[]>`
    select format('%I.%I', nspname, relname) as table, quote_ident(tgname) as name
    from pg_trigger join pg_class on pg_class.oid = tgrelid join pg_namespace on pg_namespace.oid = relnamespace
    where tgrelid = any (${tables.map(({ oid }) => oid)}::oid[]) and not tgisinternal and tgenabled = 'O'`
  await alterTriggers(sql, triggers, 'disable')
  return triggers
}

function alterTriggers(sql: postgres.TransactionSql, triggers: Trigger[], how: 'disable' | 'enable') {
  return sql
    .unsafe(triggers.map(({ table, name }) => `alter table ${table} ${how} trigger ${name}`).join(';'))
    .simple()
}

/** Answers which tables of Supabase's own took other columns than the backup has. */
async function copyIn(
  sql: postgres.TransactionSql,
  file: string,
  tables: Table[],
  summaries: TableSummary[],
  progress: Progress,
): Promise<string[]> {
  const adapted: string[] = []
  const archive = await openArchive(file)
  let isEmptied = false
  try {
    for await (const { table: archived, rows } of archive.tables()) {
      const table = tables.find(({ name }) => name === archived.name)
      if (!isEmptied && table?.schema !== 'auth') {
        // What the migrations wrote, and what new accounts were given, comes from the backup as everything else.
        for (const { name, schema } of tables.toReversed())
          if (schema !== 'auth') await sql.unsafe(`delete from ${name}`)
        isEmptied = true
      }
      const expected = sure(summaries.find(({ name }) => name === archived.name))
      progress.begin(`Restoring ${archived.name}`, expected.rows)
      const watched = watch(rows, progress)
      if (!table) for await (const _ of watched);
      else if (haveSameColumns(table, archived)) await copyRows(sql, table.name, archived.columns, watched)
      else {
        await copyThroughStage(sql, table, archived, watched)
        adapted.push(table.name)
      }
    }
  } finally {
    archive.close()
  }
  return adapted
}

async function* watch(rows: AsyncIterable<Buffer>, progress: Progress): AsyncGenerator<Buffer> {
  const tally = new Tally()
  for await (const piece of rows) {
    progress.advance(tally.add(piece))
    yield piece
  }
}

async function copyRows(
  sql: postgres.TransactionSql,
  table: string,
  columns: { name: string }[],
  rows: AsyncIterable<Buffer>,
): Promise<void> {
  const list = columns.map(({ name }) => quoted(name)).join(', ')
  const target = await sql.unsafe(`copy ${table} (${list}) from stdin`).writable()
  await pipeline(rows, target)
}

function haveSameColumns(table: Table, archived: ArchivedTable): boolean {
  const form = (columns: { name: string; type: string }[]) =>
    columns
      .map(({ name, type }) => `${name} ${type}`)
      .sort()
      .join()
  return form(table.columns) === form(archived.columns)
}

/** Into a table of another version of Supabase: the columns that both have. That nothing is lost so was asked before. */
async function copyThroughStage(
  sql: postgres.TransactionSql,
  table: Table,
  archived: ArchivedTable,
  rows: AsyncIterable<Buffer>,
): Promise<void> {
  const all = archived.columns.map(({ name }) => `${quoted(name)} text`).join(', ')
  const shared = table.columns.filter(({ name }) => archived.columns.some((column) => column.name === name))
  const names = shared.map(({ name }) => quoted(name)).join(', ')
  await sql.unsafe(`create temporary table stage (${all}) on commit drop`)
  await copyRows(sql, 'pg_temp.stage', archived.columns, rows)
  await sql.unsafe(
    `insert into ${table.name} (${names}) select ${shared.map(({ name, type }) => `${quoted(name)}::${type}`).join(', ')} from pg_temp.stage`,
  )
  await sql`drop table pg_temp.stage`
}

/** Reads everything back: what is committed has been seen to be what was backed up. */
async function compare(
  sql: postgres.TransactionSql,
  tables: Table[],
  archived: ArchivedTable[],
  summaries: TableSummary[],
  adapted: string[],
  progress: Progress,
): Promise<void> {
  for (const summary of summaries) {
    const table = tables.find(({ name }) => name === summary.name)
    if (!table) continue
    progress.begin(`Comparing ${summary.name}`, summary.rows)
    const found = await summarise(
      sql,
      table,
      sure(archived.find(({ name }) => name === table.name)),
      adapted,
      progress,
    )
    if (found.rows !== summary.rows || (!adapted.includes(table.name) && found.sha256 !== summary.sha256))
      throw new DatabaseError(
        `After copying, ${table.name} did not have the rows of the backup, so everything was taken back. Does something else write to it, or does a rule or a trigger of your own change its rows?`,
      )
  }
}

async function summarise(
  sql: postgres.TransactionSql,
  table: Table,
  archived: ArchivedTable,
  adapted: string[],
  progress: Progress,
): Promise<TableSummary> {
  const tally = new Tally()
  const columns = adapted.includes(table.name) ? table.columns : archived.columns
  for await (const rows of rowsOf(sql, table, columns)) progress.advance(tally.add(rows))
  return tally.summary(table.name)
}
