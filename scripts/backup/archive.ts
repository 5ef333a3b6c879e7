/**
 * The file of a backup: one gzip stream of text that `zcat` shows. A header (a line of JSON), then each table: a line with
 * its name, its rows as COPY writes them, and a line `\.`; at the end the manifest (a line of JSON) with the count and the
 * SHA-256 of each table's rows, and one over the header and those. It is read and written piece by piece.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ArchiveError, ArchiveReader, damaged, END_OF_TABLE, foreign, PIECE } from './archive-reader.ts'
import { type Progress, silent } from './progress.ts'

const FORMAT = 'scenarios-backup'
const FORMAT_VERSION = 1

const columnSchema = z.object({
  name: z.string(),
  type: z.string(),
  /** Tables of the auth schema only: whether some row has a value worth keeping in it. */
  isFilled: z.boolean().optional(),
})

const headerSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  /** Everything that was committed before is in the file, nothing that was begun after. */
  takenAt: z.iso.datetime({ offset: true }),
  serverVersion: z.string(),
  migrations: z.array(z.object({ version: z.string(), name: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(columnSchema) })),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
})

const tableSummarySchema = z.object({
  name: z.string(),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
})
const manifestSchema = z.object({ tables: z.array(tableSummarySchema), sha256: z.string() })

export type ArchiveHeader = z.infer<typeof headerSchema>
export type ArchivedTable = ArchiveHeader['tables'][number]
export type TableSummary = z.infer<typeof tableSummarySchema>

/** Counts and digests rows as they pass: those of a table, in the order of its key. */
export class Tally {
  rows = 0
  bytes = 0
  readonly #hash = createHash('sha256')

  /** How many rows end in this piece: within a value COPY writes a line break as `\n`. */
  add(piece: Uint8Array): number {
    this.#hash.update(piece)
    this.bytes += piece.length
    const before = this.rows
    for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) this.rows += 1
    return this.rows - before
  }

  summary(name: string): TableSummary {
    return { name, rows: this.rows, bytes: this.bytes, sha256: this.#hash.digest('hex') }
  }
}

function sealOf(headerLine: string, tables: TableSummary[]): string {
  return createHash('sha256').update(headerLine).update(JSON.stringify(tables)).digest('hex')
}

/** The text of an archive. `rowsOf` gives a table's rows as COPY writes them; `onTable` hears what they came to. */
export async function* archiveText(
  content: Omit<ArchiveHeader, 'format' | 'version'>,
  rowsOf: (table: ArchivedTable) => AsyncIterable<Buffer>,
  onTable: (summary: TableSummary) => void,
): AsyncGenerator<Buffer> {
  const header: ArchiveHeader = { format: FORMAT, version: FORMAT_VERSION, ...content }
  const headerLine = JSON.stringify(header)
  const summaries: TableSummary[] = []
  yield Buffer.from(`${headerLine}\n`)
  for (const table of header.tables) {
    yield Buffer.from(`${JSON.stringify({ table: table.name })}\n`)
    const tally = new Tally()
    for await (const piece of inPieces(rowsOf(table))) {
      tally.add(piece)
      yield piece
    }
    yield Buffer.from(END_OF_TABLE)
    const summary = tally.summary(table.name)
    summaries.push(summary)
    onTable(summary)
  }
  yield Buffer.from(`${JSON.stringify({ tables: summaries, sha256: sealOf(headerLine, summaries) })}\n`)
}

/** A server sends each row by itself; compressing and digesting them one by one takes several times as long. */
async function* inPieces(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const row of rows) {
    waiting.push(row)
    length += row.length
    if (length < PIECE) continue
    yield Buffer.concat(waiting, length)
    waiting = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(waiting, length)
}

export interface OpenArchive {
  header: ArchiveHeader
  /** Each table in turn. Its rows must be read to their end before the next; they end in an error if they are damaged. */
  tables(): AsyncGenerator<{ table: ArchivedTable; rows: AsyncGenerator<Buffer> }>
  /** Closes the file, wherever it was being read. */
  close(): void
}

/** Opens a file and reads its header. @throws ArchiveError if it is no backup, or one that this program cannot read. */
export async function openArchive(file: string): Promise<OpenArchive> {
  const reader = new ArchiveReader(file)
  try {
    const headerLine = await reader.line()
    const header = readHeader(file, headerLine)
    return {
      header,
      tables: () => readTables(reader, headerLine, header),
      close: () => reader.close(),
    }
  } catch (error) {
    reader.close()
    throw error
  }
}

/** Reads the whole file. @throws ArchiveError unless every byte of it is as it was written. */
export async function verifyArchive(
  file: string,
  progress: Progress = silent,
): Promise<{ header: ArchiveHeader; tables: TableSummary[] }> {
  const archive = await openArchive(file)
  const tables: TableSummary[] = []
  try {
    for await (const { table, rows } of archive.tables()) {
      const tally = new Tally()
      progress.begin(`Reading ${table.name}`)
      for await (const piece of rows) progress.advance(tally.add(piece))
      tables.push(tally.summary(table.name))
    }
  } finally {
    progress.end()
    archive.close()
  }
  return { header: archive.header, tables }
}

function readHeader(file: string, line: string): ArchiveHeader {
  const value = parseJson(line) as { format?: unknown; version?: unknown } | undefined
  if (value?.format !== FORMAT) throw foreign(file)
  if (typeof value.version === 'number' && value.version > FORMAT_VERSION)
    throw new ArchiveError(
      `${file} was made by a newer version of this program (format ${value.version}; this one reads ${FORMAT_VERSION}). Use that version.`,
    )
  const header = headerSchema.safeParse(value)
  if (!header.success) throw damaged(file, 'its header cannot be read')
  return header.data
}

async function* readTables(
  reader: ArchiveReader,
  headerLine: string,
  header: ArchiveHeader,
): AsyncGenerator<{ table: ArchivedTable; rows: AsyncGenerator<Buffer> }> {
  const summaries: TableSummary[] = []
  for (const table of header.tables) {
    const opening = parseJson(await reader.line()) as { table?: unknown } | undefined
    if (opening?.table !== table.name) throw damaged(reader.file, `${table.name} is not where it should be`)
    const tally = new Tally()
    let isRead = false
    yield {
      table,
      rows: (async function* () {
        for await (const piece of reader.section()) {
          tally.add(piece)
          yield piece
        }
        isRead = true
      })(),
    }
    if (!isRead) throw new Error(`The rows of ${table.name} were not read to their end.`)
    summaries.push(tally.summary(table.name))
  }
  const manifest = manifestSchema.safeParse(parseJson(await reader.line()))
  await reader.expectEnd()
  const wrong = manifest.success
    ? summaries.find(
        (summary, index) => JSON.stringify(summary) !== JSON.stringify(manifest.data.tables[index]),
      )
    : undefined
  if (wrong) throw damaged(reader.file, `the rows of ${wrong.name} are not those that were written`)
  if (!manifest.success || manifest.data.sha256 !== sealOf(headerLine, summaries))
    throw damaged(reader.file, 'its header and its manifest do not belong together')
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
