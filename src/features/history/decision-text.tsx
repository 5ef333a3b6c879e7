import { Text } from '@mantine/core'
import type { PlanField } from '#data/shapes/plan.ts'
import { formatMergeField } from '#domain/instances/format.ts'
import type { InstanceKind, Scalar } from '#domain/instances/types.ts'
import { useFormat } from '#ui/format.ts'
import { decisionOf } from './item-fields.ts'

interface DecisionTextProps {
  kind: InstanceKind
  merge: PlanField | null
}

const decisions = {
  current: 'Kept what reality said',
  proposed: 'Took what was proposed',
  own: 'Took a value you entered',
} as const

/** How a conflict of a field was decided, and between what. */
export function DecisionText({ kind, merge }: DecisionTextProps) {
  const format = useFormat()
  if (merge?.outcome !== 'conflict') return null
  const decision = decisionOf(merge)
  const words = (value: PlanField['base']) =>
    value !== null && typeof value === 'object'
      ? value.name
      : formatMergeField(kind, merge.field, value as Scalar | null, format)
  return (
    <>
      <Text size="sm">{decision ? decisions[decision] : 'Was not decided'}</Text>
      <Text size="xs" c="dimmed">
        When copied: {words(merge.base)} · Now: {words(merge.current)} · Proposed: {words(merge.proposed)}
      </Text>
    </>
  )
}
