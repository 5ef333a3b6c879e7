import { toAppError } from './errors.ts'
import { operationOf } from './telemetry/operation.ts'

export interface Answer<Data> {
  data: Data | null
  error: unknown
  status?: number
}

export interface RequestOptions {
  /** Gives the request up. */
  readonly signal?: AbortSignal
}

/** The data of an answer, or its failure as an `AppError`. For answers that have a body. */
export async function request<Data>(
  query: PromiseLike<Answer<Data>>,
  options?: RequestOptions,
): Promise<NonNullable<Data>> {
  const data = await requestMaybe(query, options)
  if (data === null || data === undefined) throw toAppError({ message: 'empty answer', code: 'PGRST116' })
  return data
}

/** Like `request`, for answers that may rightly be empty. */
export async function requestMaybe<Data>(
  query: PromiseLike<Answer<Data>>,
  { signal }: RequestOptions = {},
): Promise<Data | null> {
  let settled: Answer<Data>
  try {
    // The query client decides about retries; the builder's own would keep an outage hidden for seven seconds more.
    if ('retry' in query && typeof query.retry === 'function') query.retry(false)
    if (signal && 'abortSignal' in query && typeof query.abortSignal === 'function') query.abortSignal(signal)
    settled = await query
  } catch (error) {
    throw toAppError(error, undefined, operationIn(query))
  }
  if (settled.error) throw toAppError(settled.error, settled.status, operationIn(query))
  return settled.data
}

/** What a builder of postgrest-js is about to ask. */
function operationIn(builder: object): string | null {
  if (!('url' in builder && builder.url instanceof URL)) return null
  return operationOf(builder.url.href, 'method' in builder ? String(builder.method) : undefined)
}
