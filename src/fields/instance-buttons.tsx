import { Button } from '@mantine/core'
import { IconArchive, IconArchiveOff, IconTrash } from '@tabler/icons-react'

interface InstanceButtonsProps {
  isArchived: boolean
  archiveLabel: string
  removeLabel: string
  /** There are unsaved changes, which archiving would not include. */
  isDirty: boolean
  onArchive: () => void
  onRemove: () => void
}

/** What is done with the whole of what a form shows, beside its heading. */
export function InstanceButtons(props: InstanceButtonsProps) {
  const { isArchived, archiveLabel, removeLabel, isDirty, onArchive, onRemove } = props
  const Icon = isArchived ? IconArchiveOff : IconArchive
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon size={16} aria-hidden />}
        disabled={isDirty}
        onClick={onArchive}
      >
        {isArchived ? 'Make active again' : archiveLabel}
      </Button>
      <Button
        variant="default"
        c="var(--mantine-color-error)"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={onRemove}
      >
        {removeLabel}
      </Button>
    </>
  )
}
