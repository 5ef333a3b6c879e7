/**
 * Capital gains of a resident individual, written from the Income Tax Assessment Act 1997 as amended by Act No. 49 of 2026 and its
 * explanatory memorandum, and from nothing else: what the engine is compared with. Days are `YYYY-MM-DD`, those of the contracts.
 */

/** The first day of the new law; what was held the day before is sold and bought again between the two (Subdivision 112-E). */
export const reformDay = '2027-07-01'

/** What somebody sells. Amounts are whole, before any share of an owner. */
export interface Disposal {
  readonly acquired: string
  readonly disposed: string
  /** Price and costs of the purchase, and contributions since: elements 1 and 2. */
  readonly cost: number
  readonly proceeds: number
  /** Element 2 incurred on the day of sale, so that its index factor is one. */
  readonly saleCosts?: number
  /** Market value just before the reform; needed when the reform fell into the time it was held. */
  readonly valueAtReform?: number
  /** Capital works deducted before and since the reform: no part of the cost base (s 110-45). */
  readonly deductedBefore?: number
  readonly deductedSince?: number
  /**
   * Interest, rates, repairs and insurance before and since the reform, where no deduction could be had for them: element 3 (s 110-25(4)), of
   * what was acquired after 20 August 1991. It is no part of the reduced cost base (s 110-55), and is not indexed.
   */
  readonly ownedForBefore?: number
  readonly ownedForSince?: number
  /** What it was: an established dwelling, one that is new to its owner, their home, or anything else. */
  readonly asset: 'established' | 'new_build' | 'main_residence' | 'other'
  /** Of a new dwelling: what its owner chose with the return (s 115-102(5)). */
  readonly choice?: 'discount' | 'index'
}

const categories = [
  'deferred non-residential',
  'deferred residential',
  'non-residential',
  'residential',
] as const

/** A gain of a category of s 102-6, and what later steps ask of it. */
export interface Gain {
  readonly category: (typeof categories)[number]
  readonly amount: number
  /** Fraction by which step 5 reduces it. */
  readonly discount: number
  /** Belongs to the minimum tax capital gain (s 119-5). */
  readonly bearsMinimumTax: boolean
}

export interface GainsAndLosses {
  readonly gains: readonly Gain[]
  readonly loss: number
}

/** Growth of consumer prices between two days: the index number of the later over that of the earlier. */
export type IndexFactor = (from: string, to: string) => number

/** A whole year lies between the two days, neither of them counted (s 114-10, s 115-25; TD 2002/10). */
export function isHeldTwelveMonths(acquired: string, disposed: string): boolean {
  const year = Number(acquired.slice(0, 4)) + 1
  // In a year without 29 February, its anniversary is the last day of the month.
  const anniversary = `${year}${acquired.slice(4)}`.replace(/^(\d+)-02-29$/, (day, y) =>
    Number(y) % 4 === 0 ? day : `${y}-02-28`,
  )
  return disposed > anniversary
}

/** An index factor as the Act has it: to three places, half up (s 960-275(5)). */
export function roundedFactor(factor: number): number {
  return Math.round(factor * 1000) / 1000
}

