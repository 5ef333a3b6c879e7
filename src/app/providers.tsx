import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { SessionProvider } from '#data/auth/session.tsx'
import { usePrinting } from '#ui/printing.ts'
import { hasUnsavedWork } from '#ui/unsaved-work.ts'
import { cssVariables, theme } from './theme.ts'

/** What signing in needs already; the rest comes with the frame of the app (shell/app-layout.tsx). */
export function Providers({ children }: { children: ReactNode }) {
  const isPrinting = usePrinting()
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      // Paper is white.
      {...(isPrinting && { forceColorScheme: 'light' as const })}
    >
      <SessionProvider isHeld={hasUnsavedWork}>{children}</SessionProvider>
    </MantineProvider>
  )
}
