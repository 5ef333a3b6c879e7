/** Net worth now: the first point of a projection that begins in this month, without projecting anything. */
import type { InstanceKind } from '#domain/instances/types.ts'
import { entry } from './entry.ts'
import type { Standing } from './holding-states.ts'

export interface NetWorthNow {
  readonly property: number
  readonly portfolio: number
  /** Deposits and offset accounts. */
  readonly cash: number
  /** Loans on properties and loans of their own, positive. */
  readonly debt: number
  /** The household account; negative when overdrawn. */
  readonly household: number
  readonly net: number
}

/** What holdings, given with where they stand (`standingAt`) in one order, and the household account add up to. */
export function netWorthNow(
  holdings: readonly { readonly kind: InstanceKind }[],
  { states, household }: Standing,
): NetWorthNow {
  const sums = { property: 0, portfolio: 0, cash: 0 }
  let debt = 0
  holdings.forEach(({ kind }, index) => {
    const state = entry(states, index)
    if (kind !== 'loan' && kind !== 'cash_flow') sums[kind] += state.asset
    sums.cash += state.offset
    debt += state.debt
  })
  const net = sums.property + sums.portfolio + sums.cash - debt + household
  return { ...sums, debt, household, net }
}
