import { Alert, Text } from '@mantine/core'
import { useNavigate } from 'react-router-dom'
import { useSession } from '#data/auth/session.tsx'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { AuthPage } from './auth-page.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'

/** Where the link of a reset mail leads: it signs the user in, who then chooses a new password. */
export function NewPasswordPage() {
  const session = useSession()
  const navigate = useNavigate()
  return (
    <AuthPage title="Choose a new password">
      {session === undefined && <LoadingState rows={2} />}
      {session === null && (
        <Alert color="yellow" title="Nobody is signed in here">
          <Text size="sm">A new password is chosen with the link of a mail, which works once.</Text>
          <LinkButton to={paths.resetPassword} size="xs" variant="default" mt="sm" display="table">
            Send a new link
          </LinkButton>
        </Alert>
      )}
      {session && (
        <>
          <Text size="sm">
            For the account <b>{session.user.email}</b>. Until you have chosen one, the old password stays.
          </Text>
          <ChangePasswordForm
            // Should somebody else sign in meanwhile, what was typed is not for them.
            key={session.user.id}
            email={session.user.email ?? ''}
            onChanged={() => navigate(paths.home)}
          />
        </>
      )}
    </AuthPage>
  )
}
