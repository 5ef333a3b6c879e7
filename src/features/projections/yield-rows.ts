/** The rows of the table of yields: every holding of one side or the other, the same one under one id. */
import type { FiguresAtAGlance, FiguresOverview } from '#domain/projection/analysis/figures-overview.ts'
import type { MoneyWeightedReturn } from '#domain/projection/analysis/money-weighted-return.ts'

export interface YieldRow {
  readonly key: string
  readonly label: string
  /** Null when the holding is only in reality. */
  readonly figures: FiguresAtAGlance | null
  /** Undefined where there is no other side; null when the holding is not on it. */
  readonly reality: FiguresAtAGlance | null | undefined
}

/** All together first, then the holdings of the shown side, then those that are only in reality. */
export function yieldRows(shown: FiguresOverview, reality?: FiguresOverview): YieldRow[] {
  const real = new Map(reality?.holdings.map((holding) => [holding.id, holding]))
  const own = shown.holdings.map((holding): YieldRow => {
    const other = real.get(holding.id)
    real.delete(holding.id)
    return {
      key: holding.id,
      label: holding.name,
      figures: holding,
      reality: reality ? (other ?? null) : undefined,
    }
  })
  const onlyReal = [...real.values()].map(
    (holding): YieldRow => ({
      key: holding.id,
      label: holding.name,
      figures: null,
      reality: holding,
    }),
  )
  const together: YieldRow = {
    key: 'total',
    label: 'All together',
    figures: shown.total,
    reality: reality?.total,
  }
  return [together, ...own, ...onlyReal]
}

/** A fraction as percent with one decimal; what is not there is a dash, and of several there is none to name. */
export function share(fraction: MoneyWeightedReturn | undefined, locale: string): string {
  if (fraction === null || fraction === undefined) return '–'
  if (fraction === 'several') return 'Several'
  const digits = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(locale, digits).format(fraction)
}
