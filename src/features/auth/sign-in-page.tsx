import { Alert, Anchor } from '@mantine/core'
import { Link, useLocation, useSearchParams } from 'react-router-dom'
import { signIn } from '#data/auth/auth.api.ts'
import { supabase } from '#data/client.ts'
import { paths } from '#lib/paths.ts'
import { AuthPage } from './auth-page.tsx'
import { CredentialsForm } from './credentials-form.tsx'

export function SignInPage() {
  const [parameters] = useSearchParams()
  const { state } = useLocation()
  return (
    <AuthPage
      title="Sign in"
      footer={
        <>
          New here?{' '}
          <Anchor component={Link} to={paths.signUp(parameters.get('next') ?? undefined)} underline="always">
            Create an account
          </Anchor>
        </>
      }
    >
      {state?.isServerAway && (
        <Alert color="yellow" title="You are signed out of this browser" role="status">
          Nothing of your session is left in it. The server could not be reached, so it only notices when the
          session expires by itself.
        </Alert>
      )}
      <CredentialsForm purpose="sign-in" onSubmit={(credentials) => signIn(supabase, credentials)} />
    </AuthPage>
  )
}
