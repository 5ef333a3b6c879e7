import { Alert } from '@mantine/core'
import { useNavigate } from 'react-router-dom'
import { changePassword } from '#data/auth/auth.api.ts'
import { newPasswordProblem } from '#data/auth/credential-rules.ts'
import { useSession } from '#data/auth/session.tsx'
import { supabase } from '#data/client.ts'
import { AuthPage } from '#features/auth/auth-page.tsx'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { PasswordForm } from '#ui/password-form.tsx'

/** Where the link of a reset mail leads: it signs the user in, who then chooses a new password. */
export function Component() {
  const session = useSession()
  const navigate = useNavigate()
  return (
    <AuthPage title="Choose a new password">
      {session === undefined && <LoadingState rows={2} />}
      {session === null && (
        <Alert color="yellow" title="This link no longer works">
          It may be too old or already used.
          <LinkButton to={paths.resetPassword} size="xs" variant="default" mt="sm" display="table">
            Send a new link
          </LinkButton>
        </Alert>
      )}
      {session && (
        <PasswordForm
          email={session.user.email ?? ''}
          purpose="new"
          rule={newPasswordProblem}
          submitLabel="Change password"
          failed="The password was not changed"
          onSubmit={async (password) => {
            await changePassword(supabase, password)
            navigate(paths.home)
          }}
        />
      )}
    </AuthPage>
  )
}
