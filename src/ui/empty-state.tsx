import { Center, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon: ReactNode
  title: string
  /** The heading's level: 1 where the page has no other. */
  level?: 1 | 2
  children: ReactNode
  /** What to do now, the main one first. */
  actions?: ReactNode
}

/** Shown where there is nothing yet: what belongs here and how to begin. */
export function EmptyState({ icon, title, level = 2, children, actions }: EmptyStateProps) {
  return (
    <Center py={{ base: 'xl', sm: 64 }}>
      <Stack align="center" gap="sm" maw={460} ta="center">
        <ThemeIcon variant="light" size={64} radius="xl" aria-hidden>
          {icon}
        </ThemeIcon>
        <Title order={level} fz="h3">
          {title}
        </Title>
        <Text c="dimmed">{children}</Text>
        {actions && (
          <Group justify="center" gap="sm" mt="xs">
            {actions}
          </Group>
        )}
      </Stack>
    </Center>
  )
}
