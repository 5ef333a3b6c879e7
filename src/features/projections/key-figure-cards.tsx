import { SimpleGrid } from '@mantine/core'
import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { FigureCard } from './figure-card.tsx'
import { keyFigures } from './key-figures.ts'
import type { Money } from './series.ts'
import { shortfallText } from './shortfall-text.ts'
import { signedMoney } from './signed-money.ts'

interface KeyFigureCardsProps {
  projection: Projection
  reality?: Projection
  money: Money
  format: MoneyFormat
}

export function KeyFigureCards({ projection, reality, money, format }: KeyFigureCardsProps) {
  const figures = keyFigures(projection, money)
  const real = reality && keyFigures(reality, money)
  const end = formatMonth(figures.endMonth, format.locale)
  return (
    <SimpleGrid cols={{ base: 2, lg: real ? 4 : 3 }} spacing={{ base: 'xs', sm: 'sm' }}>
      <FigureCard label={`Net worth, ${end}`} figure={formatMoney(figures.finalNetWorth, format)}>
        {money === 'today'
          ? `${formatMoney(figures.finalNetWorthFuture, format)} in future money`
          : `${formatMoney(figures.finalNetWorthToday, format)} in today’s money`}
      </FigureCard>
      {real && (
        <FigureCard
          label="Difference from reality"
          figure={signedMoney(figures.finalNetWorth - real.finalNetWorth, format)}
          isBad={Math.round(figures.finalNetWorth - real.finalNetWorth) < 0}
        >
          {`Reality: ${formatMoney(real.finalNetWorth, format)}`}
        </FigureCard>
      )}
      <FigureCard
        label={`Cash flow over ${figures.years} ${figures.years === 1 ? 'year' : 'years'}`}
        figure={signedMoney(figures.cumulativeCashFlow, format)}
        isBad={Math.round(figures.cumulativeCashFlow) < 0}
      >
        {real
          ? `Reality: ${signedMoney(real.cumulativeCashFlow, format)}`
          : 'All that comes in less all that goes out'}
      </FigureCard>
      <FigureCard
        label="Deepest overdraft of the household account"
        figure={figures.worstShortfall ? formatMoney(figures.worstShortfall.amount, format) : 'None'}
        isBad={figures.worstShortfall !== null}
      >
        {shortfallText(projection, figures, format.locale)}
        {real && (
          <div>Reality: {real.worstShortfall ? formatMoney(real.worstShortfall.amount, format) : 'none'}</div>
        )}
      </FigureCard>
    </SimpleGrid>
  )
}
