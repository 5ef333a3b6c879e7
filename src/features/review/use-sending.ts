import { useState } from 'react'
import { appError, isUnanswered } from '#data/errors.ts'
import type { ApplicationAnswer } from '#data/shapes/plan.ts'
import { useWrite, type Write } from '#data/writes.ts'
import type { Reviewed } from '#fields/side-labels.ts'
import { refusedContent } from './refused-content.ts'
import { reviewWords } from './review-words.ts'
import { requestFor, type Sent } from './sent-request.ts'

interface SendingInput<Decision> {
  readonly of: Reviewed
  readonly write: Write<ApplicationAnswer, Sent<Decision>>
  /** The last request, as long as it has no answer. */
  readonly pending: Sent<Decision> | null
  readonly setPending: (request: Sent<Decision> | null) => void
  /** It is carried out. */
  readonly onSuccess: () => void
  /** For whoever has not left. */
  readonly onSuccessHere?: () => void
}

/** Sends what was decided, and keeps what came back: an answer may say why nothing was carried out. */
export function useSending<Decision extends object>(about: SendingInput<Decision>) {
  const { of, write, pending, setPending, onSuccess, onSuccessHere } = about
  const [answer, setAnswer] = useState<ApplicationAnswer | null>(null)
  const { mutate, reset, ...sending } = useWrite(write, {
    failed: (error) => (isUnanswered(error) ? 'The server did not answer' : reviewWords[of].notDone),
    onSuccess: (received) => {
      setAnswer(received)
      if (received.status !== 'success') throw refusalOf(received)
      setPending(null)
      onSuccess()
    },
    onSuccessHere: () => onSuccessHere?.(),
    onError: (error) => {
      if (!isUnanswered(error)) setPending(null)
    },
  })
  const send = (request: Sent<Decision>) => {
    setPending(request)
    setAnswer(null)
    mutate(request)
  }
  return {
    ...sending,
    answer,
    send: (decision: Decision) => send(requestFor(decision, pending)),
    /** Whether a request got no answer. It may have been carried out. */
    isUnsettled: pending !== null && !sending.isPending,
    /** Sends it once more under the same id. */
    repeat: () => pending && send(pending),
    dismiss: () => {
      setAnswer(null)
      reset()
    },
  }
}

export type Sending<Decision extends object> = ReturnType<typeof useSending<Decision>>

/** For a notice, should its place have been left; there the answer speaks. */
function refusalOf({ status, stale, error, items }: ApplicationAnswer) {
  if (status === 'failed')
    return appError('invalid', error ? { message: refusedContent(error.detail, items) ?? error.message } : {})
  return appError('conflict', {
    message: stale ? 'Reality moved again while you decided.' : 'Some conflicts are still open.',
    hint: 'Your decisions are kept: look through the plan and try again.',
  })
}
