import { Button, Modal, Stack, Text } from '@mantine/core'
import { signIn } from '#data/auth/auth.api.ts'
import { supabase } from '#data/client.ts'
import { PasswordForm } from './password-form.tsx'

interface SignInAgainProps {
  email: string
  /** Whoever the browser is signed in as meanwhile, in another tab; null when it is nobody. */
  somebodyElse: string | null
  isOpen: boolean
  /** Gives up what was typed and goes to the page for signing in. */
  onLeave: () => void
}

/** Shown over whichever page holds unsaved work when its user's session ends. */
export function SignInAgain({ email, somebodyElse, isOpen, onLeave }: SignInAgainProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={() => {}}
      title="Sign in again to go on"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      // The page behind belongs to somebody who is not signed in: not to be read over a shoulder.
      overlayProps={{ backgroundOpacity: 0.7, blur: 12 }}
      zIndex={400}
    >
      <Stack gap="md">
        <Text size="sm">
          {somebodyElse === null ? (
            'Your session has ended.'
          ) : (
            <>
              In another tab, this browser was signed in as <b>{somebodyElse}</b>. Nothing of this page is
              shown or sent to them.
            </>
          )}{' '}
          What you typed is still on the page behind this, and you can save it as soon as you are signed in as{' '}
          <b>{email}</b>.{somebodyElse !== null && ' The other tab then is, too.'}
        </Text>
        <PasswordForm
          email={email}
          submitLabel="Sign in"
          failed="You are not signed in"
          onSubmit={(password) => signIn(supabase, { email, password })}
          secondaryActions={
            <Button variant="subtle" color="red" onClick={onLeave}>
              Leave without saving
            </Button>
          }
        />
      </Stack>
    </Modal>
  )
}
