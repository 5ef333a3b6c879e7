import { Button, Group, Stack, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import type { ReactNode } from 'react'

interface ConfirmOptions {
  title: string
  /** What will happen, and whether it can be undone. */
  message: string
  confirmLabel: string
  isDestructive?: boolean
  /** Takes the question back once it is settled in another way. */
  signal?: AbortSignal
}

/** Asks before something that matters. Resolves to the user's decision; closing the question means no. */
export function confirm(options: ConfirmOptions): Promise<boolean> {
  const { title, message, confirmLabel, isDestructive, signal } = options
  return new Promise((resolve) => {
    const id = modals.openConfirmModal({
      title,
      children: <Text size="sm">{message}</Text>,
      labels: { confirm: confirmLabel, cancel: 'Cancel' },
      confirmProps: isDestructive ? { color: 'red' } : {},
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
      onClose: () => resolve(false),
    })
    signal?.addEventListener('abort', () => modals.close(id))
  })
}

interface ChooseOptions extends Pick<ConfirmOptions, 'title' | 'confirmLabel'> {
  message: ReactNode
  /** What may be meant instead. */
  alternativeLabel: string
}

/** Asks before something that is often not what is meant. Resolves to null when the question is closed. */
export function choose(options: ChooseOptions): Promise<'confirmed' | 'alternative' | null> {
  const { title, message, confirmLabel, alternativeLabel } = options
  return new Promise((resolve) => {
    const settle = (choice: 'confirmed' | 'alternative' | null) => {
      resolve(choice)
      modals.close(id)
    }
    const id = modals.open({
      title,
      onClose: () => resolve(null),
      children: (
        <Stack gap="md">
          {message}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => settle(null)}>
              Cancel
            </Button>
            <Button variant="default" onClick={() => settle('alternative')}>
              {alternativeLabel}
            </Button>
            <Button onClick={() => settle('confirmed')}>{confirmLabel}</Button>
          </Group>
        </Stack>
      ),
    })
  })
}
