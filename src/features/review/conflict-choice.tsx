import { Badge, Box, Group, Radio, Stack } from '@mantine/core'
import type { Conflict, Decision } from '#data/applications/decisions.ts'
import { isTwinField, type Resolution } from '#data/shapes/plan.ts'
import { fieldLabel, nounOf } from '#domain/instances/catalogue.ts'
import { OwnValue } from '#fields/own-value.tsx'
import { type Reviewed, sideLabels } from '#fields/side-labels.ts'
import { hasOtherValues, useOwnChoice } from '#fields/use-own-choice.ts'
import { PlanValue } from './field-changes.tsx'
import classes from './review.module.css'
import { reviewWords } from './review-words.ts'
import { TwinDescription, TwinDifferences, TwinOptions } from './twin-question.tsx'

interface ConflictChoiceProps {
  of: Reviewed
  conflict: Conflict
  decision: Decision | undefined
  isDisabled: boolean
  onDecide: (resolution: Resolution | null) => void
}

/**
 * One field that both sides changed: its values, and which one is to stand. Or the whole investment, where it was
 * deleted in reality or is there already.
 */
export function ConflictChoice({ of, conflict, decision, isDisabled, onDecide }: ConflictChoiceProps) {
  const { item, field } = conflict
  const { mode, initial, choose, enter } = useOwnChoice(decision?.choice, onDecide)
  const isTwin = isTwinField(field)
  const { title, description, current, proposed } = questionOf(conflict, of)
  return (
    <>
      <Radio.Group
        value={mode}
        onChange={choose}
        label={
          <Group gap="xs" component="span">
            {isTwin ? 'You may have this already' : title}
            {!decision && !isDisabled && (
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
          {of === 'apply' && (
            <Radio
              value="later"
              disabled={isDisabled}
              label="Leave it for later"
              description="Reality keeps what it has, and you are asked again."
            />
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

/** The question in words, and its two sides. A row that is deleted is asked about as a whole. */
function questionOf({ item, field }: Conflict, of: Reviewed) {
  const words = reviewWords[of]
  if (field.field === '*')
    return {
      title: `The ${nounOf(item.kind)} was deleted${words.deleted}`,
      description: 'What should become of it?',
      current: words.leaveDeleted,
      proposed: words.bringBack,
    }
  const value = (side: 'base' | 'current' | 'proposed') => (
    <PlanValue kind={item.kind} field={field} value={field[side]} />
  )
  return {
    title: fieldLabel(item.kind, field.field),
    description: (
      <>
        {sideLabels[of].base}: {value('base')}. {words.changed}
      </>
    ),
    current: (
      <>
        Keep now: <strong>{value('current')}</strong>
      </>
    ),
    proposed: (
      <>
        {words.take}: <strong>{value('proposed')}</strong>
      </>
    ),
  }
}
