import { Badge, Box, Group, Radio, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Conflict, Decision } from '#data/applications/decisions.ts'
import { isTwinField, type PlanField, type Resolution } from '#data/shapes/plan.ts'
import { fieldLabel, nounOf } from '#domain/instances/catalogue.ts'
import { OwnValue } from '#fields/own-value.tsx'
import { hasOtherValues, useOwnChoice } from '#fields/use-own-choice.ts'
import { PlanValue } from './field-changes.tsx'
import classes from './review.module.css'
import { TwinDescription, TwinDifferences, TwinOptions } from './twin-question.tsx'

/** What asks: an apply, an undo of one, or an undo of an undo, which applies again. */
type Asking = 'apply' | 'undo' | 'redo'

interface ConflictChoiceProps {
  asking: Asking
  conflict: Conflict
  decision: Decision | undefined
  isDisabled: boolean
  onDecide: (resolution: Resolution | null) => void
}

/**
 * One field that both sides changed: its values, and which one is to stand. Or the whole investment, where it was
 * deleted in reality or is there already.
 */
export function ConflictChoice({ asking, conflict, decision, isDisabled, onDecide }: ConflictChoiceProps) {
  const { item, field } = conflict
  const { mode, initial, choose, enter } = useOwnChoice(decision?.choice, onDecide)
  const isTwin = isTwinField(field)
  const { title, description, current, proposed } = questionOf(conflict, asking)
  return (
    <>
      <Radio.Group
        value={mode}
        onChange={choose}
        label={
          <Group gap="xs" component="span">
            {isTwin ? 'You may have this already' : title}
            {asking === 'apply' && !decision && !isDisabled && (
              <Badge
                color="orange"
                variant="light"
                size="sm"
                tt="none"
                classNames={{ label: classes.attention ?? '' }}
              >
                Decide
              </Badge>
            )}
          </Group>
        }
        description={isTwin ? <TwinDescription field={field} /> : description}
      >
        {isTwin && (
          <Box mt="xs">
            <TwinDifferences item={item} field={field} />
          </Box>
        )}
        <Stack gap="xs" mt="sm">
          {isTwin ? (
            <TwinOptions isDisabled={isDisabled} />
          ) : (
            <>
              <Radio value="current" disabled={isDisabled} label={current} />
              <Radio value="proposed" disabled={isDisabled} label={proposed} />
            </>
          )}
          {hasOtherValues(item.kind, field.field) && (
            <Radio value="value" disabled={isDisabled} label="Another value" />
          )}
        </Stack>
      </Radio.Group>
      {mode === 'value' && (
        <OwnValue kind={item.kind} field={field.field} initial={initial} onChange={enter} />
      )}
    </>
  )
}

type Question = Readonly<Record<'title' | 'description' | 'current' | 'proposed', ReactNode>>

/** The question in words, and its two sides. A row that is deleted is asked about as a whole. */
function questionOf({ item, field }: Conflict, asking: Asking): Question {
  const isApply = asking === 'apply'
  if (field.field === '*') {
    const deleted = `The ${nounOf(item.kind)} was deleted`
    return {
      title: isApply ? `${deleted}, and you changed its copy` : `${deleted} since`,
      description: 'What should become of it?',
      current: isApply ? 'Leave it deleted, and drop it from the scenario' : 'Leave it deleted',
      proposed: isApply
        ? 'Bring it back, as the scenario proposes'
        : `Bring it back, as it was ${asking === 'undo' ? 'before' : 'after'} the apply`,
    }
  }
  const label = fieldLabel(item.kind, field.field)
  const value = (of: PlanField['base']) => <PlanValue kind={item.kind} field={field} value={of} />
  const current = <strong>{value(field.current)}</strong>
  const proposed = <strong>{value(field.proposed)}</strong>
  return isApply
    ? {
        title: label,
        description: <>When copied: {value(field.base)}. Both reality and the scenario changed it since.</>,
        current: <>Keep now: {current}</>,
        proposed: <>Take proposed: {proposed}</>,
      }
    : {
        title: `${label} has changed since`,
        description: (
          <>
            The {asking === 'redo' ? 'undo' : 'apply'} had set it to {value(field.base)}.
          </>
        ),
        current: <>Keep it as it is now: {current}</>,
        proposed: <>Set it back to: {proposed}</>,
      }
}
