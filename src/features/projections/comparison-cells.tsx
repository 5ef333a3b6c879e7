/** What stands in a cell of a comparison: a figure, a mark, and how far it is from that of the plan it is compared with. */
import type { ReactNode } from 'react'
import type { Outlook } from '#domain/projection/analysis/outlook.ts'
import type { Gap } from '#domain/projection/analysis/pairs.ts'
import type { Projection } from '#domain/projection/projection.ts'
import type { ShortfallOutlook } from '#domain/projection/simulation/shortfall-outlook.ts'
import type { Estimate } from '#domain/projection/simulation/standard-error.ts'
import { counted } from '#lib/counted.ts'
import { useFormat } from '#ui/format.ts'
import { chanceMargin, formatChance } from './bands.ts'
import { EstimatedAmount, GiveOrTake } from './outlook-card.tsx'
import classes from './projections.module.css'
import { ShortfallFutures } from './shortfall-futures.tsx'

export function Middle({ outlook, isSigned = false }: { outlook: Outlook | undefined; isSigned?: boolean }) {
  if (!outlook) return '…'
  return (
    <>
      <EstimatedAmount estimate={outlook.middle} isSigned={isSigned} />
      <div>
        <GiveOrTake estimate={outlook.middle} />
      </div>
    </>
  )
}

export function Edge({ estimate }: { estimate: Estimate | undefined }) {
  return estimate ? <EstimatedAmount estimate={estimate} /> : '…'
}

export function Chance({ chance }: { chance: Estimate | undefined }) {
  const { locale } = useFormat()
  return chance ? (
    <>
      {formatChance(chance, locale)}
      <div>{chanceMargin(chance)}</div>
    </>
  ) : (
    '…'
  )
}

interface OverdrawnProps {
  shortfall: ShortfallOutlook | undefined
  projection: Pick<Projection, 'startMonth'>
}

export function Overdrawn({ shortfall, projection }: OverdrawnProps) {
  const { locale } = useFormat()
  if (!shortfall) return '…'
  return (
    <>
      {formatChance(shortfall.chance, locale)}
      <small>
        <ShortfallFutures shortfall={shortfall} projection={projection} />
      </small>
    </>
  )
}

/** In which unit a gap is. */
export type GapUnit = 'money' | 'chance' | 'years'

interface JudgedProps {
  children: ReactNode
  /** What it is marked as, if it is. */
  mark: string | null
  /** Beside the plan it is compared with; none for that one itself. */
  gap: Gap | null | undefined
  unit: GapUnit
  factor: number
}

/** A figure that plans are judged by. */
export function Judged({ children, mark, gap, unit, factor }: JudgedProps) {
  return (
    <>
      {mark && <span className={classes.mark}>{mark}</span>}
      {children}
      {gap && (
        <small>
          <GapWords gap={gap} unit={unit} factor={factor} />
        </small>
      )}
    </>
  )
}

function GapWords({ gap, unit, factor }: { gap: Gap; unit: GapUnit; factor: number }): ReactNode {
  const { locale } = useFormat()
  const { value, standardError, isClear } = gap
  if (value === 0) return 'no difference'
  if (!isClear) return 'no clear difference'
  if (unit === 'money') {
    const estimate = { value: value * factor, standardError: standardError * factor }
    return <EstimatedAmount estimate={estimate} isSigned />
  }
  if (unit === 'chance') {
    const hundredths = Math.round(value * 100)
    if (hundredths === 0) return `slightly ${value > 0 ? 'more' : 'fewer'} futures`
    return `${new Intl.NumberFormat(locale, { signDisplay: 'always' }).format(hundredths)} in 100`
  }
  if (!Number.isFinite(value)) return null
  return `${counted(Math.abs(value), 'year')} ${value > 0 ? 'later' : 'sooner'}`
}
