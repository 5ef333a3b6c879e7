import { SimpleGrid } from '@mantine/core'
import { formatMonth } from '#domain/calendar/month.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { Amount } from '#fields/amount.tsx'
import { counted } from '#lib/counted.ts'
import { useFormat } from '#ui/format.ts'
import { FigureCard } from './figure-card.tsx'
import { keyFigures } from './key-figures.ts'
import type { Money } from './series.ts'
import { ShortfallAmount } from './shortfall-amount.tsx'
import { shortfallText } from './shortfall-text.ts'

interface KeyFigureCardsProps {
  projection: Projection
  reality?: Projection
  money: Money
}

export function KeyFigureCards({ projection, reality, money }: KeyFigureCardsProps) {
  const format = useFormat()
  const figures = keyFigures(projection, money)
  const real = reality && keyFigures(reality, money)
  const end = formatMonth(figures.endMonth, format.locale)
  return (
    <SimpleGrid cols={{ base: 2, lg: real ? 4 : 3 }} spacing={{ base: 'xs', sm: 'sm' }}>
      <FigureCard label={`Net worth, ${end}`} figure={<Amount amount={figures.finalNetWorth} />}>
        {money === 'today' ? (
          <>
            <Amount amount={figures.finalNetWorthFuture} /> in future money
          </>
        ) : (
          <>
            <Amount amount={figures.finalNetWorthToday} /> in today’s money
          </>
        )}
      </FigureCard>
      {real && (
        <FigureCard
          label="Difference from reality"
          figure={<Amount amount={figures.finalNetWorth - real.finalNetWorth} isSigned />}
          isBad={Math.round(figures.finalNetWorth - real.finalNetWorth) < 0}
        >
          Reality: <Amount amount={real.finalNetWorth} />
        </FigureCard>
      )}
      <FigureCard
        label={`Cash flow over ${counted(figures.years, 'year')}`}
        figure={<Amount amount={figures.cumulativeCashFlow} isSigned />}
        isBad={Math.round(figures.cumulativeCashFlow) < 0}
      >
        {real ? (
          <>
            Reality: <Amount amount={real.cumulativeCashFlow} isSigned />
          </>
        ) : (
          'All that comes in less all that goes out'
        )}
      </FigureCard>
      <FigureCard
        label="Deepest overdraft of the household account"
        figure={<ShortfallAmount shortfall={figures.worstShortfall} />}
        isBad={figures.worstShortfall !== null}
      >
        {shortfallText(projection, figures, format.locale)}
        {real && (
          <div>
            Reality: <ShortfallAmount shortfall={real.worstShortfall} isInSentence />
          </div>
        )}
      </FigureCard>
    </SimpleGrid>
  )
}
