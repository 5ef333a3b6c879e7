import { Button, Group, Text } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { SendingForm } from '#ui/sending-form.tsx'
import { StickyBar } from '#ui/sticky-bar.tsx'
import { focusField, useGoToAskedField } from './asked-field.ts'

interface FormFrameProps {
  submitLabel: string
  isSubmitting?: boolean
  /** Why nothing can be saved for now; the form stays as it is. */
  pausedBecause?: string | null | undefined
  /** Judges the form; the keys of refused fields, in the order of the form, or none. */
  onValidate: () => readonly string[]
  onSubmit: () => void
  refusedCount: number
  /** What failed and what to do about it, above the buttons. */
  problem?: ReactNode
  /** Beside the submit button, such as "Cancel". */
  secondaryActions?: ReactNode
  children: ReactNode
}

/** A form that goes to the first refused field, and whose buttons stay in sight however long it is. */
export function FormFrame(props: FormFrameProps) {
  const { submitLabel, isSubmitting = false, pausedBecause, onValidate, onSubmit } = props
  const { refusedCount, problem, secondaryActions } = props
  const form = useRef<HTMLFormElement>(null)
  useGoToAskedField(form)

  // A form is long and its problem stands at the end: bring it into sight whenever a save has failed.
  const problemPlace = useRef<HTMLDivElement>(null)
  const hasFailed = Boolean(problem) && !isSubmitting
  useEffect(() => {
    if (hasFailed) problemPlace.current?.scrollIntoView({ block: 'center' })
  }, [hasFailed])

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (pausedBecause) return
    const [first] = onValidate()
    if (first === undefined) return onSubmit()
    focusField(form.current, first)
  }

  return (
    <SendingForm
      ref={form}
      isSending={isSubmitting}
      onSubmit={handleSubmit}
      foot={
        <>
          {problem && <div ref={problemPlace}>{problem}</div>}
          <StickyBar>
            <Group justify="space-between" gap="sm">
              <Group gap="sm">
                <Button type="submit" loading={isSubmitting} disabled={Boolean(pausedBecause)}>
                  {submitLabel}
                </Button>
                {secondaryActions}
              </Group>
              {pausedBecause && (
                <Text size="sm" role="status" flex="1 1 14rem">
                  {pausedBecause}
                </Text>
              )}
              {refusedCount > 0 && (
                <Text size="sm" c="var(--mantine-color-error)" role="alert">
                  {refusedCount === 1 ? 'One value is refused.' : `${refusedCount} values are refused.`} See
                  the marked fields.
                </Text>
              )}
            </Group>
          </StickyBar>
        </>
      }
    >
      {props.children}
    </SendingForm>
  )
}
