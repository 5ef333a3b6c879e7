import { Anchor, Group } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'

/** Above a page's heading: to the page that it belongs to. */
export function BackLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Group className="no-print">
      <Anchor
        component={Link}
        to={to}
        size="sm"
        style={{ display: 'inline-flex', alignItems: 'center', gap: 4, overflowWrap: 'anywhere' }}
      >
        <IconArrowLeft size={14} aria-hidden style={{ flex: 'none' }} />
        {children}
      </Anchor>
    </Group>
  )
}
