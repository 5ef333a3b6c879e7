import { Text } from '@mantine/core'
import { modals } from '@mantine/modals'

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
