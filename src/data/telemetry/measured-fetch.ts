import { toAppError } from '../errors.ts'
import { currentLog } from './current-log.ts'
import type { EventLog } from './event-log.ts'
import { operationOf } from './operation.ts'

/** The same fetch, with each request measured for whoever is signed in when it begins. It is never slower for that. */
export function measuredFetch(fetchIt: typeof fetch): typeof fetch {
  return async (input, init) => {
    const log = currentLog()
    const operation = log && operationOf(String(input), init?.method)
    if (!log || operation === null) return fetchIt(input, init)
    const began = performance.now()
    try {
      const response = await fetchIt(input, init)
      void note(log, operation, performance.now() - began, response)
      return response
    } catch (error) {
      // Whatever the page itself gave up tells nothing of the server.
      if (!init?.signal?.aborted)
        log.request({ operation, ms: performance.now() - began, code: toAppError(error).code })
      throw error
    }
  }
}

async function note(log: EventLog, operation: string, ms: number, response: Response) {
  const { ok, status } = response
  if (ok) return log.request({ operation, ms, status })
  const answer: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  log.request({ operation, ms, status, code: toAppError(answer ?? {}, status).code })
}
