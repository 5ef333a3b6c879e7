import { Alert, Group, Text } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { ageInWords } from '#domain/calendar/age-in-words.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { counted } from '#lib/counted.ts'
import { paths } from '#lib/paths.ts'
import { useFormat } from '#ui/format.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { ageText, staleAmong } from './stale-amounts.ts'

const mostNamed = 3

/** Says whose amounts are old, and leads to where they are brought up to date; nothing where none are. */
export function StaleNotice() {
  const { data } = useQuery(instancesQuery)
  const { staleAfter } = usePreferences()
  const { locale } = useFormat()
  const [today] = useState(() => currentMonth(new Date()))
  const old = staleAmong(data ?? [], today, staleAfter)
  const [oldest] = old
  if (!oldest) return null
  const names = old.slice(0, mostNamed).map(({ name }) => name)
  const others = old.length - names.length
  const said = new Intl.ListFormat('en', { type: 'conjunction' }).format([
    ...names,
    ...(others > 0 ? [counted(others, 'other')] : []),
  ])
  return (
    <Alert
      color="yellow"
      icon={<IconClock aria-hidden />}
      title={`${counted(old.length, 'investment has', 'investments have')} amounts older than ${ageInWords(staleAfter)}`}
      className="no-print"
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm" style={{ flex: '1 1 18rem', overflowWrap: 'anywhere' }}>
          {said}. {old.length > 1 ? `The oldest: ${oldest.name}, ` : ''}
          {old.length > 1 ? lowerFirst(ageText(oldest, today, locale)) : ageText(oldest, today, locale)}.
        </Text>
        <LinkButton to={paths.updateAmounts} size="xs" variant="default">
          Update amounts
        </LinkButton>
      </Group>
    </Alert>
  )
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
