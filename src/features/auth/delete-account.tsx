import { Button, Fieldset, Group, Modal, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import { deleteAccount } from '#data/auth/auth.api.ts'
import { useUser } from '#data/auth/session.tsx'
import { supabase } from '#data/client.ts'
import { useWrite } from '#data/writes.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { SendingForm } from '#ui/sending-form.tsx'

/** Deletes the account. It cannot be undone, so it is asked twice: by a button, then by typing the e-mail. */
export function DeleteAccount() {
  const [isOpen, { open, close }] = useDisclosure()
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
        <DeleteAccountForm onCancel={close} />
      </Modal>
    </Fieldset>
  )
}

function DeleteAccountForm({ onCancel }: { onCancel: () => void }) {
  const { email = '' } = useUser()
  const [typed, setTyped] = useState('')
  const deleting = useWrite(
    { mutationFn: () => deleteAccount(supabase) },
    { failed: 'The account was not deleted' },
  )
  const isSure = typed.trim().toLowerCase() === email.toLowerCase()

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (isSure) deleting.mutate()
  }

  return (
    <SendingForm
      isSending={deleting.isPending}
      onSubmit={handleSubmit}
      foot={
        <>
          {deleting.error !== null && <ErrorState error={deleting.error} title={deleting.failed} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onCancel}>
              Keep the account
            </Button>
            <Button type="submit" color="red" disabled={!isSure} loading={deleting.isPending}>
              Delete everything
            </Button>
          </Group>
        </>
      }
    >
      <Text size="sm">
        Everything of this account is deleted at once. It cannot be undone, and nobody can bring it back.
      </Text>
      <TextInput
        label="Your e-mail, to be sure"
        placeholder={email}
        autoComplete="off"
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </SendingForm>
  )
}
