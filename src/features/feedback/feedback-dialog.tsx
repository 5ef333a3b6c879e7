import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { giveFeedbackMutation } from '#data/feedback/feedback.mutations.ts'
import { useWrite } from '#data/writes.ts'
import { notifyDone } from '#ui/notify.tsx'
import { useUnsavedWork } from '#ui/unsaved-work.ts'
import { emptyDraft } from './feedback-draft.ts'
import { FeedbackForm } from './feedback-form.tsx'

interface FeedbackDialogProps {
  isOpen: boolean
  onClose: () => void
  /** Once it is gone: the entry of the menu that opened it is gone too, and the focus has to go somewhere. */
  onClosed: () => void
}

/** Feedback at any time, from the menu. What was typed is there when it is opened again, at rest while it is sent. */
export function FeedbackDialog({ isOpen, onClose, onClosed }: FeedbackDialogProps) {
  const [draft, setDraft] = useState(emptyDraft)
  useUnsavedWork(draft.comment.trim() !== '')
  const sending = useWrite(giveFeedbackMutation, {
    failed: 'Your feedback was not sent',
    onSuccess: () => {
      setDraft(emptyDraft)
      notifyDone('Thank you. Your feedback is sent.')
      onClose()
    },
    isSaidInNotice: !isOpen,
  })
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      onExitTransitionEnd={onClosed}
      returnFocus={false}
      title="Give feedback"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <FeedbackForm
        question="How do you find it so far?"
        place="menu"
        draft={draft}
        onDraftChange={setDraft}
        sending={sending}
        secondaryAction={
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        }
      />
    </Modal>
  )
}