/** The gains and the loss that one sale makes, each in the income year of the sale. */
export function gainsOf(sale: Disposal, factor: IndexFactor): GainsAndLosses {
  if (sale.asset === 'main_residence') return { gains: [], loss: 0 }
  const { acquired, disposed, cost, proceeds, saleCosts = 0, deductedBefore = 0, deductedSince = 0 } = sale
  const isLongHeld = isHeldTwelveMonths(acquired, disposed)
  const residential = sale.asset !== 'other' ? 'residential' : 'non-residential'
  const plain = (gain: number, discount: number, bearsMinimumTax: boolean): GainsAndLosses =>
    gain >= 0
      ? { gains: [{ category: residential, amount: gain, discount, bearsMinimumTax }], loss: 0 }
      : { gains: [], loss: -gain }
  const joins = acquired > '1991-08-20'
  const [ownedForBefore, ownedForSince] = [sale.ownedForBefore ?? 0, sale.ownedForSince ?? 0].map((costs) =>
    joins ? costs : 0,
  ) as [number, number]
  /** A gain over the cost base, a loss under the reduced one, or neither. */
  const over = (amount: number, costBase: number, reduced: number) =>
    amount > costBase ? amount - costBase : Math.min(0, amount - reduced)
  const reducedCost = cost - deductedBefore - deductedSince
  const wholeGain = over(proceeds - saleCosts, reducedCost + ownedForBefore + ownedForSince, reducedCost)
  if (disposed < reformDay) return plain(wholeGain, isLongHeld ? 0.5 : 0, false)
  // s 115-102, s 112-155(1)(e): the discount over the whole time, no sale in between, no minimum tax.
  if (sale.asset === 'new_build' && sale.choice !== 'index' && isLongHeld) return plain(wholeGain, 0.5, false)

  const isTransitional = acquired < reformDay
  const valueAtReform = sale.valueAtReform ?? Number.NaN
  const base = (isTransitional ? valueAtReform : cost - deductedBefore) - deductedSince
  const incurred = isTransitional ? reformDay : acquired
  const indexed = isLongHeld ? base * factor(incurred, disposed) : base
  const owned = ownedForSince + (isTransitional ? 0 : ownedForBefore)
  const gain = proceeds - saleCosts - indexed - owned
  const loss = base - (proceeds - saleCosts)
  const since: GainsAndLosses =
    gain > 0
      ? plain(gain, 0, true)
      : // The reduced cost base is not indexed (s 110-55): between the two there is neither gain nor loss.
        { gains: [], loss: Math.max(0, loss) }
  if (!isTransitional) return since

  const notional = over(valueAtReform, cost - deductedBefore + ownedForBefore, cost - deductedBefore)
  if (notional < 0) return { gains: since.gains, loss: since.loss - notional }
  const deferred: Gain = {
    category: `deferred ${residential}`,
    amount: notional,
    discount: isLongHeld ? 0.5 : 0,
    bearsMinimumTax: false,
  }
  return { gains: [deferred, ...since.gains], loss: since.loss }
}

export interface NetCapitalGain {
  readonly netGain: number
  /** Part of it that bears at least 30% (s 119-5). */
  readonly minimumTaxGain: number
  /** Net capital loss for later years. */
  readonly lossLeft: number
  readonly quarantinedLeft: number
}

/**
 * The method statement of s 102-5(1), steps 1 to 7 (small business concessions aside). Before the reform a loss may reduce the gains its
 * owner chooses, which are those without a discount first; from then on the order of the categories is the Act's, and within one
 * the owner's choice again.
 */
export function netCapitalGain(
  { gains, loss }: GainsAndLosses,
  lossBroughtForward: number,
  quarantined: number,
  isReformed: boolean,
): NetCapitalGain {
  const order = isReformed
    ? gains.toSorted(
        (a, b) => categories.indexOf(a.category) - categories.indexOf(b.category) || a.discount - b.discount,
      )
    : gains.toSorted((a, b) => a.discount - b.discount)
  const left = order.map(({ amount }) => amount)
  const spend = (available: number, applies: (gain: Gain) => boolean) => {
    let rest = available
    order.forEach((gain, i) => {
      if (!applies(gain)) return
      const used = Math.min(rest, left[i] ?? 0)
      left[i] = (left[i] ?? 0) - used
      rest -= used
    })
    return rest
  }
  const lossLeft = spend(loss + lossBroughtForward, () => true)
  const afterDeferred = spend(quarantined, ({ category }) => category === 'deferred residential')
  const quarantinedLeft = spend(afterDeferred, ({ category }) => category === 'residential')
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
  return {
    netGain: sum(order.map(({ discount }, i) => (left[i] ?? 0) * (1 - discount))),
    minimumTaxGain: sum(order.map(({ bearsMinimumTax }, i) => (bearsMinimumTax ? (left[i] ?? 0) : 0))),
    lossLeft,
    quarantinedLeft,
  }
}
