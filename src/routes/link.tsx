/** Where a link of a mail is gone on with: it signs its user in, or says why not and what to do. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { redirect, useLoaderData, useNavigate, useRevalidator } from 'react-router-dom'
import { type OpenedLink, openMailLink } from '#data/auth/open-mail-link.ts'
import type { LinkPurpose } from '#data/auth/read-mail-link.ts'
import { useSession } from '#data/auth/session.tsx'
import { AuthPage } from '#features/auth/auth-page.tsx'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'

/** The page that a link is for. */
function goalOf(purpose: LinkPurpose) {
  return purpose === 'password' ? paths.newPassword : paths.home
}

export async function loader() {
  const opened = await openMailLink()
  return opened.status === 'done' ? redirect(goalOf(opened.purpose)) : opened
}

export function Component() {
  const opened = useLoaderData<OpenedLink>()
  switch (opened.status) {
    case 'question':
      return <Question link={opened} />
    case 'refused':
      return <Refused link={opened} />
    default:
      return (
        <AuthPage title="There is no link here">
          <Text size="sm">A link from a mail works once, and not after the page was reloaded.</Text>
          <WaysOn purpose={null} />
        </AuthPage>
      )
  }
}

function Question({ link }: { link: OpenedLink & { status: 'question' } }) {
  const { email, purpose, error: failure, accept, decline } = link
  const session = useSession()
  const navigate = useNavigate()
  const [isPending, setIsPending] = useState(false)
  const [error, setError] = useState<unknown>(failure)
  const here = session?.user.email

  async function goOn() {
    setIsPending(true)
    setError(null)
    try {
      await accept()
      navigate(goalOf(purpose), { replace: true })
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
      <Group gap="sm">
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

function Refused({
  link: { purpose, error, isKept, isOfAnotherBrowser },
}: {
  link: OpenedLink & { status: 'refused' }
}) {
  const session = useSession()
  const { revalidate, state } = useRevalidator()
  // The server looks at a mail's link before it sends the browser here; only what would sign it in is missing. But whether it
  // came from there cannot be seen: anybody can write such an address.
  const mayBeConfirmed = purpose === 'confirmation' && isOfAnotherBrowser
  return (
    <AuthPage title={mayBeConfirmed ? 'Sign in to go on' : 'This link does not work'}>
      {isKept ? (
        <ErrorState
          error={error}
          title="The link could not be checked"
          isRetrying={state === 'loading'}
          onRetry={() => void revalidate()}
        />
      ) : mayBeConfirmed ? (
        <Alert color="pine" title="The link does not sign you in here" role="status">
          It was opened in another browser than the one in which the account was created. If it came from our
          mail, the address is confirmed, and you can sign in.
        </Alert>
      ) : (
        <ErrorState error={error} title="Nothing has been changed" />
      )}
      {session && (
        <Text size="sm">
          You are still signed in as <b>{session.user.email}</b>.
        </Text>
      )}
      {!isKept && <WaysOn purpose={purpose} mayBeConfirmed={mayBeConfirmed} />}
    </AuthPage>
  )
}

function WaysOn({ purpose, mayBeConfirmed = false }: { purpose: LinkPurpose; mayBeConfirmed?: boolean }) {
  const session = useSession()
  if (session)
    return (
      <LinkButton to={paths.home} w="fit-content">
        Go to the overview
      </LinkButton>
    )
  return (
    <Stack gap="xs" align="flex-start">
      {purpose !== 'password' && (
        <>
          {!mayBeConfirmed && (
            <Text size="sm">If you wanted to confirm your address, signing in shows whether it is done.</Text>
          )}
          <LinkButton to={paths.signIn()} size="xs" variant={mayBeConfirmed ? 'filled' : 'default'}>
            Sign in
          </LinkButton>
        </>
      )}
      {purpose !== 'password' && (
        <LinkButton to={paths.confirmAddress} size="xs" variant="default">
          Send a new link to confirm the address
        </LinkButton>
      )}
      {purpose !== 'confirmation' && (
        <LinkButton to={paths.resetPassword} size="xs" variant="default">
          Send a new link to choose a password
        </LinkButton>
      )}
    </Stack>
  )
}
