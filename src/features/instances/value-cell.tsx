import { Text } from '@mantine/core'
import { Amount } from '#fields/amount.tsx'
import { overRowLink } from '#ui/row-link.tsx'
import type { WorthText } from './worth-now.ts'

/** What a holding is worth now; below it, small, what was entered where that is something else. */
export function ValueCell({ now, isAMonth, entered }: WorthText) {
  return (
    <div className={overRowLink} style={{ display: 'inline-block', overflowWrap: 'anywhere' }}>
      {typeof now === 'string' ? (
        <Text span inherit c="dimmed">
          {now}
        </Text>
      ) : (
        <>
          <Amount amount={now} />
          {isAMonth && ' a month'}
        </>
      )}
      {entered && (
        <Text size="xs" c="dimmed">
          {entered}
        </Text>
      )}
    </div>
  )
}
