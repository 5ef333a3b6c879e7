import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Application } from '#data/applications/application.ts'
import type { Conflict } from '#data/applications/decisions.ts'
import { fieldLabel } from '#domain/instances/catalogue.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { focusPageHeading } from '#ui/page-heading.ts'
import { UndoItem } from './undo-item.tsx'
import { describeUndo, hasNothingToUndo } from './undo-words.ts'
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
      title={isRedo ? 'Apply it again' : 'Undo this apply'}
      size="xl"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Undo entry={entry} isRedo={isRedo} onClose={onClose} onDoneHere={handleDone} />
    </Modal>
  )
}

const firstShown = 20

type UndoProps = Omit<UndoDialogProps, 'isOpen'> & { onDoneHere: () => void }

function Undo({ entry, isRedo, onClose, onDoneHere }: UndoProps) {
  const { preview, decisions, undecidable, open, dropped, isPending, error, failed, decide, undo } = useUndo(
    entry.id,
    {
      onDone: () =>
        notifyDone(
          isRedo
            ? 'Done. Your real investments are as they were after the apply.'
            : 'The apply is undone. The scenario proposes its changes again.',
        ),
      onDoneHere,
    },
  )
  if (preview.data === undefined)
    return preview.error ? (
      <ErrorState
        error={preview.error}
        title={isRedo ? 'This cannot be applied again' : 'This cannot be undone'}
        onRetry={() => void preview.refetch()}
        isRetrying={preview.isFetching}
      />
    ) : (
      <LoadingState rows={3} label="Working out what would be set back" />
    )
  const { items } = preview.data
  const sorted = [...items].sort((a, b) => Number(hasConflict(b)) - Number(hasConflict(a)))
  const isInVain = hasNothingToUndo(items)
  const shown = isInVain ? [] : sorted.slice(0, Math.max(firstShown, items.filter(hasConflict).length))
  return (
    <Stack gap="md">
      <Text size="sm">{describeUndo(items, isRedo)}</Text>
      {shown.map((item) => (
        <UndoItem
          key={`${item.instance_id} ${item.scenario_instance_id}`}
          item={item}
          isRedo={isRedo}
          decisions={decisions}
          canDecide={undecidable === null}
          onDecide={decide}
        />
      ))}
      {!isInVain && shown.length < items.length && (
        <Text size="sm" c="dimmed">
          And {items.length - shown.length} more without any question.
        </Text>
      )}
      {undecidable !== null && (
        <Alert color="yellow" title="Conflicts cannot be decided at the moment" role="status">
          {undecidable} What has changed since the apply would have to be decided, so it can be undone once
          that is back. Nothing is lost until then.
        </Alert>
      )}
      {error !== null && <ErrorState error={error} title={failed} />}
      {dropped.length > 0 && (
        <Alert color="orange" title="Something has moved again" role="alert">
          {listOf(dropped)} {dropped.length === 1 ? 'holds' : 'hold'} another value than when you decided.
          Decide again; your other decisions are kept.
        </Alert>
      )}
      {preview.error && !isPending && (
        <ErrorState
          error={preview.error}
          title="Whether anything has moved since could not be checked"
          onRetry={() => void preview.refetch()}
          isRetrying={preview.isFetching}
        />
      )}
      <Group justify="flex-end" gap="sm">
        {open.length > 0 && undecidable === null && (
          <Text size="sm" role="status">
            {neededDecisions(open)}
          </Text>
        )}
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={isPending} disabled={open.length > 0 || isInVain} onClick={undo}>
          {isRedo ? 'Apply it again' : 'Undo this apply'}
        </Button>
      </Group>
    </Stack>
  )
}

/** "One field needs your decision."; what is asked about as a whole is no field. */
function neededDecisions(open: readonly Conflict[]): string {
  const what = open.some(({ field }) => field.field === '*') ? 'question' : 'field'
  return `${open.length === 1 ? `One ${what} needs` : `${open.length} ${what}s need`} your decision.`
}

/** "Value of Index funds, Name of Car loan". */
function listOf(conflicts: readonly Conflict[]): string {
  return conflicts
    .map(({ item, field }) => `${fieldLabel(item.kind, field.field)} of “${item.name}”`)
    .join(', ')
}

function hasConflict({ fields }: { fields: readonly { outcome: string }[] }): boolean {
  return fields.some(({ outcome }) => outcome === 'conflict')
}
