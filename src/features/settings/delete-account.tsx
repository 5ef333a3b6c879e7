import { Button, Fieldset, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { deleteAccount } from '#data/auth/auth.api.ts'
import { useUser } from '#data/auth/session.tsx'
import { supabase } from '#data/client.ts'
import { ErrorState } from '#ui/error-state.tsx'

/** The one thing here that cannot be undone, so it is asked twice: by a button, then by typing the e-mail. */
export function DeleteAccount() {
  const { email = '' } = useUser()
  const [isOpen, { open, close }] = useDisclosure()
  const [typed, setTyped] = useState('')
  const { mutate, isPending, error } = useMutation({ mutationFn: () => deleteAccount(supabase) })
  const isSure = typed.trim().toLowerCase() === email.toLowerCase()

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (isSure) mutate()
  }

  return (
    <Fieldset legend="Delete the account">
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex="1 1 18rem">
          Your investments, scenarios, history and settings go with it, for good.
        </Text>
        <Button variant="default" c="var(--mantine-color-error)" onClick={open}>
          Delete the account
        </Button>
      </Group>
      <Modal
        opened={isOpen}
        onClose={close}
        title="Delete the account for good?"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <form onSubmit={handleSubmit}>
          <Stack gap="sm">
            <Text size="sm">
              Everything of this account is deleted at once. It cannot be undone, and nobody can bring it
              back.
            </Text>
            {error && <ErrorState error={error} title="The account was not deleted" />}
            <TextInput
              label="Your e-mail, to be sure"
              placeholder={email}
              autoComplete="off"
              data-autofocus
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={close}>
                Keep the account
              </Button>
              <Button type="submit" color="red" disabled={!isSure} loading={isPending}>
                Delete everything
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </Fieldset>
  )
}
