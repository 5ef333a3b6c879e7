/** Reads a whole backup and, where asked, compares a database with it. */
import { sure } from '../sure.ts'
import { type ArchiveHeader, type TableSummary, Tally, verifyArchive } from './archive.ts'
import { connect, demandSight, readTables, rowsOf, settle } from './database.ts'
import { type Progress, silent } from './progress.ts'

interface Difference {
  table: string
  /** Null: there is no such table, or it has other columns. */
  rowsInDatabase: number | null
  rowsInBackup: number | null
}

export interface VerifyReport {
  header: ArchiveHeader
  tables: TableSummary[]
  /** Tables that are not the same, to the byte; null when no database was asked for. */
  differences: Difference[] | null
}

/** @throws ArchiveError unless every byte of the file is as it was written. */
export async function verify(
  file: string,
  dbUrl?: string,
  progress: Progress = silent,
): Promise<VerifyReport> {
  try {
    const { header, tables } = await verifyArchive(file, progress)
    const differences = dbUrl === undefined ? null : await compareWith(dbUrl, header, tables, progress)
    return { header, tables, differences }
  } finally {
    progress.end()
  }
}

async function compareWith(
  dbUrl: string,
  header: ArchiveHeader,
  summaries: TableSummary[],
  progress: Progress,
): Promise<Difference[]> {
  const database = connect(dbUrl)
  try {
    return await database.begin('isolation level repeatable read read only', async (snapshot) => {
      await settle(snapshot)
      const tables = await readTables(snapshot)
      demandSight(tables)
      const differences: Difference[] = []
      for (const { name, rows, sha256 } of summaries) {
        const table = tables.find((candidate) => candidate.name === name)
        const { columns } = sure(header.tables.find((archived) => archived.name === name))
        const isThere =
          table && columns.every((column) => table.columns.some((own) => own.name === column.name))
        if (!isThere) {
          differences.push({ table: name, rowsInDatabase: null, rowsInBackup: rows })
          continue
        }
        progress.begin(`Comparing ${name}`, rows)
        const tally = new Tally()
        for await (const piece of rowsOf(snapshot, table, columns)) progress.advance(tally.add(piece))
        const found = tally.summary(name)
        if (found.sha256 !== sha256)
          differences.push({ table: name, rowsInDatabase: found.rows, rowsInBackup: rows })
      }
      for (const { name } of tables)
        if (!summaries.some((summary) => summary.name === name))
          differences.push({ table: name, rowsInDatabase: null, rowsInBackup: null })
      return differences
    })
  } finally {
    await database.end()
  }
}
