/** How far a long work is, on one line of a terminal that is written over; nothing where nobody watches. */
export interface Progress {
  /** The next part begins; the last is over. */
  begin(part: string, expectedRows?: number): void
  advance(rows: number): void
  end(): void
}

export const silent: Progress = { begin() {}, advance() {}, end() {} }

const EVERY_MS = 200
const ERASE_LINE = '\r\u001b[2K'

export function terminalProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  if (!out.isTTY) return silent
  const count = new Intl.NumberFormat('en')
  let part = ''
  let expected = 0
  let done = 0
  let shownAt = 0
  const show = () => {
    shownAt = performance.now()
    const of = expected > 0 ? ` of ${count.format(Math.max(expected, done))}` : ''
    out.write(
      `${ERASE_LINE}${part}: ${count.format(done)}${of} rows`.slice(0, out.columns + ERASE_LINE.length - 1),
    )
  }
  return {
    begin(name, expectedRows = 0) {
      part = name
      expected = expectedRows
      done = 0
      show()
    },
    advance(rows) {
      done += rows
      if (performance.now() - shownAt >= EVERY_MS) show()
    },
    end() {
      out.write(ERASE_LINE)
    },
  }
}
