import { Button, Fieldset, Group, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { changePassword } from '#data/auth/auth.api.ts'
import { newPasswordProblem } from '#data/auth/credential-rules.ts'
import { useUser } from '#data/auth/session.tsx'
import { supabase } from '#data/client.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { notifyDone } from '#ui/notify.tsx'

/** Changes the password of whoever is signed in. */
export function PasswordSettings() {
  const { email } = useUser()
  const form = useForm({ initialValues: { password: '' }, validate: { password: newPasswordProblem } })
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ password }: { password: string }) => changePassword(supabase, password),
    onSuccess: () => {
      form.reset()
      notifyDone('Your password is changed.')
    },
  })
  return (
    <Fieldset legend="Password">
      <form onSubmit={form.onSubmit((values) => mutate(values))} noValidate>
        <Stack gap="sm">
          {error && <ErrorState error={error} title="The password was not changed" />}
          {/* Password managers need to know whose password this is. */}
          <input type="text" name="username" autoComplete="username" value={email ?? ''} readOnly hidden />
          <PasswordInput
            {...form.getInputProps('password')}
            label="New password"
            description="At least 8 characters."
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
          />
          <Group>
            <Button type="submit" variant="default" loading={isPending}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Fieldset>
  )
}
