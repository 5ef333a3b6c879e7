import { Button, Group, Stack, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import type { OpenedLink } from '#data/auth/open-mail-link.ts'
import type { LinkPurpose } from '#data/auth/read-mail-link.ts'
import { useSession } from '#data/auth/session.tsx'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { useFocusGivenBack } from '#ui/focus-given-back.ts'
import { AuthPage } from './auth-page.tsx'

/** The page that a link is for. */
export function goalOfLink(purpose: LinkPurpose) {
  return purpose === 'password' ? paths.newPassword : paths.home
}

/** Asks whoever is before the browser whether it goes on as the link's user. */
export function LinkQuestion({ link }: { link: OpenedLink & { status: 'question' } }) {
  const { email, purpose, error: failure, accept, decline } = link
  const session = useSession()
  const navigate = useNavigate()
  const [isPending, setIsPending] = useState(false)
  const [error, setError] = useState<unknown>(failure)
  const buttons = useRef<HTMLDivElement>(null)
  useFocusGivenBack(buttons, isPending)
  const here = session?.user.email

  async function goOn() {
    setIsPending(true)
    setError(null)
    try {
      await accept()
      navigate(goalOfLink(purpose), { replace: true })
    } catch (again) {
      setError(again)
      setIsPending(false)
    }
  }

  function leave() {
    // Whether the server hears of it or not, nothing of the link is kept here.
    void decline()
    navigate(here ? paths.home : paths.signIn(), { replace: true })
  }

  return (
    <AuthPage title={here ? 'Go on as somebody else?' : 'Is this you?'}>
      {error !== null && <ErrorState error={error} title="You are not signed in by the link" />}
      <Stack gap="xs">
        <Text size="sm">
          The link you opened signs this browser in as <b>{email}</b>
          {purpose === 'password' && ', to choose a new password'}.
          {here && (
            <>
              {' '}
              You are signed in as <b>{here}</b>, and nothing has changed yet.
            </>
          )}
        </Text>
        <Text size="sm">
          Go on only if this is an account of yours. What you enter in somebody else’s account, they can read.
        </Text>
      </Stack>
      <Group ref={buttons} gap="sm">
        <Button variant={here ? 'default' : 'filled'} loading={isPending} onClick={() => void goOn()}>
          {here ? 'Go on with the link' : 'Yes, go on'}
        </Button>
        <Button variant={here ? 'filled' : 'default'} disabled={isPending} onClick={leave}>
          {here ? 'Stay signed in as I am' : 'This is not me'}
        </Button>
      </Group>
    </AuthPage>
  )
}
