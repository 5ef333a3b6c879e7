import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useFocusOnArrival } from './page-heading.ts'

interface PageProps {
  title: string
  /** Names the document where the heading would not tell it from another page. */
  documentTitle?: string
  /** Replaces the plain heading, for instance to edit it in place. */
  heading?: ReactNode
  description?: ReactNode
  /** Buttons on the right of the heading. */
  actions?: ReactNode
  /** Where this page hangs, above the heading. */
  breadcrumbs?: ReactNode
  children: ReactNode
}

/** The frame of every page behind sign-in: document title, one main heading, actions, content. */
export function Page(props: PageProps) {
  const { title, documentTitle = title, heading, description, actions, breadcrumbs, children } = props
  useDocumentTitle(`${documentTitle} · Scenarios`)
  useFocusOnArrival()
  return (
    <Stack gap="lg" maw={1240} mx="auto">
      <Box>
        {breadcrumbs}
        <Group justify="space-between" align="flex-start" gap="sm">
          <Box style={{ flex: '1 1 18rem', minWidth: 0 }}>
            {heading ?? (
              <Title order={1} fz={{ base: 'h2', sm: 'h1' }} style={{ overflowWrap: 'anywhere' }}>
                {title}
              </Title>
            )}
            {description && (
              <Text c="dimmed" mt={4}>
                {description}
              </Text>
            )}
          </Box>
          {actions && (
            <Group gap="xs" className="no-print">
              {actions}
            </Group>
          )}
        </Group>
      </Box>
      {children}
    </Stack>
  )
}
