import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useCallback, useMemo, useRef } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { isSwitchedOff, type JointChange, type SwitchedOff } from '#domain/changes/joint.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { counted } from '#lib/counted.ts'
import { paths } from '#lib/paths.ts'
import { useSwitchedOff } from '#lib/switched-off.ts'
import { useFirstOfMany } from '#ui/first-of-many.tsx'
import { HelpLink } from '#ui/help-link.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { effectFigures, effectOf, noEffect, useEnds } from './change-effects.ts'
import { ChangeRow, type Leaving } from './change-row.tsx'
import { ChangeTotals } from './change-totals.tsx'
import classes from './changes.module.css'
import { figureLabels } from './effect-cells.tsx'
import { idsOf, plansAlone } from './plans-alone.ts'
import { ResetAll } from './reset-all.tsx'
import { type KnownChanges, useScenarioChanges } from './use-scenario-changes.ts'

const firstShown = 20

interface ScenarioChangesProps {
  scenario: Scenario
  /** What the list is called. */
  title: string
  /** Of the heading. */
  level?: 2 | 3
  /** Changes can be switched off and on here: the figures of the page follow. */
  hasSwitches?: boolean
  /** All of them at once, however many: on paper nothing can be worked out any more. */
  isWhole?: boolean
  /** Changes can be left for later here. */
  leaving?: Leaving
}

/** What a scenario changes, decision by decision, each with what it does alone, and all together. */
export function ScenarioChanges({
  scenario,
  title,
  level = 2,
  hasSwitches = false,
  isWhole = false,
  leaving,
}: ScenarioChangesProps) {
  const query = useScenarioChanges(scenario)
  return (
    <Stack component="section" gap="sm" aria-label={title}>
      <Loaded
        query={query}
        failed="The changes of this scenario could not be loaded"
        loading={<LoadingState label="Loading the changes of this scenario" />}
      >
        {(known) => <ChangeList {...{ scenario, title, level, known, hasSwitches, isWhole, leaving }} />}
      </Loaded>
    </Stack>
  )
}

interface ChangeListProps extends Required<Omit<ScenarioChangesProps, 'leaving'>> {
  leaving: Leaving | undefined
  known: KnownChanges
}

function ChangeList(props: ChangeListProps) {
  const { scenario, title, level, known, hasSwitches, isWhole, leaving } = props
  const { changes, planWithout } = known
  const [chosenOff, setOff] = useSwitchedOff()
  const left = idsOf(changes.filter(({ parts }) => leaving?.leftOf(parts) === 'later')).join(' ')
  const leftOff = useMemo((): SwitchedOff => new Set(left.split(' ')), [left])
  const off = hasSwitches ? chosenOff : leftOff
  const heading = useRef<HTMLHeadingElement>(null)
  const { shown, showMore } = useFirstOfMany(changes, isWhole ? changes.length : firstShown)
  const plans = useMemo(() => plansAlone(changes, shown, planWithout), [changes, shown, planWithout])
  const together = useMemo(() => planWithout(off), [planWithout, off])
  const endsOf = useEnds([plans.base, ...plans.alone.values(), together])
  const effectOfPlan = (plan: Plan | undefined) =>
    plan ? effectOf(endsOf(plan), endsOf(plans.base)) : noEffect
  const effects = new Map(shown.map((change) => [change.id, effectOfPlan(plans.alone.get(change.id))]))
  const hasGoal = [plans.base, together].some(hasGoalSet)
  const switchTo = useCallback(
    (isOff: (change: JointChange) => boolean) => {
      const left = changes.filter((change) => !isOff(change))
      setOff(idsOf(changes.filter(isOff)), idsOf(left))
    },
    [changes, setOff],
  )
  const switchOne = useCallback(
    (one: JointChange, isOn: boolean) =>
      switchTo((change) => (change.id === one.id ? !isOn : isSwitchedOff(change, off))),
    [off, switchTo],
  )
  const focusHeading = useCallback(() => heading.current?.focus({ preventScroll: true }), [])
  const on = changes.filter((change) => change.parts[0].waitsFor === null && !isSwitchedOff(change, off))
  return (
    <>
      <Group justify="space-between" gap="xs">
        <Title
          order={level}
          fz={level === 2 ? 'h3' : 'h4'}
          ref={heading}
          tabIndex={-1}
          style={{ outline: 'none' }}
        >
          {title}
        </Title>
        {hasSwitches && changes.length > 1 && (
          <Group gap="xs" className="no-print">
            <Button size="xs" variant="default" onClick={() => switchTo(() => on.length > 0)}>
              {on.length > 0 ? 'Switch all off' : 'Switch all on'}
            </Button>
            <ResetAll scenarioId={scenario.id} changes={changes} onReset={focusHeading} />
          </Group>
        )}
      </Group>
      {changes.length === 0 ? (
        <NoChanges scenarioId={scenario.id} isEmpty={known.copiesCount === 0} />
      ) : (
        <>
          <Text size="sm" c="dimmed">
            {counted(changes.length, 'change')}, each with what it would do alone over reality: in the middle
            of the simulated futures, in today’s money.{' '}
            <HelpLink to={paths.helpTopic('changes')}>How to read this</HelpLink>
          </Text>
          <div className={`${classes.list} ${hasSwitches ? '' : classes.plain}`}>
            <div className={classes.head} aria-hidden>
              <div className={classes.what}>Change</div>
              <div className={classes.effects}>
                {effectFigures
                  .filter((figure) => figure !== 'goalChance' || hasGoal)
                  .map((figure) => (
                    <div key={figure}>{figureLabels[figure]}</div>
                  ))}
              </div>
            </div>
            <ul className={classes.rows} aria-label="Changes">
              {shown.map((change) => (
                <ChangeRow
                  key={change.id}
                  scenarioId={scenario.id}
                  change={change}
                  effect={change.parts[0].waitsFor === null ? (effects.get(change.id) ?? null) : null}
                  hasGoal={hasGoal}
                  isOn={!isSwitchedOff(change, off)}
                  onSwitch={hasSwitches ? switchOne : undefined}
                  left={leaving?.leftOf(change.parts) ?? null}
                  onLeave={leaving?.onLeave}
                  isLeavingDisabled={leaving?.isDisabled ?? true}
                  onReset={focusHeading}
                />
              ))}
            </ul>
            {changes.length > 1 && (
              <ChangeTotals
                own={
                  shown.length === changes.length ? on.map(({ id }) => effects.get(id) ?? 'running') : null
                }
                together={effectOfPlan(together)}
                count={on.length}
                hasGoal={hasGoal}
                hasAssumptions={on.some(({ parts: [{ copy }] }) => copy === null)}
              />
            )}
          </div>
          {showMore}
        </>
      )}
    </>
  )
}

function hasGoalSet({ assumptions }: Plan): boolean {
  return resolveAssumptions(assumptions).goal_amount !== null
}

function NoChanges({ scenarioId, isEmpty }: { scenarioId: string; isEmpty: boolean }) {
  return (
    <Group gap="sm">
      <Text c="dimmed">
        {isEmpty
          ? 'Nothing is in this scenario yet.'
          : 'Nothing yet: everything in this scenario is as in reality. Open one and change it.'}
      </Text>
      <LinkButton to={paths.scenarioTab(scenarioId, 'instances')} size="xs" variant="default">
        Go to its investments
      </LinkButton>
    </Group>
  )
}
