import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router-dom'
import { signUp } from '#data/auth/auth.api.ts'
import { supabase } from '#data/client.ts'
import { paths } from '#lib/paths.ts'
import { AuthPage } from './auth-page.tsx'
import { CredentialsForm } from './credentials-form.tsx'
import { confirmationAddress } from './link-addresses.ts'
import { ResendConfirmation } from './resend-confirmation.tsx'

export function SignUpPage() {
  const [parameters] = useSearchParams()
  const [confirmationSentTo, setConfirmationSentTo] = useState<string>()
  const signInPath = paths.signIn(parameters.get('next') ?? undefined)
  return (
    <AuthPage
      title="Create an account"
      footer={
        confirmationSentTo === undefined && (
          <>
            Already have one?{' '}
            <Anchor component={Link} to={signInPath} underline="always">
              Sign in
            </Anchor>
          </>
        )
      }
    >
      {confirmationSentTo ? (
        <Stack gap="md">
          <Alert color="pine" title="One more step" role="status">
            <Text size="sm">
              If <b>{confirmationSentTo}</b> has no account yet, a mail is on its way to it. Open the link in
              it, in this browser, to confirm the address.
            </Text>
          </Alert>
          <Text size="sm">
            If it has an account already, no mail comes and its password stays as it was:{' '}
            <Anchor component={Link} to={signInPath} underline="always">
              sign in
            </Anchor>
            , or{' '}
            <Anchor component={Link} to={paths.resetPassword} underline="always">
              reset the password
            </Anchor>
            .
          </Text>
          <ResendConfirmation email={confirmationSentTo} />
        </Stack>
      ) : (
        <CredentialsForm
          purpose="sign-up"
          onSubmit={async (credentials) => {
            const session = await signUp(supabase, { ...credentials, redirectTo: confirmationAddress() })
            if (!session) setConfirmationSentTo(credentials.email)
          }}
        />
      )}
    </AuthPage>
  )
}
