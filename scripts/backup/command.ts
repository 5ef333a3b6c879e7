/** What the three commands share: their words, and how they end. */
import { ArchiveError } from './archive-reader.ts'
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

interface Texts {
  usage: string
  /** What stands after a failure of no one's choice; without an error somebody stopped it. */
  afterwards: (error?: unknown) => string
}

/** Ends with 0, or with 1 and a sentence for a person. */
export async function runCommand(work: () => Promise<void>, texts: Texts): Promise<void> {
  for (const [signal, number] of [
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const)
    process.once(signal, () => {
      process.stderr.write(`Stopped. ${texts.afterwards()}\n`)
      process.exit(128 + number)
    })
  try {
    await work()
  } catch (error) {
    process.stderr.write(`${sentenceOf(error as Error & { code?: string }, texts)}\n`)
    process.exitCode = 1
  }
}

function sentenceOf(error: Error & { code?: string }, texts: Texts): string {
  if (error instanceof ArchiveError || error instanceof DatabaseError) return error.message
  if (error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS'))
    return `${error.message}\n${texts.usage}`
  return `${inWords(error)}\n${texts.afterwards(error)}`
}

const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'CONNECT_TIMEOUT']
const lost = [
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
]

/** Whether the database said no, or was never asked: what it was to do is not done. Else no answer came, and nobody knows. */
export function isRefusal(error: unknown): boolean {
  const { code = '', severity } = (error ?? {}) as { code?: string; severity?: string }
  return unreachable.includes(code) || (severity !== undefined && !lost.includes(code))
}

export function inWords(error: unknown): string {
  const {
    code = '',
    message,
    detail,
    hint,
  } = error as Error & { code?: string; detail?: string; hint?: string }
  if (unreachable.includes(code))
    return `The database does not answer (${message}). Look at the address, and whether it is running.`
  if (lost.includes(code)) return 'The connection to the database was lost.'
  switch (code) {
    case 'ENOSPC':
      return 'There is no room left on the disk.'
    case 'EACCES':
    case 'EPERM':
      return `A file could not be written or read: ${message}.`
    case '28P01':
      return 'The database refused the password.'
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
