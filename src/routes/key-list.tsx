/** Not an address of its own: opened by a key over whichever page one is on. */
import { KeyList, type KeyListProps } from '#features/palette/key-list.tsx'
import { tableKeys, timelineKeys } from '#features/projections/table-keys.ts'
import { reviewKeys } from '#features/review/review-keys.ts'

const groups = [reviewKeys, tableKeys, timelineKeys]

export function Component(props: Omit<KeyListProps, 'groups'>) {
  return <KeyList {...props} groups={groups} />
}
