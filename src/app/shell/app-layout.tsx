import { AppShell, Box, Burger, Group, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ModalsProvider } from '@mantine/modals'
import { Notifications, notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, type Location, Navigate, Outlet, ScrollRestoration, useLocation } from 'react-router-dom'
import { useSessionState, useTakeOver } from '#data/auth/session.tsx'
import { appError } from '#data/errors.ts'
import { paths } from '#lib/paths.ts'
import { keepTabDraftsOf } from '#lib/tab-drafts.ts'
import { Component as FirstUse } from '#routes/first-use.tsx'
import { Component as SignInAgain } from '#routes/sign-in-again.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { Logo } from '#ui/logo.tsx'
import { giveUpUnsavedWork, useHasUnsavedWork } from '#ui/unsaved-work.ts'
import { PageLoader } from '../page-loader.tsx'
import { createQueryClient } from '../query-client.ts'
import { ShareUsage } from '../telemetry/share-usage.tsx'
import { useEventLog } from '../telemetry/use-event-log.ts'
import { AppNavigation } from './app-navigation.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { NeedsDatabase } from './needs-database.tsx'
import { PreferredFormat } from './preferred-format.tsx'
import { PrintHeader } from './print-header.tsx'
import { ProfileEffects } from './profile-effects.tsx'
import { QuickKeys } from './quick-keys.tsx'
import { UserMenu } from './user-menu.tsx'

/**
 * Lets in whoever is signed in, with a query cache of their own: what one user has loaded is never shown to the next.
 * A session that ends under unsaved work, or becomes somebody else's, does not take it along: the page waits for its user
 * to sign in again.
 */
export function AppLayout() {
  const { session, user, isServerAway } = useSessionState()
  const takeOver = useTakeOver()
  const { pathname, search, hash } = useLocation()
  const isHeld = useHasUnsavedWork()
  const [first] = useState(user)
  const [isSignOutUnheard, setIsSignOutUnheard] = useState(false)
  const isOver = session === null && !isHeld
  const somebodyElse = session && session.user.id !== user?.id ? session.user : null
  const isTakenOver = somebodyElse !== null && !isHeld

  useEffect(() => {
    if (isOver) keepTabDraftsOf(null)
  }, [isOver])
  useEffect(() => {
    if (isTakenOver) takeOver()
  }, [isTakenOver, takeOver])

  if (session === undefined) return isServerAway ? <ServerAway /> : <PageLoader />
  if (user === null || isOver)
    return (
      <Navigate
        to={paths.signIn(pathname + search + hash)}
        state={{ isServerAway: isSignOutUnheard }}
        replace
      />
    )
  if (isTakenOver) return <PageLoader />
  return (
    <Queries
      key={user.id}
      email={user.email ?? ''}
      userId={user.id}
      isSignedOut={session === null || somebodyElse !== null}
      somebodyElse={somebodyElse?.email ?? null}
      // In another tab: the address may be of something that is not theirs.
      isNextUser={first !== null && first.id !== user.id}
      onServerAway={() => setIsSignOutUnheard(true)}
    />
  )
}

/** The session has to be renewed before anything can be read. */
function ServerAway() {
  return (
    <Box component="main" p="lg" maw={720} mx="auto">
      <ErrorState
        error={appError('offline', { hint: 'You are still signed in. Check your connection and try again.' })}
        title="Your pages could not be loaded"
        onRetry={() => window.location.reload()}
      />
    </Box>
  )
}

interface QueriesProps {
  userId: string
  email: string
  isSignedOut: boolean
  somebodyElse: string | null
  isNextUser: boolean
  onServerAway: () => void
}

function Queries({ userId, email, isSignedOut, somebodyElse, isNextUser, onServerAway }: QueriesProps) {
  useEventLog(userId)
  const [queryClient] = useState(createQueryClient)
  // What was read meanwhile was refused.
  useEffect(() => {
    if (!isSignedOut) void queryClient.invalidateQueries({ predicate: ({ state }) => state.error !== null })
  }, [isSignedOut, queryClient])
  // Notices speak of what the last user did, and live longer than the page.
  useEffect(
    () => () => {
      notifications.cleanQueue()
      notifications.clean()
    },
    [],
  )
  return (
    <QueryClientProvider client={queryClient}>
      {isNextUser && <Navigate to={paths.home} replace />}
      <ShareUsage />
      <PreferredFormat>
        <Frame email={email} onServerAway={onServerAway} />
      </PreferredFormat>
      <SignInAgain
        email={email}
        somebodyElse={somebodyElse}
        isOpen={isSignedOut}
        onLeave={giveUpUnsavedWork}
      />
    </QueryClientProvider>
  )
}

/** The frame of every page behind sign-in. */
function Frame({ email, onServerAway }: Pick<QueriesProps, 'email' | 'onServerAway'>) {
  const { pathname } = useLocation()
  const [isOpen, { toggle, close }] = useDisclosure()

  // biome-ignore lint/correctness/useExhaustiveDependencies: moving to another page closes the menu on phones
  useEffect(close, [pathname, close])

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', sm: 'lg' }}
    >
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label="Navigation"
              aria-expanded={isOpen}
            />
            <UnstyledButton component={Link} to={paths.home} aria-label="Scenarios, overview">
              <Logo />
            </UnstyledButton>
          </Group>
          <Group gap="sm" wrap="nowrap">
            <QuickKeys />
            <UserMenu email={email} onServerAway={onServerAway} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label="Main">
        <AppNavigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <ProfileEffects />
        <PrintHeader />
        <ConnectionBanner />
        <ModalsProvider modalProps={{ closeButtonProps: { 'aria-label': 'Close' } }}>
          <NeedsDatabase>
            <FirstUse>
              <Outlet />
            </FirstUse>
          </NeedsDatabase>
        </ModalsProvider>
      </AppShell.Main>
      {/* Above the bar with the buttons of a page that has one. */}
      <Notifications position="bottom-right" limit={4} mb="var(--bar-room, 0px)" />
      <ScrollRestoration getKey={placeOf} />
    </AppShell>
  )
}

/** Every page that the browser loads itself has the key `default`: where one was scrolled to says nothing of the next. */
function placeOf({ key, pathname, hash }: Location) {
  return key === 'default' ? pathname + hash : key
}
