import { Button, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import type { Application } from '#data/applications/application.ts'
import { isOfReality, undoWords } from '#fields/undo-words.ts'
import { notifyDone } from '#ui/notify.tsx'
import { focusPageHeading } from '#ui/page-heading.ts'
import { ReviewBar, ReviewFrame } from './review-frame.tsx'
import { describeUndo, hasNothingToUndo } from './review-words.ts'
import { useUndo } from './use-undo.ts'

interface UndoDialogProps {
  entry: Application
  /** The entry is itself an undo, so that undoing it applies again. */
  isRedo: boolean
  isOpen: boolean
  onClose: () => void
}

/** Shows what undoing an entry of the history would set back, asks about what has changed since, and does it. */
export function UndoDialog({ entry, isRedo, isOpen, onClose }: UndoDialogProps) {
  // The button that opened the dialog goes with what is undone.
  const [isDone, setIsDone] = useState(false)
  const handleDone = () => {
    setIsDone(true)
    onClose()
    focusPageHeading()
  }
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      returnFocus={!isDone}
      title={undoWords(entry)[isRedo ? 'redo' : 'undo']}
      size="xl"
      // As far from the edge as notices are, so that these clear its bar as they clear that of a page.
      yOffset="var(--mantine-spacing-md)"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Undo entry={entry} isRedo={isRedo} onClose={onClose} onDoneHere={handleDone} />
    </Modal>
  )
}

type UndoProps = Omit<UndoDialogProps, 'isOpen'> & { onDoneHere: () => void }

function Undo({ entry, isRedo, onClose, onDoneHere }: UndoProps) {
  const of = isRedo ? 'redo' : 'undo'
  const words = undoWords(entry)
  const review = useUndo({
    applicationId: entry.id,
    of,
    isOfReality: isOfReality(entry),
    onDone: () => notifyDone(words[isRedo ? 'redone' : 'undone']),
    onDoneHere,
  })
  const isInVain = hasNothingToUndo(review.rows)
  return (
    <ReviewFrame
      review={review}
      intro={<Text size="sm">{describeUndo(review.rows, of)}</Text>}
      isEmpty={isInVain}
    >
      <ReviewBar
        review={review}
        obstacle={isInVain ? '' : null}
        label={words[of]}
        secondaryAction={
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        }
        onCarryOut={() => review.carryOut?.()}
      />
    </ReviewFrame>
  )
}
