import { Button, Paper, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { giveFeedbackMutation } from '#data/feedback/feedback.mutations.ts'
import { noteFeedbackAskedMutation, profileQuery } from '#data/profiles/profiles.queries.ts'
import { useWrite } from '#data/writes.ts'
import { focusPageHeading } from '#ui/page-heading.ts'
import { useUnsavedChanges } from '#ui/unsaved-changes.ts'
import { emptyDraft } from './feedback-draft.ts'
import { FeedbackForm } from './feedback-form.tsx'

type Stage = 'unknown' | 'unasked' | 'asking' | 'dismissed' | 'thanked'

/** Asks once in a lifetime of an account how applying was: whoever sees it has been asked, whatever they do with it. */
export function FeedbackPrompt() {
  const { data: profile } = useQuery(profileQuery)
  const { mutate: noteAsked } = useMutation(noteFeedbackAskedMutation)
  const [stage, setStage] = useState<Stage>('unknown')
  const [draft, setDraft] = useState(emptyDraft)
  const isAsking = stage === 'asking'
  const { release } = useUnsavedChanges(isAsking && draft.comment.trim() !== '')
  // Decided once: noting that they were asked must not take the question from under their hands.
  if (stage === 'unknown' && profile !== undefined)
    setStage(profile?.feedback_asked_at ? 'unasked' : 'asking')
  useEffect(() => {
    if (isAsking) noteAsked()
  }, [isAsking, noteAsked])

  const leave = (next: Stage) => () => {
    release()
    setStage(next)
    focusPageHeading()
  }
  const sending = useWrite(giveFeedbackMutation, {
    failed: 'Your feedback was not sent',
    onSuccessHere: leave('thanked'),
  })

  if (stage === 'thanked')
    return (
      <Text ta="center" role="status">
        Thank you. What you said helps to make this better.
      </Text>
    )
  if (!isAsking) return null

  return (
    <Paper
      withBorder
      p={{ base: 'md', sm: 'lg' }}
      maw={640}
      w="100%"
      mx="auto"
      component="section"
      aria-label="Feedback"
    >
      <FeedbackForm
        question="How was applying this scenario?"
        place="after_apply"
        draft={draft}
        onDraftChange={setDraft}
        sending={sending}
        isShort
        secondaryAction={
          <Button variant="subtle" onClick={leave('dismissed')}>
            No, thanks
          </Button>
        }
      />
    </Paper>
  )
}
