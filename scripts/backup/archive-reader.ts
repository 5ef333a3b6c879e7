/** A backup's file from its front to its end: the text that was compressed, by lines and by sections of rows. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'

/** Greater headers are not ours. */
const LONGEST_LINE = 8 * 1024 * 1024
export const PIECE = 64 * 1024
export const END_OF_TABLE = '\\.\n'

/** A file that is not restored; the message says why, and what to do. */
export class ArchiveError extends Error {}

export function foreign(file: string): ArchiveError {
  return new ArchiveError(`${file} is no backup made by npm run db:backup. Give the file that it wrote.`)
}

export function damaged(file: string, why: string): ArchiveError {
  return new ArchiveError(`${file} is damaged: ${why}. Nothing of it can be trusted; use another backup.`)
}

/** @throws ArchiveError wherever the file turns out to be damaged, or no backup. */
export class ArchiveReader {
  readonly file: string
  readonly #source
  readonly #text
  readonly #pieces: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)
  #hasText = false

  constructor(file: string) {
    this.file = file
    this.#source = createReadStream(file, { highWaterMark: PIECE })
    this.#text = createGunzip({ chunkSize: PIECE })
    this.#source.on('error', (error) => this.#text.destroy(error))
    this.#source.pipe(this.#text)
    this.#pieces = this.#text[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  }

  close(): void {
    this.#source.destroy()
    this.#text.destroy()
  }

  /** The next line without its end. */
  async line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf(10)
      if (end !== -1) {
        const line = this.#rest.toString('utf8', 0, end)
        this.#rest = this.#rest.subarray(end + 1)
        return line
      }
      if (this.#rest.length > LONGEST_LINE) throw foreign(this.file)
      await this.#more()
    }
  }

  /** Rows up to the end of their table. A row is never `\.`: COPY writes a backslash as two. */
  async *section(): AsyncGenerator<Buffer> {
    while (this.#rest.length < END_OF_TABLE.length) await this.#more()
    if (this.#rest.toString('latin1', 0, END_OF_TABLE.length) !== END_OF_TABLE) {
      const end = `\n${END_OF_TABLE}`
      for (;;) {
        const at = this.#rest.indexOf(end, 0, 'latin1')
        const length = at === -1 ? Math.max(0, this.#rest.length - end.length + 1) : at + 1
        if (length > 0) yield this.#rest.subarray(0, length)
        this.#rest = this.#rest.subarray(length)
        if (at !== -1) break
        await this.#more()
      }
    }
    this.#rest = this.#rest.subarray(END_OF_TABLE.length)
  }

  async expectEnd(): Promise<void> {
    if (this.#rest.length > 0 || (await this.#next()))
      throw damaged(this.file, 'there is more in it than was written')
    const { size } = await stat(this.file)
    if (this.#text.bytesWritten !== size) throw damaged(this.file, 'there is more in it than was written')
  }

  async #more(): Promise<void> {
    const piece = await this.#next()
    if (!piece) throw this.#hasText ? damaged(this.file, 'it ends too early') : foreign(this.file)
    this.#hasText = true
    this.#rest = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece])
  }

  async #next(): Promise<Buffer | undefined> {
    try {
      const { value, done } = await this.#pieces.next()
      return done ? undefined : value
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') throw new ArchiveError(`There is no file ${this.file}.`)
      if (code === 'EISDIR' || message === 'incorrect header check') throw foreign(this.file)
      if (code === 'Z_BUF_ERROR') throw damaged(this.file, 'it ends too early')
      if (code?.startsWith('Z_')) throw damaged(this.file, 'its checksum is wrong')
      throw error
    }
  }
}
