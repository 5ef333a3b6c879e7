import { Alert } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import type { Instance } from '#data/instances/instance.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { isStale } from '#domain/instances/stated-month.ts'
import { paths } from '#lib/paths.ts'
import { useFormat } from '#ui/format.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { ageText } from './stale-amounts.ts'

/** Says on the page of an investment that its amounts are old. */
export function OldAmounts({ row }: { row: Instance }) {
  const { staleAfter } = usePreferences()
  const { locale } = useFormat()
  const [today] = useState(() => currentMonth(new Date()))
  if (!isStale(row, today, staleAfter)) return null
  return (
    <Alert
      color="yellow"
      icon={<IconClock aria-hidden />}
      title={`${ageText(row, today, locale)}: these amounts are old`}
      className="no-print"
    >
      <LinkButton to={paths.updateAmounts} size="xs" variant="default">
        Update amounts
      </LinkButton>
    </Alert>
  )
}
