import { Alert, Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { requestPasswordReset } from '#data/auth/auth.api.ts'
import { supabase } from '#data/client.ts'
import { AuthPage } from '#features/auth/auth-page.tsx'
import { emailProblem } from '#features/auth/credential-rules.ts'
import { env } from '#lib/env.ts'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'

export function Component() {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '' },
    validate: { email: emailProblem },
  })
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: ({ email }: { email: string }) =>
      requestPasswordReset(supabase, {
        email: email.trim(),
        redirectTo: new URL('/new-password', window.location.origin).href,
      }),
  })
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
        <form onSubmit={form.onSubmit((values) => mutate(values))} noValidate>
          <Stack gap="md">
            {error && <ErrorState error={error} title="No mail was sent" />}
            <Text size="sm" c="dimmed">
              Enter your e-mail, and we send you a link to choose a new password.
            </Text>
            <TextInput
              key={form.key('email')}
              {...form.getInputProps('email')}
              label="E-mail"
              type="email"
              autoComplete="email"
              required
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
