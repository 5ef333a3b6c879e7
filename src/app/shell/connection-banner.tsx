import { Alert, Button, Group } from '@mantine/core'
import { useNetwork } from '@mantine/hooks'
import { IconWifiOff } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useFormat } from '#ui/format.ts'
import { tellShownError } from '#ui/shown-errors.ts'
import { useOutage } from './use-outage.ts'

/** Says once, on every page, that what it shows may be old, because nothing newer can be had. */
export function ConnectionBanner() {
  const { online } = useNetwork()
  const outage = useOutage()
  const { locale } = useFormat()
  const queryClient = useQueryClient()
  const [isRetrying, setIsRetrying] = useState(false)
  const error = outage?.error
  useEffect(() => {
    if (error) tellShownError(error)
  }, [error])
  if (online && outage === null) return null

  async function retry() {
    setIsRetrying(true)
    await queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.error !== null })
    setIsRetrying(false)
  }

  const age =
    outage === null
      ? 'What you see may be old.'
      : `What you see was read ${at(outage.since, locale)} and may be old.`
  return (
    <Alert
      color="yellow"
      icon={<IconWifiOff aria-hidden />}
      mb="md"
      role="status"
      title={online ? 'The server cannot be reached' : 'You are offline'}
    >
      {age} What you type stays here until you can save it.
      {online && (
        <Group mt="sm">
          <Button size="xs" variant="default" loading={isRetrying} onClick={() => void retry()}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  )
}

/** "at 10:05 am", "on 20 Nov 2026, 10:05 am". */
function at(date: Date, locale: string): string {
  if (date.toDateString() === new Date().toDateString())
    return `at ${new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(date)}`
  return `on ${new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date)}`
}
