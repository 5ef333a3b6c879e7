import { Anchor } from '@mantine/core'
import { Link, useSearchParams } from 'react-router-dom'
import { signIn } from '#data/auth/auth.api.ts'
import { supabase } from '#data/client.ts'
import { AuthPage } from '#features/auth/auth-page.tsx'
import { CredentialsForm } from '#features/auth/credentials-form.tsx'
import { paths } from '#lib/paths.ts'

export function Component() {
  const [parameters] = useSearchParams()
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
      <CredentialsForm purpose="sign-in" onSubmit={(credentials) => signIn(supabase, credentials)} />
    </AuthPage>
  )
}
