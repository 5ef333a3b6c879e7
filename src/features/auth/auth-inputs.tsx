import { PasswordInput, type PasswordInputProps, TextInput, type TextInputProps } from '@mantine/core'

/** The e-mail of an account. */
export function EmailInput(props: TextInputProps) {
  return (
    <TextInput
      name="email"
      label="E-mail"
      type="email"
      autoComplete="email"
      required
      withAsterisk={false}
      {...props}
    />
  )
}

interface SecretInputProps extends PasswordInputProps {
  /** Of a new one password managers make a suggestion, and its rules are said. */
  isNew?: boolean
}

/** A password, which can be shown. */
export function SecretInput({ isNew = false, ...props }: SecretInputProps) {
  return (
    <PasswordInput
      name="password"
      autoComplete={isNew ? 'new-password' : 'current-password'}
      description={isNew ? 'At least 8 characters.' : undefined}
      visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
      required
      withAsterisk={false}
      {...props}
    />
  )
}
