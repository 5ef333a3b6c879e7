import { SimpleGrid, Stack } from '@mantine/core'
import { formatMonth } from '#domain/calendar/month.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { Amount } from '#fields/amount.tsx'
import { counted } from '#lib/counted.ts'
import { useFormat } from '#ui/format.ts'
import { AverageNote } from './average-note.tsx'
import { formatChance } from './bands.ts'
import { FigureCard } from './figure-card.tsx'
import { keyFigures } from './key-figures.ts'
import { OutlookCard, OutlookFigure, OutlookRange } from './outlook-card.tsx'
import { useOutlook } from './outlook-query.ts'
import { type Money, moneyWords } from './series.ts'
import { ShortfallAmount } from './shortfall-amount.tsx'
import { ShortfallChance } from './shortfall-futures.tsx'
import { shortfallText } from './shortfall-text.ts'

interface KeyFigureCardsProps {
  plans: { scenario: Plan; reality: Plan }
  projection: Projection
  reality: Projection
  money: Money
  /** What stands beside, and the difference from it, where that is not reality. */
  beside?: { readonly name: string; readonly difference: string }
}

const besideReality = { name: 'Reality', difference: 'Difference from reality' } as const

/** A scenario beside reality: where it ends in simulated futures, and what it costs if every year were average. */
export function KeyFigureCards(props: KeyFigureCardsProps) {
  const { plans, projection, reality, money, beside = besideReality } = props
  const format = useFormat()
  const outlook = useOutlook(plans.reality, plans.scenario, projection, money)
  const figures = keyFigures(projection, money)
  const real = keyFigures(reality, money)
  const end = formatMonth(figures.endMonth, format.locale)
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing={{ base: 'xs', sm: 'sm' }}>
        <OutlookCard
          label={`Net worth, ${end}`}
          outlook={outlook.scenario}
          money={moneyWords(money)}
          average={figures.finalNetWorth}
        >
          {outlook.goal && outlook.realGoal && (
            <div>
              Reaches the goal in {formatChance(outlook.goal.chance, format.locale)} of the futures,{' '}
              {beside.name.toLowerCase()} in {formatChance(outlook.realGoal.chance, format.locale)}
            </div>
          )}
        </OutlookCard>
        <OutlookCard
          label={beside.difference}
          outlook={outlook.difference}
          money={moneyWords(money)}
          isSigned
          average={figures.finalNetWorth - real.finalNetWorth}
        >
          {beside.name}, in the middle: <OutlookFigure outlook={outlook.reality} />
          <OutlookRange outlook={outlook.reality} />
        </OutlookCard>
        <FigureCard
          label={`Cash flow over ${counted(figures.years, 'year')}`}
          figure={<Amount amount={figures.cumulativeCashFlow} isSigned />}
          isBad={Math.round(figures.cumulativeCashFlow) < 0}
        >
          {beside.name}: <Amount amount={real.cumulativeCashFlow} isSigned />
        </FigureCard>
        <FigureCard
          label="Deepest overdraft of the household account"
          figure={<ShortfallAmount shortfall={figures.worstShortfall} />}
          isBad={figures.worstShortfall !== null}
        >
          {shortfallText(projection, figures, format.locale)}
          <div>
            {beside.name}: <ShortfallAmount shortfall={real.worstShortfall} isInSentence />
          </div>
          <ShortfallChance shortfall={outlook.shortfall} projection={projection} />
        </FigureCard>
      </SimpleGrid>
      <AverageNote hasDifference />
    </Stack>
  )
}
