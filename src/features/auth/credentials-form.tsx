import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import type { Credentials } from '#data/auth/auth.api.ts'
import { emailProblem, newPasswordProblem, passwordProblem } from '#data/auth/credential-rules.ts'
import { reasonOf } from '#data/errors.ts'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { useTextForm } from '#ui/use-text-form.ts'
import { ResendConfirmation } from './resend-confirmation.tsx'

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
  const [sentEmail, setSentEmail] = useState('')
  const { handleSubmit, problems, isPending, error } = useTextForm(
    {
      email: emailProblem,
      password: purpose === 'sign-up' ? newPasswordProblem : passwordProblem,
    },
    ({ email, password }) => {
      setSentEmail(email.trim())
      return onSubmit({ email: email.trim(), password })
    },
  )
  return (
    <form onSubmit={handleSubmit} noValidate>
      <Stack gap="md">
        {error !== null && (
          <ErrorState error={error} title={failed}>
            {reasonOf(error) === 'email_not_confirmed' && <ResendConfirmation email={sentEmail} />}
          </ErrorState>
        )}
        <TextInput
          name="email"
          label="E-mail"
          type="email"
          autoComplete="email"
          error={problems.email}
          required
          withAsterisk={false}
        />
        <PasswordInput
          name="password"
          label="Password"
          autoComplete={autoComplete}
          description={purpose === 'sign-up' ? 'At least 8 characters.' : undefined}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
          error={problems.password}
          required
          withAsterisk={false}
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
