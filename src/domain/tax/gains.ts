/** Realised gains of a year, path by path, kept apart as the law taxes them apart. */

/** Sums of the year so far, one number a path. */
export const gainsOfYear = [
  /** Taxed in full: of what was held for less than twelve months. */
  'gainFull',
  /** Taxed after the discount. */
  'gainDiscounted',
  /** The same of dwellings, up to the month from which gains are indexed. */
  'gainDeferredHome',
  /** Over a cost base that rose with prices: in full, and at the least rate at least. */
  'gainIndexed',
  'gainIndexedHome',
  /** Of new dwellings that keep the discount while other gains are indexed. */
  'gainDiscountedHome',
  'capitalLoss',
] as const

export type YearOfGains = Readonly<Record<(typeof gainsOfYear)[number], Float64Array>>

/** What the law makes of selling a holding in a month. */
export interface Sale {
  readonly isDwelling: boolean
  /** Held for twelve months: the discount and indexation ask for it. */
  readonly isLong: boolean
  /** `split`: the gain since the split is indexed; `kept`: the discount stays while others are indexed. */
  readonly regime: 'plain' | 'split' | 'kept'
  /** The part of a gain that the discount leaves. */
  readonly taxedPart: number
}

/**
 * The cost of what is sold for `proceeds`. Costs of ownership make a gain smaller, and no loss: they raise the cost at most
 * to the proceeds.
 */
export function costOf(proceeds: number, cost: number, ownershipCosts: number): number {
  const raised = cost + ownershipCosts
  if (raised <= proceeds) return raised
  return cost < proceeds ? proceeds : cost
}

/** Notes an amount as a gain, or as a loss below zero. Returns what of it is taxed before losses are taken off. */
function note(
  { capitalLoss }: YearOfGains,
  gains: Float64Array,
  p: number,
  amount: number,
  taxedPart: number,
): number {
  if (amount <= 0) {
    capitalLoss[p]! -= amount
    return 0
  }
  gains[p]! += amount
  return amount * taxedPart
}

/**
 * Notes what a sale on path `p` realises: `proceeds` after costs, the `cost` (since the split, where there is one), the
 * same risen with prices, and the gain `deferred` at the split. A loss is worked out from the plain cost: between plain and
 * indexed cost there is neither gain nor loss. Returns what is taxed before losses are taken off.
 */
export function noteSale(
  year: YearOfGains,
  { isDwelling, isLong, regime, taxedPart }: Sale,
  p: number,
  proceeds: number,
  cost: number,
  indexedCost: number,
  deferred: number,
): number {
  if (!isLong && regime !== 'split') return note(year, year.gainFull, p, proceeds - cost, 1)
  if (regime === 'plain') return note(year, year.gainDiscounted, p, proceeds - cost, taxedPart)
  if (regime === 'kept') return note(year, year.gainDiscountedHome, p, proceeds - cost, taxedPart)
  const discounted = isDwelling ? year.gainDeferredHome : year.gainDiscounted
  const ofDeferred = note(year, isLong ? discounted : year.gainFull, p, deferred, isLong ? taxedPart : 1)
  const base = isLong ? indexedCost : cost
  const gain = proceeds > base ? proceeds - base : proceeds < cost ? proceeds - cost : 0
  return ofDeferred + note(year, isDwelling ? year.gainIndexedHome : year.gainIndexed, p, gain, 1)
}
