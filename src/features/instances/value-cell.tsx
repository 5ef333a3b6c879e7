import { Text } from '@mantine/core'
import { overRowLink } from '#ui/row-link.tsx'
import type { WorthText } from './worth-now.ts'

/** What a holding is worth now; below it, small, what was entered where that is something else. */
export function ValueCell({ now, isAbsent, entered }: WorthText) {
  return (
    <div className={overRowLink} style={{ display: 'inline-block' }}>
      <Text span inherit {...(isAbsent ? { c: 'dimmed' } : {})}>
        {now}
      </Text>
      {entered && (
        <Text size="xs" c="dimmed">
          {entered}
        </Text>
      )}
    </div>
  )
}
