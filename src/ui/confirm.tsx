import { Text } from '@mantine/core'
import { modals } from '@mantine/modals'

interface ConfirmOptions {
  title: string
  /** What will happen, and whether it can be undone. */
  message: string
  confirmLabel: string
  isDestructive?: boolean
}

/** Asks before something that matters. Resolves to the user's decision; closing the question means no. */
export function confirm({ title, message, confirmLabel, isDestructive }: ConfirmOptions): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      children: <Text size="sm">{message}</Text>,
      labels: { confirm: confirmLabel, cancel: 'Cancel' },
      confirmProps: isDestructive ? { color: 'red' } : {},
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
      onClose: () => resolve(false),
    })
  })
}
