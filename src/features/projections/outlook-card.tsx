import type { ReactNode } from 'react'
import type { Outlook } from '#domain/projection/analysis/outlook.ts'
import { digitsBorne, type Estimate } from '#domain/projection/simulation/standard-error.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { FigureCard } from './figure-card.tsx'
import type { OutlookState } from './outlook-query.ts'

interface EstimatedAmountProps {
  estimate: Estimate
  isSigned?: boolean
}

/** A simulated amount, with the digits that its standard error bears. */
export function EstimatedAmount({ estimate, isSigned = false }: EstimatedAmountProps) {
  return <Amount amount={digitsBorne(estimate)} isSigned={isSigned} />
}

/** Whether there is an error to speak of, and it is known. */
function isUncertain({ standardError }: Estimate): boolean {
  return Number.isFinite(standardError) && standardError >= 0.5
}

/** "give or take $4,000"; nothing where there is no error to speak of. */
export function GiveOrTake({ estimate }: { estimate: Estimate }) {
  if (!isUncertain(estimate)) return null
  const { standardError } = estimate
  return (
    <>
      give or take <EstimatedAmount estimate={{ value: standardError, standardError }} />
    </>
  )
}

/** Whether the futures differ by anything that is shown. */
export function isSpread({ low, high }: Outlook): boolean {
  return Math.round(low.value) !== Math.round(high.value)
}

interface OutlookCardProps {
  label: string
  outlook: OutlookState
  /** Which money it is in, at the beginning of a sentence. */
  money: string
  /** It is a difference. */
  isSigned?: boolean
  /** The same if every year were average. */
  average: number
  children?: ReactNode
}

/** A figure at the end: its middle over all simulated futures, its range, and what it were if every year were average. */
export function OutlookCard({
  label,
  outlook,
  money,
  isSigned = false,
  average,
  children,
}: OutlookCardProps) {
  return (
    <FigureCard
      label={label}
      figure={<OutlookFigure outlook={outlook} isSigned={isSigned} />}
      isBad={isSigned && typeof outlook === 'object' && digitsBorne(outlook.middle) < 0}
    >
      <div>
        {money}, <OutlookWords outlook={outlook} isSigned={isSigned} />
      </div>
      <div>
        If every year were average: <Amount amount={average} isSigned={isSigned} />
      </div>
      {children}
    </FigureCard>
  )
}

/** The middle alone; a dash or dots while there is none. */
export function OutlookFigure({ outlook, isSigned }: { outlook: OutlookState; isSigned?: boolean }) {
  if (outlook === 'running') return '…'
  if (outlook === 'failed') return '–'
  return <EstimatedAmount estimate={outlook.middle} {...(isSigned ? { isSigned } : {})} />
}

/** "; 8 in 10 lie between $1 and $2" after a middle; nothing while there is none, and where all are alike. */
export function OutlookRange({ outlook, isSigned = false }: { outlook: OutlookState; isSigned?: boolean }) {
  if (typeof outlook === 'string' || !isSpread(outlook)) return null
  return (
    <>
      ; 8 in 10 lie between <EstimatedAmount estimate={outlook.low} isSigned={isSigned} /> and{' '}
      <EstimatedAmount estimate={outlook.high} isSigned={isSigned} />
    </>
  )
}

/** How surely the middle is known and how far the futures spread, in half a sentence. */
export function OutlookWords({ outlook, isSigned }: { outlook: OutlookState; isSigned: boolean }) {
  const { locale } = useFormat()
  if (outlook === 'running') return 'being played through in simulated futures'
  if (outlook === 'failed') return 'the simulated futures could not be worked out'
  const futures = `${new Intl.NumberFormat(locale).format(outlook.paths)} simulated futures`
  if (!isSpread(outlook)) return `the same in each of ${futures}`
  return (
    <>
      in the middle of {futures}
      {isUncertain(outlook.middle) && ', '}
      <GiveOrTake estimate={outlook.middle} />
      <OutlookRange outlook={outlook} isSigned={isSigned} />
    </>
  )
}
