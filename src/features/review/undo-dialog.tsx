import { Button, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import type { Application } from '#data/applications/application.ts'
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

/** Shows what undoing an apply would set back, asks about what has changed since, and does it. */
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
      title={titleOf(entry, isRedo)}
      size="xl"
      // As far from the edge as notices are, so that these clear its bar as they clear that of a page.
      yOffset="var(--mantine-spacing-md)"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Undo entry={entry} isRedo={isRedo} onClose={onClose} onDoneHere={handleDone} />
    </Modal>
  )
}

/** The history calls it the same. What had nothing to do with a scenario is an update. */
function titleOf({ scenario_name }: Application, isRedo: boolean): string {
  if (scenario_name === null) return isRedo ? 'Update it again' : 'Undo this update'
  return isRedo ? 'Apply it again' : 'Undo this apply'
}

function doneText({ scenario_name }: Application, isRedo: boolean): string {
  if (scenario_name === null)
    return isRedo ? 'Done. The amounts are as they were after the update.' : 'The update is undone.'
  return isRedo
    ? 'Done. Your real investments are as they were after the apply.'
    : 'The apply is undone. The scenario proposes its changes again.'
}

type UndoProps = Omit<UndoDialogProps, 'isOpen'> & { onDoneHere: () => void }

function Undo({ entry, isRedo, onClose, onDoneHere }: UndoProps) {
  const of = isRedo ? 'redo' : 'undo'
  const review = useUndo({
    applicationId: entry.id,
    of,
    onDone: () => notifyDone(doneText(entry, isRedo)),
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
        label={titleOf(entry, isRedo)}
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
