/** Gains that sales and withdrawals realise, and the split of what is held when gains begin to be indexed. */
import { costOf, noteSale, type Sale } from '#domain/tax/gains.ts'
import type { TaxRules } from '#domain/tax/settle-year.ts'
import { KIND_PROPERTY } from '../compile/compiled-plan.ts'
import { pow } from '../numbers/log.ts'
import type { Run } from './run.ts'

/** Prices at the beginning of a month relative to `indexedFrom`; also of months before the projection. */
export function priceIndexAt(
  { indexedFrom, priceGrowth, priceIndex }: Pick<TaxRules, 'indexedFrom' | 'priceGrowth' | 'priceIndex'>,
  month: number,
) {
  if (month <= indexedFrom) return 1
  return priceIndex[month] ?? pow(priceGrowth, month - indexedFrom)
}

/** What the law makes of selling instance `i` at the end of a month. */
export function saleOf({ plan }: Run, i: number, month: number): Sale {
  const { discount, indexedFrom } = plan.assumptions
  return {
    isDwelling: plan.kind[i] === KIND_PROPERTY,
    // Neither the day of purchase nor that of sale counts: a year to the day is not enough.
    isLong: month + 1 - plan.acquired[i]! > 12,
    regime: month < indexedFrom ? 'plain' : plan.keepsDiscount[i] ? 'kept' : 'split',
    taxedPart: 1 - discount,
  }
}

/** Notes what is sold of instance `i` on a path: a part of the costs and of the deferred gain. */
export function realise(
  run: Run,
  sale: Sale,
  i: number,
  p: number,
  proceeds: number,
  cost: number,
  indexedCost: number,
  deferred: number,
): void {
  run.taxedSums.gains[i]! += noteSale(run.taxYear, sale, p, proceeds, cost, indexedCost, deferred)
}

/** Whether what instance `i` is worth at the beginning of the month becomes its cost. */
function isSplitIn({ plan }: Run, i: number, month: number): boolean {
  const isHeld = plan.acquired[i]! < month && plan.statedAt[i]! <= month
  return (
    month === plan.assumptions.indexedFrom && isHeld && plan.tracksCost[i] === 1 && !plan.keepsDiscount[i]
  )
}

/** Splits what is held, before anything else happens in the month. */
export function splitAtBeginning(run: Run, i: number, month: number): void {
  const { first, last } = run.plan
  if (isSplitIn(run, i, month) && month >= first[i]! && month <= last[i]!) splitGain(run, i)
}

/** The gain so far waits for the sale; from here on the cost is what it is worth. */
function splitGain(run: Run, i: number): void {
  const { paths, value, costBase, realCost, deferred, ownershipCosts } = run
  const claimed = run.claimed[i]!
  for (let at = i * paths, end = at + paths; at < end; at++) {
    const worth = value[at]!
    deferred[at] = worth - costOf(worth, costBase[at]! - claimed, ownershipCosts[at]!)
    ownershipCosts[at] = 0
    costBase[at] = worth
    realCost[at] = worth
  }
  run.claimed[i] = 0
}
