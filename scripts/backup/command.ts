/** What the three commands share: their words, and how they end. */
import { ArchiveError } from './archive.ts'
import { DatabaseError } from './database.ts'

export const say = (line = '') => process.stdout.write(`${line}\n`)

class UsageError extends Error {}

/** An option that a command cannot do without. */
export function needed(values: { [name: string]: string | boolean | undefined }, name: string): string {
  const value = values[name]
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is needed.`)
  return value
}

export function refuseUsage(message: string): never {
  throw new UsageError(message)
}

/** Ends with 0, or with 1 and a sentence for a person; `afterwards` says what stands after a failure of no one's choice. */
export async function runCommand(
  work: () => Promise<void>,
  texts: { usage: string; afterwards: string },
): Promise<void> {
  for (const [signal, number] of [
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const)
    process.once(signal, () => {
      process.stderr.write(`Stopped. ${texts.afterwards}\n`)
      process.exit(128 + number)
    })
  try {
    await work()
  } catch (error) {
    process.stderr.write(`${sentenceOf(error as Error & { code?: string }, texts)}\n`)
    process.exitCode = 1
  }
}

function sentenceOf(error: Error & { code?: string }, texts: { usage: string; afterwards: string }): string {
  if (error instanceof ArchiveError || error instanceof DatabaseError) return error.message
  if (error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS'))
    return `${error.message}\n${texts.usage}`
  return `${inWords(error)}\n${texts.afterwards}`
}

function inWords(error: unknown): string {
  const { code, message, detail, hint } = error as Error & { code?: string; detail?: string; hint?: string }
  switch (code) {
    case 'ENOSPC':
      return 'There is no room left on the disk.'
    case 'EACCES':
    case 'EPERM':
      return `A file could not be written or read: ${message}.`
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'CONNECT_TIMEOUT':
      return `The database does not answer (${message}). Look at the address, and whether it is running.`
    case '28P01':
      return 'The database refused the password.'
    case 'CONNECTION_CLOSED':
    case 'CONNECTION_DESTROYED':
    case 'CONNECTION_ENDED':
    case 'ECONNRESET':
    case 'EPIPE':
    case '57P01':
    case '57P02':
    case '57P03':
      return 'The connection to the database was lost.'
    default:
      return [message || String(error), detail, hint].filter(Boolean).join('\n')
  }
}

export const count = (number: number) => new Intl.NumberFormat('en').format(number)

export function counted(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`
}

export function size(bytes: number): string {
  return bytes < 1e6
    ? `${(bytes / 1e3).toFixed(1)} kB`
    : bytes < 1e9
      ? `${(bytes / 1e6).toFixed(1)} MB`
      : `${(bytes / 1e9).toFixed(2)} GB`
}

export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 120) return `${seconds.toFixed(1)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return counted(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  return hours < 48
    ? `${counted(hours, 'hour')} ${counted(minutes % 60, 'minute')}`
    : counted(Math.round(hours / 24), 'day')
}
