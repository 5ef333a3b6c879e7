import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useFocusGivenBack } from './focus-given-back.ts'
import { tellShownError } from './shown-errors.ts'

interface ErrorStateProps {
  /** Any error; one with a `hint` says what to do next. */
  error: unknown
  /** What could not be done, as a heading. */
  title?: string
  /** Said in place of the error's own words, where more is known than it knows. */
  words?: string | undefined
  onRetry?: () => void
  isRetrying?: boolean
  children?: ReactNode
}

/** What happened, what stands, and what to do next. */
export function ErrorState({
  error,
  title = 'This could not be loaded',
  words,
  onRetry,
  isRetrying = false,
  children,
}: ErrorStateProps) {
  const retry = useRef<HTMLButtonElement>(null)
  useFocusGivenBack(retry, isRetrying)
  const { message, hint } = describeError(error)
  useEffect(() => tellShownError(error), [error])
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={title} role="alert">
      <Text size="sm">{words ?? [message, hint].filter(Boolean).join(' ')}</Text>
      {(onRetry || children) && (
        <Group mt="sm" gap="xs">
          {onRetry && (
            <Button
              ref={retry}
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={14} aria-hidden />}
              loading={isRetrying}
              onClick={onRetry}
            >
              Try again
            </Button>
          )}
          {children}
        </Group>
      )}
    </Alert>
  )
}

/** The words of an error; errors that were never meant for people get plain ones. */
export function describeError(error: unknown): { message: string; hint: string | null } {
  if (error instanceof Error && 'code' in error && 'hint' in error)
    return { message: error.message, hint: typeof error.hint === 'string' ? error.hint : null }
  return { message: 'Something went wrong on our side.', hint: 'Try again.' }
}
