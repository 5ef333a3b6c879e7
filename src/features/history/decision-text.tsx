import { Text } from '@mantine/core'
import type { PlanField } from '#data/shapes/plan.ts'
import type { Entity } from '#domain/instances/types.ts'
import { PlannedValue } from '#editing/planned-value.tsx'
import { type Reviewed, sideLabels } from '#fields/side-labels.ts'
import { decisionOf, isDecided } from './item-fields.ts'

interface DecisionTextProps {
  /** What it was decided for. */
  of: Reviewed
  kind: Entity
  merge: PlanField | null
}

const decisions = {
  current: { apply: 'Kept what reality said', undo: 'Kept what was there' },
  proposed: { apply: 'Took what was proposed', undo: 'Set it back' },
  later: { apply: 'Left for later', undo: 'Left as it was' },
  own: { apply: 'Took a value you entered', undo: 'Took a value you entered' },
} as const

/** How a field was decided, and between what. */
export function DecisionText({ of, kind, merge }: DecisionTextProps) {
  if (!isDecided(merge)) return null
  const decision = decisionOf(merge)
  const labels = sideLabels[of]
  const { field, base, current, proposed } = merge
  const value = (of: PlanField['base']) => (
    <PlannedValue kind={kind} field={field} value={of} beside={[base, current, proposed]} />
  )
  return (
    <>
      <Text size="sm">
        {decision ? decisions[decision][of === 'apply' ? 'apply' : 'undo'] : 'Was not decided'}
      </Text>
      <Text size="xs" c="dimmed">
        {labels.base}: {value(base)} · {labels.current}: {value(current)} · {labels.proposed}:{' '}
        {value(proposed)}
      </Text>
    </>
  )
}
