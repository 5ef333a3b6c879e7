import type { ComponentProps, ReactNode } from 'react'
import { newPasswordProblem, passwordProblem } from '#data/auth/credential-rules.ts'
import { SecretInput } from './auth-inputs.tsx'
import { TextForm } from './text-form.tsx'

type Rules = ComponentProps<typeof TextForm<string>>['rules']

interface PasswordFormProps
  extends Pick<ComponentProps<typeof TextForm>, 'submitLabel' | 'failed' | 'secondaryActions'> {
  /** Whose password it is: password managers need to know. */
  email: string
  isNew?: boolean
  /** More text fields, by name, and what is wrong with them; `renderExtra` draws them. */
  extraRules?: Rules
  renderExtra?: (problems: Partial<Record<string, string>>) => ReactNode
  onSubmit: (password: string, extra: Readonly<Record<string, string>>) => Promise<unknown>
}

/** Asks somebody who is known for the password they have, or for a new one. */
export function PasswordForm({
  email,
  isNew = false,
  extraRules,
  renderExtra,
  onSubmit,
  ...form
}: PasswordFormProps) {
  const rules: Rules = { password: isNew ? newPasswordProblem : passwordProblem, ...extraRules }
  return (
    <TextForm rules={rules} onSubmit={({ password = '', ...extra }) => onSubmit(password, extra)} {...form}>
      {(problems) => (
        <>
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <SecretInput
            label={isNew ? 'New password' : 'Password'}
            isNew={isNew}
            error={problems.password}
            data-autofocus
          />
          {renderExtra?.(problems)}
        </>
      )}
    </TextForm>
  )
}
