import { Paper, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

interface FigureCardProps {
  label: string
  figure: ReactNode
  /** What to compare it with, or when it happens. */
  children?: ReactNode
  isBad?: boolean
}

/** One number that matters, with what it means. */
export function FigureCard({ label, figure, children, isBad = false }: FigureCardProps) {
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }} h="100%">
      <Stack gap={2}>
        <Text size="sm" c="dimmed">
          {label}
        </Text>
        <Text
          fz={{ base: 19, sm: 24 }}
          fw={650}
          lh={1.25}
          {...(isBad ? { c: 'var(--mantine-color-error)' } : {})}
        >
          {figure}
        </Text>
        {children && (
          <Text size="sm" c="dimmed" component="div">
            {children}
          </Text>
        )}
      </Stack>
    </Paper>
  )
}
