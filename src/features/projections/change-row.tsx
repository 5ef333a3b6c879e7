import { Anchor, Switch, Text } from '@mantine/core'
import { memo } from 'react'
import { Link } from 'react-router-dom'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import type { Change } from '#domain/changes/changes.ts'
import { fieldText, lineOf, waitingText, wordsOf } from '#domain/changes/sentence.ts'
import { enteredText, fullSummaryOf } from '#domain/instances/summary.ts'
import { useValueFormat } from '#fields/references.ts'
import type { EffectState } from './change-effects.ts'
import { ChangeMenu } from './change-menu.tsx'
import { pathOfChange } from './change-path.ts'
import classes from './changes.module.css'
import { EffectCells } from './effect-cells.tsx'

interface ChangeRowProps {
  scenarioId: string
  change: Change<ScenarioInstance>
  effect: EffectState | null
  hasGoal: boolean
  isOn: boolean
  /** Missing: it cannot be switched off here. */
  onSwitch: ((change: Change, isOn: boolean) => void) | undefined
  /** Its row goes: the focus needs another place. */
  onReset: () => void
}

/** One change with what it does. Drawn anew only when its own effect is there. */
export const ChangeRow = memo(function ChangeRow({
  scenarioId,
  change,
  effect,
  hasGoal,
  isOn,
  onSwitch,
  onReset,
}: ChangeRowProps) {
  const format = useValueFormat()
  const { copy } = change
  const { sentence, isWhole, fieldsBelow } = wordsOf(change, format)
  const line = lineOf(change, format)
  const waiting = waitingText(change)
  return (
    <li className={`${classes.row} ${isOn ? '' : classes.off}`}>
      {onSwitch && change.waitsFor === null && (
        <Switch
          checked={isOn}
          onChange={(event) => onSwitch(change, event.currentTarget.checked)}
          aria-label={`In this view: ${line}`}
          size="sm"
        />
      )}
      <div className={classes.what}>
        {!isWhole && (
          <Text size="sm" c="dimmed">
            {copy?.name ?? 'Assumptions'}
          </Text>
        )}
        <Anchor
          component={Link}
          to={pathOfChange(scenarioId, change)}
          c="inherit"
          fw={550}
          className={classes.sentence}
        >
          {sentence}
        </Anchor>
        {fieldsBelow.map((field) => (
          <Text key={field.field} size="sm" c="dimmed">
            {fieldText(copy, field, format)}
          </Text>
        ))}
        {copy && change.decision === 'new' && (
          <Text size="sm" c="dimmed">
            {fullSummaryOf(
              copy.kind,
              copy.params,
              format,
              enteredText(copy.kind, copy.params, format, currentMonth(new Date())),
            )}
          </Text>
        )}
        {waiting && <Text size="sm">{waiting}</Text>}
      </div>
      <EffectCells effect={effect} hasGoal={hasGoal} />
      <div className={classes.menu}>
        <ChangeMenu scenarioId={scenarioId} change={change} line={line} onReset={onReset} />
      </div>
    </li>
  )
})
