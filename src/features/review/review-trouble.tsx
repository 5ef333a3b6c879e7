import { Alert, Button, Group } from '@mantine/core'
import { IconRefreshAlert } from '@tabler/icons-react'
import { AppError } from '#data/errors.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { refusedContent } from './refused-content.ts'
import { reviewWords } from './review-words.ts'
import type { Review } from './use-review.ts'

/** What came of the last attempt when it was no success. Decisions are kept in every case. */
export function ReviewTrouble({ review }: { review: Review }) {
  const { answer, error, failed, isUnsettled, isPending, repeat, dismiss } = review.sending
  const words = reviewWords[review.of]
  if (isUnsettled)
    return (
      <Alert
        color={error === null ? 'yellow' : 'red'}
        icon={<IconRefreshAlert aria-hidden />}
        title={error === null ? 'Your last request got no answer' : failed}
        role="alert"
      >
        It may or may not have been carried out; your decisions are kept. Asking again is safe: it is never
        carried out twice.
        <Group mt="sm">
          <Button size="xs" variant="default" type="submit" onClick={repeat} loading={isPending}>
            Ask again
          </Button>
        </Group>
      </Alert>
    )
  if (answer?.status === 'failed')
    return (
      <Alert color="red" icon={<IconRefreshAlert aria-hidden />} title={words.notDone} role="alert">
        {refusedContent(answer.error?.detail, answer.items) ??
          answer.error?.message ??
          'The server refused a value.'}{' '}
        Your decisions are kept: correct what is wrong, then try again.
      </Alert>
    )
  if (answer?.status === 'conflict')
    return (
      <Alert
        color="orange"
        icon={<IconRefreshAlert aria-hidden />}
        title={answer.stale ? words.moved : 'Some conflicts are still open'}
        role="alert"
        withCloseButton
        closeButtonLabel="Dismiss"
        onClose={dismiss}
      >
        {answer.stale
          ? 'Something changed after you looked at the plan. Below is the new state; every decision that still fits is kept. Look through it, then try again.'
          : 'Decide about them below, then try again.'}
      </Alert>
    )
  if (error !== null)
    return (
      <ErrorState error={error} title={failed}>
        <Button size="xs" variant="default" onClick={review.refresh}>
          Look at the plan again
        </Button>
      </ErrorState>
    )
  return null
}

/** Why the plan cannot be carried out, or not as it was decided, whatever else is done. Decisions are kept. */
export function PlanTrouble({ review }: { review: Review }) {
  const { of, rows, plan, planError, all, refresh } = review
  if (planError) {
    const refused = planError instanceof AppError ? refusedContent(planError.detail, rows) : null
    return (
      <ErrorState
        error={planError}
        title="Your decisions could not be worked into the plan"
        words={refused === null ? undefined : `${refused} Decide otherwise.`}
        onRetry={refresh}
        isRetrying={all.isFetching}
      />
    )
  }
  if (!plan?.error) return null
  return (
    <Alert color="red" icon={<IconRefreshAlert aria-hidden />} title={reviewWords[of].apart} role="alert">
      {refusedContent(plan.error.detail, plan.items) ?? plan.error.message} {reviewWords[of].mend}
    </Alert>
  )
}
