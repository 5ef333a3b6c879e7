import { Anchor, Group, SegmentedControl, Switch, Text } from '@mantine/core'
import { memo } from 'react'
import { Link } from 'react-router-dom'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import type { Change } from '#domain/changes/changes.ts'
import type { JointChange } from '#domain/changes/joint.ts'
import { jointLineOf } from '#domain/changes/joint-sentence.ts'
import { fieldText, lineOf, waitingText, wordsOf } from '#domain/changes/sentence.ts'
import { enteredText, fullSummaryOf } from '#domain/instances/summary.ts'
import { useValueFormat } from '#fields/references.ts'
import type { EffectState } from './change-effects.ts'
import { ChangeMenu } from './change-menu.tsx'
import { pathOfChange } from './change-path.ts'
import classes from './changes.module.css'
import { EffectCells } from './effect-cells.tsx'

type Left = 'apply' | 'later' | 'partly' | null

/** Leaving changes for later, where they are about to be applied. */
export interface Leaving {
  readonly leftOf: (parts: JointChange['parts']) => Left
  readonly onLeave: (parts: JointChange['parts'], isLeft: boolean) => void
  readonly isDisabled: boolean
}

interface ChangeRowProps {
  scenarioId: string
  change: JointChange<ScenarioInstance>
  effect: EffectState | null
  hasGoal: boolean
  isOn: boolean
  /** Missing: it cannot be switched off here. */
  onSwitch: ((change: JointChange, isOn: boolean) => void) | undefined
  /** Whether it is to be applied; null: that is not asked here. */
  left: Left
  onLeave: Leaving['onLeave'] | undefined
  isLeavingDisabled: boolean
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
  left,
  onLeave,
  isLeavingDisabled,
  onReset,
}: ChangeRowProps) {
  const format = useValueFormat()
  const line = jointLineOf(change, format)
  const [only, ...others] = change.parts
  return (
    <li className={`${classes.row} ${isOn ? '' : classes.off}`}>
      {onSwitch && only.waitsFor === null && (
        <Switch
          checked={isOn}
          onChange={(event) => onSwitch(change, event.currentTarget.checked)}
          aria-label={`In this view: ${line}`}
          size="sm"
        />
      )}
      <div className={classes.what}>
        {others.length === 0 ? (
          <OfOneHolding scenarioId={scenarioId} change={only} />
        ) : (
          <>
            <Text fw={550} className={classes.sentence ?? ''}>
              {jointLineOf(change, format, false)}
            </Text>
            <ul className={classes.parts}>
              {change.parts.map((part) => (
                <PartOfDecision key={part.id} scenarioId={scenarioId} change={part} />
              ))}
            </ul>
          </>
        )}
        {onLeave && left && (
          <Group gap="xs" mt={6}>
            <SegmentedControl
              size="xs"
              className="no-print"
              aria-label={`${line}: apply it, or leave it for later`}
              data={[
                { value: 'apply', label: 'Apply' },
                { value: 'later', label: 'Later' },
              ]}
              value={left === 'partly' ? '' : left}
              disabled={isLeavingDisabled}
              onChange={(next) => onLeave(change.parts, next === 'later')}
            />
            {left !== 'apply' && (
              <Text size="sm" c="dimmed">
                {left === 'partly' ? 'A part of it is left for later' : 'Left for later'}
              </Text>
            )}
          </Group>
        )}
      </div>
      <EffectCells effect={effect} hasGoal={hasGoal} />
      <div className={classes.menu}>
        <ChangeMenu scenarioId={scenarioId} change={change} line={line} onReset={onReset} />
      </div>
    </li>
  )
})

interface PartProps {
  scenarioId: string
  change: Change<ScenarioInstance>
}

function OfOneHolding({ scenarioId, change }: PartProps) {
  const { sentence, isWhole } = wordsOf(change, useValueFormat())
  const waiting = waitingText(change)
  return (
    <>
      {!isWhole && (
        <Text size="sm" c="dimmed">
          {change.copy?.name ?? 'Assumptions'}
        </Text>
      )}
      <Anchor
        component={Link}
        to={pathOfChange(scenarioId, change)}
        c="inherit"
        fw={550}
        className={classes.sentence ?? ''}
      >
        {sentence}
      </Anchor>
      <Details change={change} />
      {waiting && <Text size="sm">{waiting}</Text>}
    </>
  )
}

/** One of several holdings that a decision is over. */
function PartOfDecision({ scenarioId, change }: PartProps) {
  const line = lineOf(change, useValueFormat(), false)
  return (
    <li>
      <Anchor component={Link} to={pathOfChange(scenarioId, change)} c="inherit" size="sm">
        {line}
      </Anchor>
      <Details change={change} />
    </li>
  )
}

/** What the sentence of a change does not say. */
function Details({ change }: { change: Change<ScenarioInstance> }) {
  const format = useValueFormat()
  const { copy, decision } = change
  return (
    <>
      {wordsOf(change, format).fieldsBelow.map((field) => (
        <Text key={field.field} size="sm" c="dimmed">
          {fieldText(copy, field, format)}
        </Text>
      ))}
      {copy && decision === 'new' && (
        <Text size="sm" c="dimmed">
          {fullSummaryOf(
            copy.kind,
            copy.params,
            format,
            enteredText(copy.kind, copy.params, format, currentMonth(new Date())),
          )}
        </Text>
      )}
    </>
  )
}
