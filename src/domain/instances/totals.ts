/** What the entered amounts add up to today, without projecting anything. */
import { withDefaults } from './defaults.ts'
import type { InstanceKind, InstanceStatus, Params } from './types.ts'

export interface Totals {
  readonly property: number
  readonly portfolio: number
  /** Deposits and offset accounts. */
  readonly cash: number
  /** Loans on properties and loans of their own, as a positive amount. */
  readonly debt: number
  readonly net: number
}

interface Holding {
  readonly kind: InstanceKind
  readonly status: InstanceStatus
  readonly params: Params
}

/** The asset that a holding is and the debt on it, the user's share of both. A future purchase counts as nothing yet. */
export function worthOf(holding: Holding, month: string): { asset: number; offset: number; debt: number } {
  const values = withDefaults(holding.kind, holding.params)
  const amount = (key: string) => Number(values[key] ?? 0)
  if (typeof values.start_month === 'string' && values.start_month > month)
    return { asset: 0, offset: 0, debt: 0 }
  if (holding.kind === 'loan') return { asset: 0, offset: 0, debt: amount('balance') }
  if (holding.kind !== 'property') return { asset: amount('value'), offset: 0, debt: 0 }
  const share = amount('ownership_share') / 100
  return {
    asset: amount('value') * share,
    offset: amount('offset_balance') * share,
    debt: amount('loan_balance') * share,
  }
}

/** Totals of the active holdings that are owned in this month. */
export function totalsOf(holdings: readonly Holding[], month: string): Totals {
  const totals = { property: 0, portfolio: 0, cash: 0, debt: 0 }
  for (const holding of holdings) {
    if (holding.status !== 'active') continue
    const { asset, offset, debt } = worthOf(holding, month)
    if (holding.kind !== 'loan') totals[holding.kind] += asset
    totals.cash += offset
    totals.debt += debt
  }
  return { ...totals, net: totals.property + totals.portfolio + totals.cash - totals.debt }
}
