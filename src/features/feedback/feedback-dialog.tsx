import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { notifyDone } from '#ui/notify.tsx'
import { useUnsavedWork } from '#ui/unsaved-work.ts'
import { emptyDraft, isSameDraft } from './feedback-draft.ts'
import { FeedbackForm } from './feedback-form.tsx'

interface FeedbackDialogProps {
  isOpen: boolean
  onClose: () => void
  /** Once it is gone: the entry of the menu that opened it is gone too, and the focus has to go somewhere. */
  onClosed: () => void
}

/** Feedback at any time, from the menu. What was typed is there again when it is opened again. */
export function FeedbackDialog({ isOpen, onClose, onClosed }: FeedbackDialogProps) {
  const [draft, setDraft] = useState(emptyDraft)
  useUnsavedWork(draft.comment.trim() !== '')
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
        onSent={(sent) => {
          // What was typed after it, in the dialog opened again, is not sent yet.
          setDraft((now) => (isSameDraft(now, sent) ? emptyDraft : now))
          notifyDone('Thank you. Your feedback is sent.')
        }}
        onSentHere={onClose}
        secondaryAction={
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        }
      />
    </Modal>
  )
}
