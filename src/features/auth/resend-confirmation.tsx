import { Button, Stack, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { resendConfirmation } from '#data/auth/auth.api.ts'
import { supabase } from '#data/client.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { useFocusGivenBack } from '#ui/focus-given-back.ts'
import { confirmationAddress } from './link-addresses.ts'

type Progress = { status: 'idle' | 'pending' | 'sent' } | { status: 'failed'; error: unknown }

/** Has the mail that confirms an address sent once more. */
export function ResendConfirmation({ email }: { email: string }) {
  const [progress, setProgress] = useState<Progress>({ status: 'idle' })
  const part = useRef<HTMLDivElement>(null)
  useFocusGivenBack(part, progress.status === 'pending')

  async function resend() {
    setProgress({ status: 'pending' })
    try {
      await resendConfirmation(supabase, { email, redirectTo: confirmationAddress() })
      setProgress({ status: 'sent' })
    } catch (error) {
      setProgress({ status: 'failed', error })
    }
  }

  return (
    <Stack ref={part} gap="xs" align="flex-start">
      {progress.status === 'failed' && <ErrorState error={progress.error} title="No mail was sent" />}
      {progress.status === 'sent' ? (
        <Text size="sm" role="status">
          If the address still has to be confirmed, a new mail is on its way to it.
        </Text>
      ) : (
        <Button
          size="xs"
          variant="default"
          loading={progress.status === 'pending'}
          onClick={() => void resend()}
        >
          Send the mail again
        </Button>
      )}
    </Stack>
  )
}
