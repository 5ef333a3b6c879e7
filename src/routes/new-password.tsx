import { Alert, Button, PasswordInput, Stack } from '@mantine/core'
import { useNavigate } from 'react-router-dom'
import { changePassword } from '#data/auth/auth.api.ts'
import { newPasswordProblem } from '#data/auth/credential-rules.ts'
import { useSession } from '#data/auth/session.tsx'
import { supabase } from '#data/client.ts'
import { AuthPage } from '#features/auth/auth-page.tsx'
import { useAuthForm } from '#features/auth/use-auth-form.ts'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'

/** Where the link of a reset mail leads: it signs the user in, who then chooses a new password. */
export function Component() {
  const session = useSession()
  const navigate = useNavigate()
  const { handleSubmit, problems, isPending, error } = useAuthForm(
    { password: newPasswordProblem },
    async ({ password }) => {
      await changePassword(supabase, password)
      navigate(paths.home)
    },
  )
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
        <form onSubmit={handleSubmit} noValidate>
          <Stack gap="md">
            {error !== null && <ErrorState error={error} title="The password was not changed" />}
            <PasswordInput
              name="password"
              error={problems.password}
              label="New password"
              description="At least 8 characters."
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
              required
              withAsterisk={false}
            />
            <Button type="submit" loading={isPending}>
              Change password
            </Button>
          </Stack>
        </form>
      )}
    </AuthPage>
  )
}
