import { Alert, Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { Link } from 'react-router-dom'
import { requestPasswordReset } from '#data/auth/auth.api.ts'
import { emailProblem } from '#data/auth/credential-rules.ts'
import { supabase } from '#data/client.ts'
import { AuthPage } from '#features/auth/auth-page.tsx'
import { env } from '#lib/env.ts'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { useTextForm } from '#ui/use-text-form.ts'

export function Component() {
  const { handleSubmit, problems, isPending, isSuccess, error } = useTextForm(
    { email: emailProblem },
    ({ email }) =>
      requestPasswordReset(supabase, {
        email: email.trim(),
        redirectTo: new URL(paths.newPassword, window.location.origin).href,
      }),
  )
  return (
    <AuthPage
      title="Reset your password"
      footer={
        <Anchor component={Link} to={paths.signIn()} underline="always">
          Back to signing in
        </Anchor>
      }
    >
      {isSuccess ? (
        <Alert color="pine" title="Look at your mail" role="status">
          If there is an account with this address, a link to choose a new password is on its way.
          {env.isDevelopment && ' In development the mail is printed in the terminal that runs the app.'}
        </Alert>
      ) : (
        <form onSubmit={handleSubmit} noValidate>
          <Stack gap="md">
            {error !== null && <ErrorState error={error} title="No mail was sent" />}
            <Text size="sm" c="dimmed">
              Enter your e-mail, and we send you a link to choose a new password.
            </Text>
            <TextInput
              name="email"
              label="E-mail"
              type="email"
              autoComplete="email"
              error={problems.email}
              required
              withAsterisk={false}
            />
            <Button type="submit" loading={isPending}>
              Send the link
            </Button>
          </Stack>
        </form>
      )}
    </AuthPage>
  )
}
