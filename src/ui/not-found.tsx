import { Group } from '@mantine/core'
import { IconMapPinQuestion } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { EmptyState } from './empty-state.tsx'
import { Page } from './page.tsx'

interface NotFoundProps {
  title?: string
  children?: ReactNode
  /** Ways on, as links. */
  actions: ReactNode
}

/** For an address that leads nowhere and for a row that is gone or belongs to someone else: the two look alike on purpose. */
export function NotFound({ title = 'Nothing here', children, actions }: NotFoundProps) {
  return (
    <Page title={title} heading={<span />}>
      <EmptyState
        icon={<IconMapPinQuestion size={32} />}
        title={title}
        level={1}
        actions={<Group>{actions}</Group>}
      >
        {children ?? 'It may have been deleted, or the address has a typing error.'}
      </EmptyState>
    </Page>
  )
}
