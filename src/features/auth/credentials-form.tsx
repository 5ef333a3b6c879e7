import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import type { Credentials } from '#data/auth/auth.api.ts'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { emailProblem, passwordProblem } from './credential-rules.ts'

interface CredentialsFormProps {
  /** A new password has rules; an old one is only compared. */
  purpose: 'sign-in' | 'sign-up'
  onSubmit: (credentials: Credentials) => Promise<unknown>
}

const words = {
  'sign-in': { submit: 'Sign in', failed: 'You are not signed in', autoComplete: 'current-password' },
  'sign-up': {
    submit: 'Create account',
    failed: 'The account was not created',
    autoComplete: 'new-password',
  },
}

export function CredentialsForm({ purpose, onSubmit }: CredentialsFormProps) {
  const { submit, failed, autoComplete } = words[purpose]
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: emailProblem,
      password: (password) =>
        purpose === 'sign-up' ? passwordProblem(password) : password === '' ? 'Enter your password.' : null,
    },
  })
  const { mutate, isPending, error } = useMutation({ mutationFn: onSubmit })
  return (
    <form onSubmit={form.onSubmit((values) => mutate({ ...values, email: values.email.trim() }))} noValidate>
      <Stack gap="md">
        {error && <ErrorState error={error} title={failed} />}
        <TextInput
          key={form.key('email')}
          {...form.getInputProps('email')}
          label="E-mail"
          type="email"
          autoComplete="email"
          required
        />
        <PasswordInput
          key={form.key('password')}
          {...form.getInputProps('password')}
          label="Password"
          autoComplete={autoComplete}
          description={purpose === 'sign-up' ? 'At least 8 characters.' : undefined}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
          required
        />
        {purpose === 'sign-in' && (
          <Anchor component={Link} to={paths.resetPassword} size="sm">
            Forgot your password?
          </Anchor>
        )}
        <Button type="submit" loading={isPending}>
          {submit}
        </Button>
      </Stack>
    </form>
  )
}
