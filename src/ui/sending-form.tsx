import { Stack } from '@mantine/core'
import { useMergedRef } from '@mantine/hooks'
import { type FormEvent, type ReactNode, type Ref, useRef } from 'react'
import { useFocusGivenBack } from './focus-given-back.ts'

interface SendingFormProps {
  ref?: Ref<HTMLFormElement>
  isSending: boolean
  onSubmit: (event: FormEvent) => void
  /** The inputs. */
  children: ReactNode
  /** What failed, and the buttons: these can be pressed also while it is sent. */
  foot: ReactNode
}

/**
 * A form whose inputs rest while it is sent. It closes or begins anew with what was sent: what was typed meanwhile would be
 * lost without a word.
 */
export function SendingForm({ ref = null, isSending, onSubmit, children, foot }: SendingFormProps) {
  const form = useRef<HTMLFormElement>(null)
  useFocusGivenBack(form, isSending)
  return (
    <form ref={useMergedRef(form, ref)} onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <Stack gap="md" inert={isSending}>
          {children}
        </Stack>
        {foot}
      </Stack>
    </form>
  )
}
