import { AppShell, Burger, Group, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, Navigate, Outlet, ScrollRestoration, useLocation } from 'react-router-dom'
import { useSession } from '#data/auth/session.tsx'
import { paths } from '#lib/paths.ts'
import { Logo } from '#ui/logo.tsx'
import { PageLoader } from '../page-loader.tsx'
import { createQueryClient } from '../query-client.ts'
import { AppNavigation } from './app-navigation.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { ProfileEffects } from './profile-effects.tsx'
import { UserMenu } from './user-menu.tsx'

/** Lets in whoever is signed in, with a query cache of his own: what one user has loaded is never shown to the next. */
export function AppLayout() {
  const session = useSession()
  const { pathname, search } = useLocation()
  if (session === undefined) return <PageLoader />
  if (session === null) return <Navigate to={paths.signIn(pathname + search)} replace />
  return <Queries key={session.user.id} email={session.user.email ?? ''} />
}

function Queries({ email }: { email: string }) {
  const [queryClient] = useState(createQueryClient)
  return (
    <QueryClientProvider client={queryClient}>
      <Frame email={email} />
    </QueryClientProvider>
  )
}

/** The frame of every page behind sign-in. */
function Frame({ email }: { email: string }) {
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
          <UserMenu email={email} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label="Main">
        <AppNavigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <ProfileEffects />
        <ConnectionBanner />
        <ModalsProvider modalProps={{ closeButtonProps: { 'aria-label': 'Close' } }}>
          <Outlet />
        </ModalsProvider>
      </AppShell.Main>
      <Notifications position="bottom-right" limit={4} />
      <ScrollRestoration />
    </AppShell>
  )
}
