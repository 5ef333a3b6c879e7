import { Badge, Box, Group, Radio, Stack, Text } from '@mantine/core'
import type { Conflict, Decision } from '#data/applications/decisions.ts'
import { isTwinField, type Resolution } from '#data/shapes/plan.ts'
import { fieldLabel, nounOf } from '#domain/instances/catalogue.ts'
import { OwnValue } from '#fields/own-value.tsx'
import { hasOtherValues, useOwnChoice } from '#fields/use-own-choice.ts'
import { PlanValue } from './field-changes.tsx'
import classes from './review.module.css'
import { TwinDescription, TwinDifferences, TwinOptions } from './twin-question.tsx'

interface ConflictChoiceProps {
  conflict: Conflict
  decision: Decision | undefined
  /** It had been decided, and then a value moved. */
  isOutdated: boolean
  isDisabled: boolean
  onDecide: (resolution: Resolution | null) => void
}

/**
 * One field that both reality and the scenario changed: the three values, and which one is to stand. Or the whole
 * investment, where it was deleted in reality or is there already.
 */
export function ConflictChoice(props: ConflictChoiceProps) {
  const { conflict, decision, isOutdated, isDisabled, onDecide } = props
  const { item, field } = conflict
  const { mode, initial, choose, enter } = useOwnChoice(decision?.choice, onDecide)
  const isWhole = field.field === '*'
  const isTwin = isTwinField(field)
  const value = (of: typeof field.current) => <PlanValue kind={item.kind} field={field} value={of} />

  return (
    <li className={classes.field}>
      <div className={classes.decision} data-open={decision ? undefined : true}>
        <Radio.Group
          value={mode}
          onChange={choose}
          label={
            <Group gap="xs" component="span">
              {titleOf(conflict)}
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
          description={
            isTwin ? (
              <TwinDescription field={field} />
            ) : isWhole ? (
              'What should become of it?'
            ) : (
              <>When copied: {value(field.base)}. Both reality and the scenario changed it since.</>
            )
          }
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
                <Radio
                  value="current"
                  disabled={isDisabled}
                  label={
                    isWhole ? (
                      'Leave it deleted, and drop it from the scenario'
                    ) : (
                      <>Keep now: {strong(value(field.current))}</>
                    )
                  }
                />
                <Radio
                  value="proposed"
                  disabled={isDisabled}
                  label={
                    isWhole ? (
                      'Bring it back, as the scenario proposes'
                    ) : (
                      <>Take proposed: {strong(value(field.proposed))}</>
                    )
                  }
                />
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
        {isOutdated && (
          <Text size="sm" mt="xs" className={classes.attention ?? ''}>
            A value changed after you decided. Please decide again.
          </Text>
        )}
      </div>
    </li>
  )
}

function titleOf({ item, field }: Conflict): string {
  if (field.field !== '*') return fieldLabel(item.kind, field.field)
  return isTwinField(field)
    ? 'You may have this already'
    : `The ${nounOf(item.kind)} was deleted, and you changed its copy`
}

function strong(value: React.ReactNode) {
  return <strong>{value}</strong>
}
