import { Text } from '@mantine/core'
import { useFormat } from '#ui/format.ts'
import { usePrinting } from '#ui/printing.ts'

/** On paper, where one cannot look at the clock: when it was printed. */
export function PrintHeader() {
  const { locale } = useFormat()
  if (!usePrinting()) return null
  const now = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date())
  return (
    <Text size="xs" c="dimmed" mb="xs">
      Scenarios, printed on {now}
    </Text>
  )
}
