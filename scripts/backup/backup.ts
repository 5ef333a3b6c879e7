/** Writes a backup: every row of every table and the accounts, as of one moment, in one file. */
import { existsSync, rmSync } from 'node:fs'
import { open, rename, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type postgres from 'postgres'
import { sole, sure } from '../sure.ts'
import { type ArchiveHeader, archiveText, type TableSummary } from './archive.ts'
import { ArchiveError } from './archive-reader.ts'
import {
  connect,
  demandSight,
  headerOf,
  readMigrationHistory,
  readSequences,
  readTables,
  rowsOf,
  settle,
  type Table,
} from './database.ts'
import { type Progress, silent } from './progress.ts'
import { recordFailedBackup, recordRun } from './record.ts'

export interface BackupReport {
  takenAt: string
  tables: TableSummary[]
  /** Of the file. */
  bytes: number
  milliseconds: number
  /** Whether operation_runs has it. */
  isRecorded: boolean
}

/**
 * Backs up a database into a new file, which is there whole or not at all.
 * @throws DatabaseError if the role does not see everything; ArchiveError if the file is there already.
 */
export async function backUp(
  dbUrl: string,
  file: string,
  progress: Progress = silent,
): Promise<BackupReport> {
  if (existsSync(file))
    throw new ArchiveError(`There is a file ${file} already. Choose another name; nothing was written.`)
  const started = performance.now()
  const startedAt = new Date()
  const partial = `${file}.${process.pid}.partial`
  const database = connect(dbUrl)
  const removePartial = () => rmSync(partial, { force: true })
  // Also when the process is told to stop, which waits for nothing.
  process.once('exit', removePartial)
  try {
    const { takenAt, tables } = await database.begin(
      'isolation level repeatable read read only',
      (snapshot) => write(snapshot, partial, progress),
    )
    await rename(partial, file)
    const { size } = await stat(file)
    const milliseconds = Math.round(performance.now() - started)
    const figures = {
      taken_at: takenAt,
      rows: sumOf(tables, 'rows'),
      file_bytes: size,
      duration_ms: milliseconds,
    }
    const isRecorded = await recordRun(database.sql, 'backup', startedAt, 'success', figures).then(
      () => true,
      () => false,
    )
    return { takenAt, tables, bytes: size, milliseconds, isRecorded }
  } catch (error) {
    await recordFailedBackup(dbUrl, startedAt, error as Error)
    throw error
  } finally {
    progress.end()
    process.off('exit', removePartial)
    removePartial()
    await database.end()
  }
}

async function write(snapshot: postgres.TransactionSql, file: string, progress: Progress) {
  await settle(snapshot)
  const tables = await readTables(snapshot)
  demandSight(tables)
  const header = await headerOfAll(snapshot, tables)
  const summaries: TableSummary[] = []
  const byName = new Map(tables.map((table) => [table.name, table]))
  const text = archiveText(
    header,
    async function* ({ name, columns }) {
      const table = sure(byName.get(name))
      progress.begin(`Writing ${name}`, table.estimatedRows)
      for await (const rows of rowsOf(snapshot, table, columns)) {
        progress.advance(1)
        yield rows
      }
    },
    (summary) => summaries.push(summary),
  )
  // It holds hashes of passwords and everybody's figures: for its owner alone.
  const handle = await open(file, 'wx', 0o600)
  await pipeline(
    text,
    createGzip({ level: 4, chunkSize: 64 * 1024 }),
    handle.createWriteStream({ flush: true }),
  )
  return { takenAt: header.takenAt, tables: summaries }
}

async function headerOfAll(
  snapshot: postgres.TransactionSql,
  tables: Table[],
): Promise<Omit<ArchiveHeader, 'format' | 'version'>> {
  const moment = await sole(snapshot`
    select to_json(now()) #>> '{}' as taken_at, current_setting('server_version') as server_version`)
  const described: ArchiveHeader['tables'] = []
  for (const table of tables) described.push(await headerOf(snapshot, table))
  return {
    takenAt: moment.taken_at,
    serverVersion: moment.server_version,
    migrations: await readMigrationHistory(snapshot),
    sequences: await readSequences(snapshot),
    tables: described,
  }
}

export function sumOf(tables: TableSummary[], figure: 'rows' | 'bytes'): number {
  return tables.reduce((sum, table) => sum + table[figure], 0)
}
