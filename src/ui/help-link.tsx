import { Anchor, VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'

/** Leads to a topic of the help page (`paths.helpTopic`), in a tab of its own: whoever is stuck is in the midst of something. */
export function HelpLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Anchor
      href={to}
      target="_blank"
      rel="noopener"
      underline="always"
      inherit
      c="inherit"
      className="no-print"
    >
      {children}
      <VisuallyHidden> (in a new tab)</VisuallyHidden>
    </Anchor>
  )
}
