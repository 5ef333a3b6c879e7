import { Button, Group, Radio, SimpleGrid, Textarea } from '@mantine/core'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { type Feedback, type FeedbackKind, feedbackKinds } from '#data/feedback/feedback.api.ts'
import type { StartedWrite } from '#data/writes.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { SendingForm } from '#ui/sending-form.tsx'
import { type FeedbackDraft, problemOf } from './feedback-draft.ts'
import classes from './feedback-form.module.css'

const scores = [
  { score: 1, label: 'Awful' },
  { score: 2, label: 'Bad' },
  { score: 3, label: 'Fair' },
  { score: 4, label: 'Good' },
  { score: 5, label: 'Great' },
]

const kinds: Record<FeedbackKind, string> = {
  praise: 'Something I like',
  problem: 'A problem',
  idea: 'An idea',
}

interface FeedbackFormProps {
  question: string
  /** Where it is asked: `after_apply`, `menu`. */
  place: string
  draft: FeedbackDraft
  onDraftChange: (draft: FeedbackDraft) => void
  /** Of whoever keeps the draft: the form may go and come back while it is sent. */
  sending: StartedWrite<Feedback>
  /** Shows the rest only once a score is chosen, so that a question by the way stays small. */
  isShort?: boolean
  /** The button beside sending. */
  secondaryAction: ReactNode
}

/** A score, a comment, or both. Whatever was typed stays until it has been sent. */
export function FeedbackForm(props: FeedbackFormProps) {
  const { question, place, draft, onDraftChange, sending, isShort = false, secondaryAction } = props
  const [isTried, setIsTried] = useState(false)
  const comment = useRef<HTMLTextAreaElement>(null)
  const scale = useRef<HTMLInputElement>(null)
  const problems = problemOf(draft)
  const isWhole = !isShort || draft.score !== null

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    setIsTried(true)
    if (problems.score) scale.current?.focus()
    else if (problems.comment) comment.current?.focus()
    else sending.mutate({ ...draft, context: { place } })
  }

  return (
    <SendingForm
      isSending={sending.isPending}
      onSubmit={handleSubmit}
      foot={
        <>
          {sending.error !== null && <ErrorState error={sending.error} title={sending.failed} />}
          <Group justify="flex-end" gap="sm">
            {secondaryAction}
            {isWhole && (
              <Button type="submit" loading={sending.isPending}>
                Send feedback
              </Button>
            )}
          </Group>
        </>
      }
    >
      <Radio.Group
        label={question}
        value={draft.score === null ? '' : String(draft.score)}
        onChange={(score) => onDraftChange({ ...draft, score: Number(score) })}
        error={isTried && problems.score}
      >
        <SimpleGrid cols={5} spacing={0} mt="xs" maw="24rem">
          {scores.map(({ score, label }, index) => (
            <Radio
              key={score}
              value={String(score)}
              label={label}
              ref={index === 0 ? scale : null}
              classNames={{ body: classes.step ?? '', label: classes.stepLabel ?? '' }}
            />
          ))}
        </SimpleGrid>
      </Radio.Group>
      {isWhole && (
        <>
          <Radio.Group
            label="What is it about?"
            value={draft.kind ?? ''}
            onChange={(kind) => onDraftChange({ ...draft, kind: kind as FeedbackKind })}
          >
            <Group gap="md" mt="xs">
              {feedbackKinds.map((kind) => (
                <Radio key={kind} value={kind} label={kinds[kind]} />
              ))}
            </Group>
          </Radio.Group>
          <Textarea
            ref={comment}
            label="Comment"
            description="You can leave it empty. It is read by the people who run this site, with your account."
            value={draft.comment}
            onChange={(event) => onDraftChange({ ...draft, comment: event.currentTarget.value })}
            error={problems.comment}
            autosize
            minRows={2}
            maxRows={8}
          />
        </>
      )}
    </SendingForm>
  )
}
