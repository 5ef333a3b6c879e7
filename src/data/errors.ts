/**
 * Every failure the app can meet, classified once: a literal `code` for the program, a sentence for the
 * person, and what to do next. Screens look at `code` or show `message` and `hint`; nothing else in the
 * app reads what the server said.
 */
import {
  AuthError,
  isAuthRetryableFetchError,
  isAuthSessionMissingError,
  isAuthWeakPasswordError,
} from '@supabase/supabase-js'
import {
  type AuthMessage,
  authMessages,
  serverTrouble,
  unknownRefusal,
  weakPassword,
  withWait,
} from './auth/auth-messages.ts'
import type { ErrorCode } from './error-code.ts'
import { isRead } from './telemetry/operation.ts'

/** A failure worded for people. `detail` is the server's machine-readable account of the place, if any. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly hint: string | null
  readonly detail: unknown
  /** The request that failed, in the words of telemetry; null where it was none. */
  readonly operation: string | null

  constructor(
    code: ErrorCode,
    message: string,
    options: { hint?: string | null; detail?: unknown; cause?: unknown; operation?: string | null } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.hint = options.hint ?? null
    this.detail = options.detail ?? null
    this.operation = options.operation ?? null
  }
}

/** A row changed between reading and saving. Nothing was written; `movedRow` gives the row as it is now. */
export class VersionConflictError extends AppError {
  readonly current: unknown

  constructor(current: unknown) {
    super('conflict', 'This was changed elsewhere while you were editing it. Nothing has been overwritten.', {
      hint: 'Compare what changed and decide what to keep.',
    })
    this.name = 'VersionConflictError'
    this.current = current
  }
}

/**
 * The row as it is now, where saving it failed since it had moved on; null for any other failure. `Row` is what was to be
 * saved: the error brings along what the same table answered.
 */
export function movedRow<Row>(error: unknown): Row | null {
  return error instanceof VersionConflictError ? (error.current as Row) : null
}

/** Whether it failed in one of these ways. */
export function isFailure(error: unknown, ...codes: readonly ErrorCode[]): error is AppError {
  return error instanceof AppError && codes.includes(error.code)
}

/** The server cannot be reached or has no time: whatever is on screen is the last that is known. */
export function isOutage(error: unknown): error is AppError {
  return isFailure(error, 'offline', 'busy')
}

/** Every failure but a clear refusal: a read may be asked again, and a write may have been carried out all the same. */
export function isUnanswered(error: unknown): boolean {
  return !(error instanceof AppError) || isOutage(error) || isFailure(error, 'unexpected')
}

/** Whether a write that failed may be carried out all the same. What the server itself refuses or lets go of it has taken back. */
export function mayBeCarriedOut(error: unknown): boolean {
  if (!(error instanceof AppError) || error.code === 'offline') return true
  return (
    isUnanswered(error) &&
    !(isServerError(error.cause) && typeof error.cause.code === 'string' && error.cause.code !== '')
  )
}

/** The server's own name for what it refused, where it has one. */
export function reasonOf(error: unknown): string | null {
  if (!(error instanceof AppError)) return null
  const { detail } = error
  if (typeof detail !== 'object' || detail === null || !('reason' in detail)) return null
  return typeof detail.reason === 'string' ? detail.reason : null
}

/** A row that is missing, deleted or someone else's. */
export function isGone(error: unknown): boolean {
  return isFailure(error, 'not_found')
}

/** The server has this request's row already: its answer was lost on the way. */
export function isAddedBefore(error: unknown): boolean {
  return isFailure(error, 'conflict') && reasonOf(error) === 'already_added'
}

/** Other work of the same user, or an operator's, kept a lock for too long, or both waited for each other. */
const lockCodes: ReadonlySet<unknown> = new Set(['PT503', '40001', '40P01', '55P03'])

/** The server let go of a request before it had changed anything: the very same one may be sent again at once. */
export function isTurnedAway(error: unknown): boolean {
  return error instanceof AppError && isServerError(error.cause) && lockCodes.has(error.cause.code)
}

const fallbacks: Record<ErrorCode, { message: string; hint: string }> = {
  bad_request: {
    message: 'The server did not understand the request.',
    hint: 'Reload the page and try again.',
  },
  signed_out: { message: 'You are signed out.', hint: 'Sign in again; what you typed stays here.' },
  forbidden: {
    message: 'You are not allowed to do this.',
    hint: 'Ask an administrator if you think you should be.',
  },
  not_found: { message: 'This does not exist, or it is not yours.', hint: 'It may have been deleted.' },
  conflict: {
    message: 'This was changed meanwhile. Nothing has been overwritten.',
    hint: 'Look at the new state and try again.',
  },
  invalid: { message: 'A value was refused.', hint: 'Check the values and try again.' },
  offline: {
    message: 'The server cannot be reached. Nothing has been lost.',
    hint: 'Check your connection and try again.',
  },
  busy: {
    message: 'The server is busy right now. Nothing has been changed.',
    hint: 'Try again in a moment.',
  },
  outdated: {
    message: 'The database behind this app does not have what this version needs. Nothing has been changed.',
    hint: 'Whoever runs the app: bring its migrations there with "npx supabase db push --remote", then reload the page.',
  },
  unexpected: { message: 'Something went wrong on our side.', hint: 'Try again.' },
}

