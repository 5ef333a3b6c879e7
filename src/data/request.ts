import { toAppError } from './errors.ts'
import { operationOf } from './telemetry/operation.ts'

interface Answer<Data> {
  data: Data | null
  error: unknown
  status?: number
}

/** The data of an answer, or its failure as an `AppError`. For answers that have a body. */
export async function request<Data>(answer: PromiseLike<Answer<Data>>): Promise<NonNullable<Data>> {
  const data = await requestMaybe(answer)
  if (data === null || data === undefined) throw toAppError({ message: 'empty answer', code: 'PGRST116' })
  return data
}

/** Like `request`, for answers that may rightly be empty. */
export async function requestMaybe<Data>(answer: PromiseLike<Answer<Data>>): Promise<Data | null> {
  let settled: Answer<Data>
  try {
    // The query client decides about retries; the builder's own would keep an outage hidden for seven seconds more.
    settled = await ('retry' in answer && typeof answer.retry === 'function' ? answer.retry(false) : answer)
  } catch (error) {
    throw toAppError(error, undefined, operationIn(answer))
  }
  if (settled.error) throw toAppError(settled.error, settled.status, operationIn(answer))
  return settled.data
}

/** What a builder of postgrest-js is about to ask. */
function operationIn(builder: object): string | null {
  if (!('url' in builder && builder.url instanceof URL)) return null
  return operationOf(builder.url.href, 'method' in builder ? String(builder.method) : undefined)
}
