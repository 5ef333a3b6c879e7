import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import { emailProblem } from '#data/auth/credential-rules.ts'
import { env } from '#lib/env.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { useTextForm } from '#ui/use-text-form.ts'

interface MailRequestFormProps {
  /** What the mail is for. */
  explanation: string
  /** What is true once it was asked for, whether there is such an account or not. */
  sent: string
  onSubmit: (email: string) => Promise<unknown>
}

/** Asks for an e-mail and has a link sent to it. */
export function MailRequestForm({ explanation, sent, onSubmit }: MailRequestFormProps) {
  const { handleSubmit, problems, isPending, isSuccess, error } = useTextForm(
    { email: emailProblem },
    ({ email }) => onSubmit(email.trim()),
  )
  if (isSuccess)
    return (
      <Alert color="pine" title="Look at your mail" role="status">
        {sent} Open the link in this browser; only the newest one works.
        {env.isDevelopment && ' In development the mail is printed in the terminal that runs the app.'}
      </Alert>
    )
  return (
    <form onSubmit={handleSubmit} noValidate>
      <Stack gap="md">
        {error !== null && <ErrorState error={error} title="No mail was sent" />}
        <Text size="sm" c="dimmed">
          {explanation}
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
  )
}
