import { Text } from '@mantine/core'
import { combined, type EffectState } from './change-effects.ts'
import classes from './changes.module.css'
import { EffectCells } from './effect-cells.tsx'

interface ChangeTotalsProps {
  /** What each change that is switched on does alone; null while not all of them are asked for. */
  own: readonly EffectState[] | null
  /** What all of these do at once. */
  together: EffectState
  count: number
  hasGoal: boolean
  /** Assumptions are among the changes. */
  hasAssumptions: boolean
}

/** What single effects come to as a sum, beside what the changes do together: what lies between has a name. */
export function ChangeTotals({ own, together, count, hasGoal, hasAssumptions }: ChangeTotalsProps) {
  const sum = own && combined(own, (values) => values.reduce((total, value) => total + value, 0))
  const between = sum && combined([together, sum], ([all = 0, added = 0]) => all - added)
  return (
    <ul className={`${classes.rows} ${classes.sum}`} aria-label="Together">
      {sum && count > 1 && (
        <>
          <li className={classes.row}>
            <Text className={classes.what} size="sm">
              Sum of the single effects
            </Text>
            <EffectCells effect={sum} hasGoal={hasGoal} />
          </li>
          <li className={classes.row}>
            <Text className={classes.what} size="sm">
              They act on each other
            </Text>
            <EffectCells effect={between} hasGoal={hasGoal} />
          </li>
        </>
      )}
      <li className={`${classes.row} ${classes.total}`}>
        <div className={classes.what}>
          {hasAssumptions ? 'Together, assumptions included' : 'Together'}
          {hasAssumptions && (
            <Text size="sm" c="dimmed">
              Over reality under your own assumptions. The difference from reality above leaves the
              assumptions out: there both sides use those of this scenario.
            </Text>
          )}
        </div>
        <EffectCells effect={together} hasGoal={hasGoal} />
      </li>
    </ul>
  )
}
