import { Text } from '@mantine/core'
import type { MoneyFormat } from '#domain/money/format.ts'
import { Amount } from '#fields/amount.tsx'
import { overRowLink } from '#ui/row-link.tsx'
import type { WorthText } from './worth-now.ts'

/** What a holding is worth now; below it, small, what was entered where that is something else. */
export function ValueCell({ now, entered, format }: WorthText & { format: MoneyFormat }) {
  return (
    <div className={overRowLink} style={{ display: 'inline-block', overflowWrap: 'anywhere' }}>
      {typeof now === 'string' ? (
        <Text span inherit c="dimmed">
          {now}
        </Text>
      ) : (
        <Amount amount={now} format={format} />
      )}
      {entered && (
        <Text size="xs" c="dimmed">
          {entered}
        </Text>
      )}
    </div>
  )
}
