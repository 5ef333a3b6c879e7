/** The key figures of every holding and of all together, a handful of numbers each, as a table shows them. */
import type { InstanceKind } from '#domain/instances/types.ts'
import { entry } from '../entry.ts'
import { instanceSeries, type ProjectionWithFlows, totalSeries } from '../projection.ts'
import { instanceKeyFigures, type KeyFigures, totalKeyFigures } from './key-figures.ts'
import type { MoneyWeightedReturn } from './money-weighted-return.ts'

/** Fractions; null where there is nothing to say, such as the yield of a loan. */
export interface FiguresAtAGlance {
  /** At the beginning and at the end of the projection; null while there is no property. */
  readonly loanToValueNow: number | null
  readonly loanToValueAtEnd: number | null
  /** Of the first year that begins with the holding. */
  readonly grossYield: number | null
  readonly netYield: number | null
  readonly moneyWeightedReturn: MoneyWeightedReturn
}

interface HoldingFigures extends FiguresAtAGlance {
  readonly id: string
  readonly name: string
  readonly kind: InstanceKind
}

export interface FiguresOverview {
  readonly total: FiguresAtAGlance
  /** In the order of the plan. Loans alone, incomes and expenses are left out: they have no worth of which these are parts. */
  readonly holdings: readonly HoldingFigures[]
}

function atAGlance(figures: KeyFigures, property: Float64Array): FiguresAtAGlance {
  const { loanToValue, grossYield, netYield, moneyWeightedReturn } = figures
  const last = property.length - 1
  const year = grossYield.findIndex((share) => share !== null)
  return {
    loanToValueNow: entry(property, 0) > 0 ? entry(loanToValue, 0) : null,
    loanToValueAtEnd: entry(property, last) > 0 ? entry(loanToValue, last) : null,
    grossYield: grossYield[year] ?? null,
    netYield: netYield[year] ?? null,
    moneyWeightedReturn,
  }
}

export function figuresOverview(projection: ProjectionWithFlows): FiguresOverview {
  return {
    total: atAGlance(totalKeyFigures(projection), totalSeries(projection, 'propertyValue')),
    holdings: projection.instances
      .filter(({ kind }) => kind !== 'loan' && kind !== 'cash_flow')
      .map(({ id, name, kind }) => ({
        id,
        name,
        kind,
        ...atAGlance(instanceKeyFigures(projection, id), instanceSeries(projection, id, 'propertyValue')),
      })),
  }
}
