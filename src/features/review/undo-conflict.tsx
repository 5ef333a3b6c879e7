import { Radio, Stack } from '@mantine/core'
import type { Conflict, Decision } from '#data/applications/decisions.ts'
import type { PlanField, Resolution } from '#data/shapes/plan.ts'
import { fieldLabel } from '#domain/instances/catalogue.ts'
import { OwnValue } from '#fields/own-value.tsx'
import { hasOtherValues, useOwnChoice } from '#fields/use-own-choice.ts'

interface UndoConflictProps {
  conflict: Conflict
  decision: Decision | undefined
  words: (value: PlanField['base']) => string
  canDecide: boolean
  onDecide: (resolution: Resolution | null) => void
}

/** One field that has changed since the apply: what it is to be now. */
export function UndoConflict({ conflict, decision, words, canDecide, onDecide }: UndoConflictProps) {
  const { kind } = conflict.item
  const { field, base, current, proposed } = conflict.field
  const { mode, initial, choose, enter } = useOwnChoice(decision?.choice, onDecide)
  return (
    <div>
      <Radio.Group
        label={`${fieldLabel(kind, field)} has changed since`}
        description={`The apply had set it to ${words(base)}.`}
        value={mode}
        onChange={choose}
      >
        <Stack gap={6} mt={6}>
          <Radio value="current" disabled={!canDecide} label={`Keep it as it is now: ${words(current)}`} />
          <Radio value="proposed" disabled={!canDecide} label={`Set it back to: ${words(proposed)}`} />
          {hasOtherValues(kind, field) && <Radio value="value" disabled={!canDecide} label="Another value" />}
        </Stack>
      </Radio.Group>
      {mode === 'value' && <OwnValue kind={kind} field={field} initial={initial} onChange={enter} />}
    </div>
  )
}
