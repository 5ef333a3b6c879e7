import { Text } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { Amount } from '#fields/amount.tsx'
import { overRowLink } from '#ui/row-link.tsx'
import type { WorthText } from './worth-now.ts'

/** What a holding is worth now; below it, small, what was entered where that is something else. */
export function ValueCell({ now, isAMonth, entered, isOld }: WorthText) {
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
        <Text size="xs" {...(isOld ? { fw: 600 } : { c: 'dimmed' })}>
          {isOld && <IconClock size={12} aria-hidden style={{ verticalAlign: '-2px', marginRight: 4 }} />}
          {entered}
        </Text>
      )}
    </div>
  )
}
