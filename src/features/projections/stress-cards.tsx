import { SimpleGrid, Text } from '@mantine/core'
import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import { FigureCard } from './figure-card.tsx'
import type { KeyFigures } from './key-figures.ts'
import { signedMoney } from './signed-money.ts'
import type { StressOutcome } from './stress-tests.ts'

interface StressCardsProps {
  planned: KeyFigures
  outcomes: readonly StressOutcome[]
  /** The same shocks to reality, in the same order. */
  reality?: readonly StressOutcome[]
  format: MoneyFormat
}

/** A card a shock: what it is, what it costs at the end, and whether the household account holds. */
export function StressCards({ planned, outcomes, reality, format }: StressCardsProps) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing={{ base: 'xs', sm: 'sm' }}>
      {outcomes.map(({ preset, figures, effect, isHarmless }, index) => {
        const real = reality?.[index]
        return (
          <FigureCard
            key={preset.key}
            label={preset.label}
            figure={isHarmless ? 'No effect' : signedMoney(effect, format)}
            isBad={Math.round(effect) < 0}
          >
            {!isHarmless && <div>on the net worth in {formatMonth(figures.endMonth, format.locale)}</div>}
            {real && <div>Reality: {real.isHarmless ? 'no effect' : signedMoney(real.effect, format)}</div>}
            <div>{overdraftText(planned, figures, format)}</div>
            <Text size="sm" mt="xs">
              {preset.description}
            </Text>
          </FigureCard>
        )
      })}
    </SimpleGrid>
  )
}

function overdraftText(planned: KeyFigures, figures: KeyFigures, format: MoneyFormat): string {
  if (!figures.worstShortfall) return 'The household account is never overdrawn'
  const before = planned.worstShortfall ? formatMoney(planned.worstShortfall.amount, format) : 'none'
  return `Deepest overdraft of the household account: ${formatMoney(figures.worstShortfall.amount, format)} (as planned: ${before})`
}
