import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { describeError } from './error-state.tsx'
import { focusPageHeading } from './page-heading.ts'
import { tellShownError } from './shown-errors.ts'

/** Says that something worked, and lets the user take it back for a while where that is possible. */
export function notifyDone(message: string, undo?: { label?: string; onUndo: () => void }) {
  const id = `done-${crypto.randomUUID()}`
  const handleUndo = () => {
    notifications.hide(id)
    focusPageHeading()
    undo?.onUndo()
  }
  notifications.show({
    id,
    color: 'pine',
    autoClose: undo ? 12_000 : 5_000,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: undo ? (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="light" flex="none" onClick={handleUndo}>
          {undo.label ?? 'Undo'}
        </Button>
      </Group>
    ) : (
      message
    ),
  })
}

/** Says that something failed, with what to do next. For failures that have no place of their own on screen. */
export function notifyError(title: string, error: unknown) {
  const { message, hint } = describeError(error)
  tellShownError(error)
  notifications.show({
    color: 'red',
    title,
    message: [message, hint].filter(Boolean).join(' '),
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': 'Dismiss' },
  })
}
