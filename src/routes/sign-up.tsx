import { Alert, Anchor } from '@mantine/core'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router-dom'
import { signUp } from '#data/auth/auth.api.ts'
import { supabase } from '#data/client.ts'
import { AuthPage } from '#features/auth/auth-page.tsx'
import { CredentialsForm } from '#features/auth/credentials-form.tsx'
import { paths } from '#lib/paths.ts'

export function Component() {
  const [parameters] = useSearchParams()
  const [confirmationSentTo, setConfirmationSentTo] = useState<string>()
  return (
    <AuthPage
      title="Create an account"
      footer={
        <>
          Already have one?{' '}
          <Anchor component={Link} to={paths.signIn(parameters.get('next') ?? undefined)} underline="always">
            Sign in
          </Anchor>
        </>
      }
    >
      {confirmationSentTo ? (
        <Alert color="pine" title="One more step" role="status">
          We sent a mail to {confirmationSentTo}. Open the link in it to confirm your address, then sign in.
        </Alert>
      ) : (
        <CredentialsForm
          purpose="sign-up"
          onSubmit={async (credentials) => {
            const session = await signUp(supabase, credentials)
            if (!session) setConfirmationSentTo(credentials.email)
          }}
        />
      )}
    </AuthPage>
  )
}
