/**
 * One request id for one decision of the user. A request that got no answer may have been carried out, so it is
 * repeated word for word under its id, and the server answers as if it had come once. An answer settles a request,
 * a refusal too: the server would only repeat it, so whatever the user tries next gets a new id.
 */
import { canonical } from '#data/applications/decisions.ts'

export type Sent<Decision> = Decision & { readonly requestId: string }

/**
 * The request for a decision: the unanswered one again when it was the same decision, else a new one.
 * `pending` is the last request as long as it has no answer.
 */
export function requestFor<Decision extends object>(
  decision: Decision,
  pending: Sent<Decision> | null,
  newId: () => string = () => crypto.randomUUID(),
): Sent<Decision> {
  if (pending) {
    const { requestId: _, ...before } = pending
    if (canonical(before) === canonical(decision)) return pending
  }
  return { ...decision, requestId: newId() }
}
