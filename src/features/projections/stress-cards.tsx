import { SimpleGrid, Text } from '@mantine/core'
import { formatMonth } from '#domain/calendar/month.ts'
import { signedMoney } from '#domain/money/signed-money.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { FigureCard } from './figure-card.tsx'
import type { KeyFigures } from './key-figures.ts'
import { ShortfallAmount } from './shortfall-amount.tsx'
import type { StressOutcome } from './stress-tests.ts'

interface StressCardsProps {
  planned: KeyFigures
  outcomes: readonly StressOutcome[]
  /** The same shocks to reality, in the same order. */
  reality?: readonly StressOutcome[]
}

/** A card a shock: what it is, what it costs at the end, and whether the household account holds. */
export function StressCards({ planned, outcomes, reality }: StressCardsProps) {
  const format = useFormat()
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
            {real && (
              <div>Reality: {real.isHarmless ? 'no effect' : <Amount amount={real.effect} isSigned />}</div>
            )}
            <Overdraft planned={planned} figures={figures} />
            <Text size="sm" mt="xs">
              {preset.description}
            </Text>
          </FigureCard>
        )
      })}
    </SimpleGrid>
  )
}

interface OverdraftProps {
  planned: KeyFigures
  figures: KeyFigures
}

function Overdraft({ planned, figures }: OverdraftProps) {
  if (!figures.worstShortfall) return <div>The household account is never overdrawn</div>
  return (
    <div>
      Deepest overdraft of the household account: <ShortfallAmount shortfall={figures.worstShortfall} /> (as
      planned: <ShortfallAmount shortfall={planned.worstShortfall} isInSentence />)
    </div>
  )
}
