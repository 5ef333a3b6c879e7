import { Text } from '@mantine/core'
import type { PlanField } from '#data/shapes/plan.ts'
import type { InstanceKind } from '#domain/instances/types.ts'
import { MergeFieldValue } from '#fields/field-value.tsx'
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
  if (merge?.outcome !== 'conflict') return null
  const decision = decisionOf(merge)
  const { field, base, current, proposed } = merge
  const value = (of: PlanField['base']) => (
    <MergeFieldValue kind={kind} field={field} value={of} beside={[base, current, proposed]} />
  )
  return (
    <>
      <Text size="sm">{decision ? decisions[decision] : 'Was not decided'}</Text>
      <Text size="xs" c="dimmed">
        When copied: {value(base)} · Now: {value(current)} · Proposed: {value(proposed)}
      </Text>
    </>
  )
}
