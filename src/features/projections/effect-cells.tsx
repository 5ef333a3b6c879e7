import { Text, VisuallyHidden } from '@mantine/core'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { type EffectFigure, type EffectState, effectFigures } from './change-effects.ts'
import classes from './changes.module.css'

export const figureLabels: Readonly<Record<EffectFigure, string>> = {
  netWorth: 'Net worth at the end',
  lowestCash: 'Lowest cash',
  goalChance: 'Chance of the goal',
}

/** The effects beside a change, each with its name for whoever does not see the column that it stands in. */
export function EffectCells({ effect, hasGoal }: { effect: EffectState | null; hasGoal: boolean }) {
  return (
    <dl className={classes.effects}>
      {effectFigures
        .filter((figure) => figure !== 'goalChance' || hasGoal)
        .map((figure) => (
          <div key={figure}>
            <dt>{figureLabels[figure]}</dt>
            <dd>
              <EffectAmount effect={effect} figure={figure} />
            </dd>
          </div>
        ))}
    </dl>
  )
}

export function EffectAmount({ effect, figure }: { effect: EffectState | null; figure: EffectFigure }) {
  const { locale } = useFormat()
  if (effect === 'running') return <Hinted sign="…" words="being worked out" />
  if (effect === 'failed') return <Hinted sign="–" words="could not be worked out" />
  const value = effect?.[figure] ?? null
  if (value === null) return <Hinted sign="–" words="none" />
  const isBad = value < 0
  const number = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' })
  return (
    <Text
      span
      inherit
      {...(isBad ? { c: 'var(--mantine-color-error)' } : value === 0 ? { c: 'dimmed' } : {})}
    >
      {figure === 'goalChance' ? `${number.format(value)} in 100` : <Amount amount={value} isSigned />}
    </Text>
  )
}

function Hinted({ sign, words }: { sign: string; words: string }) {
  return (
    // Positioned, so that what is hidden stays where the sign is: in a table that scrolls it would widen the page.
    <Text span inherit c="dimmed" pos="relative">
      <span aria-hidden>{sign}</span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </Text>
  )
}
