import { Text } from '@mantine/core'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { usePrinting } from '#ui/printing.ts'

/** On paper, where one cannot look at the clock: when it was printed. */
export function PrintHeader() {
  const { locale } = usePreferences()
  if (!usePrinting()) return null
  const now = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date())
  return (
    <Text size="xs" c="dimmed" mb="xs">
      Scenarios, printed on {now}
    </Text>
  )
}
