import { Box, MantineProvider } from '@mantine/core'
import { useEffect, useState } from 'react'
import { appError } from '#data/errors.ts'
import { settingProblems } from '#lib/settings.ts'
import { tellConsole } from '#lib/tell-console.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { cssVariables, theme } from './theme.ts'

/** The whole page of an app that was built without knowing where its data are. */
export function Misconfigured() {
  const [error] = useState(() =>
    appError('unexpected', {
      message: settingProblems(import.meta.env).join(' '),
      hint: 'Whoever runs this site: set it in the environment or in .env.production.local, and build again.',
    }),
  )
  useEffect(() => tellConsole(error), [error])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Box component="main" p="lg" maw={720} mx="auto">
        <ErrorState error={error} title="Scenarios is not set up" />
      </Box>
    </MantineProvider>
  )
}
