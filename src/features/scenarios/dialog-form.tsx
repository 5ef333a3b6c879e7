import { Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Attempt } from '#data/writes.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { SendingForm } from '#ui/sending-form.tsx'
import { useUnsavedWork } from '#ui/unsaved-work.ts'
import { usePausedBecause } from './scenarios-context.tsx'

interface DialogFormProps {
  children: ReactNode
  action: Attempt
  submitLabel: string
  /** Something was typed that would be lost with the page. */
  isDirty: boolean
  isIncomplete?: boolean
  onSubmit: () => void
  onCancel: () => void
}

/** A form inside a dialog: what failed above its buttons, and nothing sent while the feature is off. */
export function DialogForm(props: DialogFormProps) {
  const { children, action, submitLabel, isDirty, isIncomplete = false, onSubmit, onCancel } = props
  const pausedBecause = usePausedBecause()
  useUnsavedWork(isDirty)
  return (
    <SendingForm
      isSending={action.isPending}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isIncomplete && pausedBecause === null) onSubmit()
      }}
      foot={
        <>
          {action.error !== null && <ErrorState error={action.error} title={action.failed} />}
          {pausedBecause !== null && (
            <Text size="sm" role="status">
              {pausedBecause}
            </Text>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={action.isPending}
              disabled={isIncomplete || pausedBecause !== null}
            >
              {submitLabel}
            </Button>
          </Group>
        </>
      }
    >
      {children}
    </SendingForm>
  )
}
