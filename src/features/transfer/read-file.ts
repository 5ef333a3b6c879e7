import { type DocumentKind, documentLimits } from '#domain/documents/formats.ts'
import { type DocumentFile, type FileProblem, readDocument } from '#domain/documents/read-document.ts'
import { positions } from '#domain/documents/text-position.ts'
import { decodeUtf8 } from '#lib/utf8.ts'

export interface ChosenFile {
  /** Of this choice: the same file chosen again may hold something else. */
  readonly id: string
  readonly file: File
  readonly read: DocumentFile
}

/** Blanks and line breaks, which are not counted, can make a file larger than what it says. */
const largestFile = 4 * documentLimits.bytes

/** What is in a file; one that is too large or cannot be read says so as any other problem does. */
export async function readFile(file: File, kind: DocumentKind): Promise<ChosenFile> {
  const id = crypto.randomUUID()
  const wrong = (message: string, problem: Partial<FileProblem> = {}): ChosenFile => ({
    id,
    file,
    read: { problems: [{ place: 'The file', position: null, message, ...problem }] },
  })
  const tooLarge = (limit: number) => wrong(`It is larger than ${Math.round(limit / 1024 / 1024)} MB.`)
  if (file.size > largestFile) return tooLarge(largestFile)
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    return wrong('It could not be read. Was it moved or deleted meanwhile?')
  }
  const decoded = decodeUtf8(bytes)
  if (!('text' in decoded))
    return wrong(decoded.message, { position: positions(decoded.before)(decoded.before.length) })
  const read = readDocument(decoded.text, kind)
  if (read.problems === null && isPastLimit(file, read.document)) return tooLarge(documentLimits.bytes)
  return { id, file, read }
}

function isPastLimit(file: File, document: unknown): boolean {
  if (file.size <= documentLimits.bytes) return false
  return new TextEncoder().encode(JSON.stringify(document)).length > documentLimits.bytes
}
