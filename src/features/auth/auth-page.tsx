import { Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'

/** One step of signing in: its heading, its form, and the way to the other steps. */
export function AuthPage({
  title,
  children,
  footer,
}: {
  title: string
  children: ReactNode
  footer?: ReactNode
}) {
  useDocumentTitle(`${title} · Scenarios`)
  return (
    <Stack gap="md">
      <Title order={1} fz="h2">
        {title}
      </Title>
      {children}
      {footer && <Text size="sm">{footer}</Text>}
    </Stack>
  )
}
