import { Box, Center, Group, Paper, Stack, Text } from '@mantine/core'
import { Navigate, Outlet, useLocation, useSearchParams } from 'react-router-dom'
import { useSession } from '#data/auth/session.tsx'
import { paths, safeNext } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { Logo } from '#ui/logo.tsx'
import { useServerCheck } from './use-server-check.ts'

/** The links of mails sign their user in on the way, and may be opened by whoever is signed in already. */
const forEverybody: readonly string[] = [paths.newPassword, paths.confirmAddress, paths.mailLink]

/** The frame of signing in; whoever is signed in already goes on to where they wanted to go. */
export function AuthLayout() {
  const session = useSession()
  const [parameters] = useSearchParams()
  const { pathname } = useLocation()
  const { problem, isAsking, ask } = useServerCheck()
  if (session && !forEverybody.includes(pathname))
    return <Navigate to={safeNext(parameters.get('next'))} replace />
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={420} gap="lg">
        <Group justify="center">
          <Logo />
        </Group>
        {problem && (
          <ErrorState
            error={problem}
            title="Scenarios cannot be used at the moment"
            isRetrying={isAsking}
            {...(['offline', 'busy'].includes(problem.code) && { onRetry: ask })}
          />
        )}
        <Paper withBorder p={{ base: 'lg', sm: 'xl' }}>
          <Outlet />
        </Paper>
        <Box ta="center">
          <Text size="sm" c="dimmed">
            Experiment safely with copies of your investments, then apply what you decide.
          </Text>
        </Box>
      </Stack>
    </Center>
  )
}
