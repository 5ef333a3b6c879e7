import { addMonths, formatMonth } from '#domain/calendar/month.ts'
import type { Projection } from '#domain/projection/projection.ts'
import type { ShortfallOutlook } from '#domain/projection/simulation/shortfall-outlook.ts'
import { useFormat } from '#ui/format.ts'
import { formatChance } from './bands.ts'
import { EstimatedAmount } from './outlook-card.tsx'

interface ShortfallFuturesProps {
  shortfall: ShortfallOutlook
  projection: Pick<Projection, 'startMonth'>
}

/** Of the futures in which the household account is overdrawn: when half of them are, and how deep in the middle of them. */
export function ShortfallFutures({ shortfall: { failing }, projection }: ShortfallFuturesProps) {
  const { locale } = useFormat()
  if (!failing) return null
  const monthName = (month: number) => formatMonth(addMonths(projection.startMonth, month), locale)
  const { month, earlyMonth, size, largeSize } = failing
  return (
    <>
      Half of these by {monthName(month)}
      {earlyMonth < month && `, a tenth by ${monthName(earlyMonth)}`}; at the deepest{' '}
      <EstimatedAmount estimate={size} /> in the middle of these
      {Math.round(largeSize.value) > Math.round(size.value) && (
        <>
          , above <EstimatedAmount estimate={largeSize} /> in a tenth
        </>
      )}
      , in today’s money
    </>
  )
}

interface ShortfallChanceProps {
  /** None while it is being worked out. */
  shortfall: ShortfallOutlook | undefined
  projection: Pick<Projection, 'startMonth'>
}

/** The same with how many futures there are in which it happens, as a line of a card; nothing where it never does. */
export function ShortfallChance({ shortfall, projection }: ShortfallChanceProps) {
  const { locale } = useFormat()
  if (!shortfall?.failing) return null
  return (
    <div>
      Household account overdrawn in {formatChance(shortfall.chance, locale)} of the futures.{' '}
      <ShortfallFutures shortfall={shortfall} projection={projection} />
    </div>
  )
}