/** The database refused in a way that nobody foresaw: it took back whatever it had begun. */
const refused = { message: 'Something went wrong on our side. Nothing has been changed.', hint: 'Try again.' }

/** Something on the way answered in the server's place, which may be at work still. */
const unanswered = {
  read: { message: 'The server did not answer in time.', hint: 'Try again in a moment.' },
  write: {
    message: 'The server did not answer, so it is not known whether this was carried out.',
    hint: 'Look whether it was, then try again.',
  },
}

/** An error of this code in our own words, or in the server's where it gave better ones. */
export function appError(
  code: ErrorCode,
  options: {
    message?: string
    hint?: string | null
    detail?: unknown
    cause?: unknown
    operation?: string | null
  } = {},
) {
  const { message, hint } = fallbacks[code]
  return new AppError(code, options.message ?? message, { ...options, hint: options.hint ?? hint })
}

/** The parts of an error answer that PostgREST, lite and postgres.js share. */
interface ServerError {
  code?: string
  message?: string
  details?: unknown
  detail?: unknown
  hint?: string | null
}

const businessCodes: Record<string, ErrorCode> = {
  PT400: 'bad_request',
  PT401: 'signed_out',
  PT403: 'forbidden',
  PT404: 'not_found',
  PT409: 'conflict',
  PT422: 'invalid',
  PT503: 'busy',
}

function codeOf(error: ServerError, status: number | undefined): ErrorCode {
  const code = error.code ?? ''
  const business = businessCodes[code]
  if (business) return business
  if (code === '42501') return status === 401 ? 'signed_out' : 'forbidden'
  if (code === 'PGRST116') return 'not_found'
  // No such relation between tables, function, column, table.
  if (/^PGRST20[0245]$/.test(code)) return 'outdated'
  if (/^PGRST30[0-3]$/.test(code) || status === 401) return 'signed_out'
  if (code === '23505') return 'conflict'
  if (/^(22|23)/.test(code)) return 'invalid'
  if (/^(40|53|55|57|58|PGRST00)/.test(code) || status === 429) return 'busy'
  if (isGatewayAnswer(error, status)) return 'busy'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  return 'unexpected'
}

/** Gateways answer 502, 504 or 52x with a page of their own; the server itself names what it refuses by a code. */
function isGatewayAnswer(error: ServerError, status: number | undefined): boolean {
  return !error.code && status !== undefined && (status === 408 || status > 500)
}

/** Our words for an answer, where its code alone does not say enough. */
function wordsFor(error: ServerError, status: number | undefined, operation: string | null) {
  if (isGatewayAnswer(error, status)) return unanswered[operation && isRead(operation) ? 'read' : 'write']
  return error.code && codeOf(error, status) === 'unexpected' ? refused : {}
}

/** Details arrive as an object, or as JSON in a string; anything else is kept as it is. */
function parseDetail(detail: unknown): unknown {
  if (typeof detail !== 'string') return detail ?? null
  try {
    return JSON.parse(detail)
  } catch {
    return detail
  }
}

function isNetworkFailure(error: unknown, status: number | undefined) {
  // The client of the sign-in server gives a failing server this name too, with its status.
  if (isAuthRetryableFetchError(error)) return (error.status ?? 0) === 0
  const message = error instanceof Error || isServerError(error) ? (error.message ?? '') : ''
  return (
    status === 0 ||
    /failed to fetch|fetch failed|networkerror|load failed|network request failed/i.test(message)
  )
}

function isServerError(error: unknown): error is ServerError {
  return typeof error === 'object' && error !== null && ('message' in error || 'code' in error)
}

/** Turns whatever a request failed with into an `AppError`; an `AppError` passes through unchanged. */
export function toAppError(error: unknown, status?: number, operation: string | null = null): AppError {
  if (error instanceof AppError) return error
  if (isNetworkFailure(error, status)) return appError('offline', { cause: error, operation })
  if (error instanceof AuthError) return authError(error)
  if (!isServerError(error)) return appError('unexpected', { cause: error, operation })
  const code = codeOf(error, status)
  const isWordedForPeople = error.code !== undefined && error.code in businessCodes
  const words = isWordedForPeople
    ? { ...(error.message ? { message: error.message } : {}), hint: error.hint ?? null }
    : wordsFor(error, status, operation)
  return appError(code, {
    ...words,
    detail: parseDetail(error.details ?? error.detail),
    cause: error,
    operation,
  })
}

/** A refusal of the sign-in server. Its own code stays in `detail.reason`, for screens that have a way on from it. */
function authError(error: AuthError): AppError {
  const { code, message, hint } = authMessage(error)
  return new AppError(code, message, {
    hint,
    detail: { reason: error.code ?? null },
    cause: error,
    operation: 'auth',
  })
}

function authMessage(error: AuthError): AuthMessage {
  const reason = error.code ?? ''
  if (isAuthWeakPasswordError(error)) return weakPassword(error.reasons, error.message)
  const known = Object.hasOwn(authMessages, reason) ? authMessages[reason] : undefined
  if (known) return withWait(known, error.message)
  if (isAuthRetryableFetchError(error) || (error.status ?? 0) >= 500) return serverTrouble
  const isSignedOut = error.status === 401 || isAuthSessionMissingError(error)
  const meant = error.status === 429 ? 'over_request_rate_limit' : isSignedOut ? 'session_not_found' : ''
  return authMessages[meant] ?? unknownRefusal(error.code)
}
