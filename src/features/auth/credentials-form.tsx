import { Anchor } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import type { Credentials } from '#data/auth/auth.api.ts'
import { emailProblem, newPasswordProblem, passwordProblem } from '#data/auth/credential-rules.ts'
import { reasonOf } from '#data/errors.ts'
import { paths } from '#lib/paths.ts'
import { EmailInput, SecretInput } from './auth-inputs.tsx'
import { ResendConfirmation } from './resend-confirmation.tsx'
import { TextForm } from './text-form.tsx'

interface CredentialsFormProps {
  /** A new password has rules; an old one is only compared. */
  purpose: 'sign-in' | 'sign-up'
  onSubmit: (credentials: Credentials) => Promise<unknown>
}

export function CredentialsForm({ purpose, onSubmit }: CredentialsFormProps) {
  const isNew = purpose === 'sign-up'
  const [sentEmail, setSentEmail] = useState('')
  return (
    <TextForm
      rules={{ email: emailProblem, password: isNew ? newPasswordProblem : passwordProblem }}
      submitLabel={isNew ? 'Create account' : 'Sign in'}
      failed={isNew ? 'The account was not created' : 'You are not signed in'}
      isWide
      onSubmit={({ email, password }) => {
        setSentEmail(email.trim())
        return onSubmit({ email: email.trim(), password })
      }}
      renderWayOn={(error) =>
        reasonOf(error) === 'email_not_confirmed' && <ResendConfirmation email={sentEmail} />
      }
    >
      {(problems) => (
        <>
          <EmailInput error={problems.email} />
          <SecretInput label="Password" isNew={isNew} error={problems.password} />
          {!isNew && (
            <Anchor component={Link} to={paths.resetPassword} size="sm">
              Forgot your password?
            </Anchor>
          )}
        </>
      )}
    </TextForm>
  )
}
