import { Button, Group, Stack, Text } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import { counted } from '#lib/counted.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { useFocusGivenBack } from '#ui/focus-given-back.ts'
import { LoadingState } from '#ui/loading-state.tsx'
import { StickyBar } from '#ui/sticky-bar.tsx'
import { DecisionProgress } from './decision-progress.tsx'
import { PlanList } from './plan-list.tsx'
import { PlanTrouble, ReviewTrouble } from './review-trouble.tsx'
import { reviewWords } from './review-words.ts'
import { useConflictKeys } from './use-conflict-keys.ts'
import type { Review } from './use-review.ts'

interface ReviewFrameProps {
  review: Review
  /** Where what is proposed can be changed. */
  scenarioId?: string
  /** Stands above everything. */
  intro?: ReactNode
  /** There is nothing in the plan to carry out. */
  isEmpty: boolean
  /** Stands below the plan: what it means, and carrying it out. */
  children: ReactNode
}

/** A plan, what is to be decided about it, and what came of carrying it out. */
export function ReviewFrame({ review, scenarioId, intro, isEmpty, children }: ReviewFrameProps) {
  const { of, all, refresh, sending } = review
  const frame = useRef<HTMLDivElement>(null)
  useFocusGivenBack(frame, sending.isPending)
  useConflictKeys(frame)
  const retrying = { onRetry: refresh, isRetrying: all.isFetching }
  if (all.data === undefined)
    return all.error ? (
      <ErrorState error={all.error} title={reviewWords[of].impossible} {...retrying} />
    ) : (
      <LoadingState label={reviewWords[of].working} />
    )
  return (
    <Stack gap="md" ref={frame}>
      {intro}
      <ReviewTrouble review={review} />
      {!isEmpty && (
        <>
          <DecisionProgress review={review} />
          <PlanList review={review} scenarioId={scenarioId} />
        </>
      )}
      {all.error && !sending.isPending && (
        <ErrorState
          error={all.error}
          title="Whether anything has moved since could not be checked"
          {...retrying}
        />
      )}
      <PlanTrouble review={review} />
      {children}
    </Stack>
  )
}

interface ReviewBarProps {
  review: Review
  /** Makes it a region of the page. */
  name?: string
  /** Why it cannot be carried out, whatever is decided; empty where that has been said. */
  obstacle: string | null
  /** What carrying it out would do. */
  words?: string
  /** The button that carries it out. */
  label: string
  icon?: ReactNode
  /** The button beside it. */
  secondaryAction?: ReactNode
  onCarryOut: () => void
}

/** What stands in the way of carrying it out, or what that would do, and the button that does it. */
export function ReviewBar({ review, name, obstacle, words, label, icon, ...actions }: ReviewBarProps) {
  const { of, open, undecidable, plan, carryOut, sending } = review
  const toDecide =
    undecidable === null
      ? `${counted(open.length, 'decision')} to make before you can ${reviewWords[of].act}.`
      : reviewWords[of].blocked
  const inTheWay = obstacle ?? (open.length > 0 ? toDecide : plan?.error ? `${reviewWords[of].apart}.` : null)
  const says = inTheWay ?? words
  return (
    <StickyBar {...(name === undefined ? {} : { label: name })}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex={says ? '1 1 14rem' : 1} role="status">
          {says}
        </Text>
        <Group gap="sm">
          {actions.secondaryAction}
          <Button
            type="submit"
            leftSection={icon}
            onClick={actions.onCarryOut}
            loading={sending.isPending}
            disabled={inTheWay !== null || carryOut === null}
          >
            {label}
          </Button>
        </Group>
      </Group>
    </StickyBar>
  )
}
