/** Where a link of a mail is gone on with: it signs its user in, or says why not and what to do. */
import { Alert, Stack, Text } from '@mantine/core'
import { redirect, useLoaderData, useRevalidator } from 'react-router-dom'
import { type OpenedLink, openMailLink } from '#data/auth/open-mail-link.ts'
import type { LinkPurpose } from '#data/auth/read-mail-link.ts'
import { useSession } from '#data/auth/session.tsx'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { AuthPage } from './auth-page.tsx'
import { goalOfLink, LinkQuestion } from './link-question.tsx'

/** What came of the link, for the page; a link that signed its user in leads to the page it is for. */
export async function loadLink() {
  const opened = await openMailLink()
  return opened.status === 'done' ? redirect(goalOfLink(opened.purpose)) : opened
}

export function LinkPage() {
  const opened = useLoaderData<OpenedLink>()
  switch (opened.status) {
    case 'question':
      return <LinkQuestion link={opened} />
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
