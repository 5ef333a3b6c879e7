import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { ErrorState } from './error-state.tsx'
import { useTextForm } from './use-text-form.ts'

interface PasswordFormProps {
  /** Whose password it is: password managers need to know. */
  email: string
  purpose: 'current' | 'new'
  /** What is wrong with a password, if anything. */
  rule: (password: string) => string | null
  submitLabel: string
  /** What did not happen when it fails. */
  failed: string
  secondaryActions?: ReactNode
  /** More text fields, by name, and what is wrong with them; `renderExtra` draws them. */
  extraRules?: Rules
  renderExtra?: (problems: Partial<Record<string, string>>) => ReactNode
  onSubmit: (password: string, extra: Readonly<Record<string, string>>) => Promise<unknown>
}

type Rules = Readonly<Record<string, (value: string) => string | null>>

/** Asks somebody who is known for the password they have, or for a new one. */
export function PasswordForm(props: PasswordFormProps) {
  const { email, purpose, rule, submitLabel, failed, secondaryActions, extraRules, renderExtra, onSubmit } =
    props
  const rules: Rules = { password: rule, ...extraRules }
  const { handleSubmit, problems, isPending, error } = useTextForm(rules, ({ password = '', ...extra }) =>
    onSubmit(password, extra),
  )
  const isNew = purpose === 'new'
  return (
    <form onSubmit={handleSubmit} noValidate>
      <Stack gap="md">
        {error !== null && <ErrorState error={error} title={failed} />}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          name="password"
          label={isNew ? 'New password' : 'Password'}
          description={isNew ? 'At least 8 characters.' : undefined}
          autoComplete={`${purpose}-password`}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
          error={problems.password}
          required
          withAsterisk={false}
          data-autofocus
        />
        {renderExtra?.(problems)}
        <Group gap="sm">
          <Button type="submit" loading={isPending}>
            {submitLabel}
          </Button>
          {secondaryActions}
        </Group>
      </Stack>
    </form>
  )
}
