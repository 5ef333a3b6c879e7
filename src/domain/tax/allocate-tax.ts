/** Who of the whole set owes how much of the tax of each year. */

/** Of a taxpayer's years: arrays are years × instances, or have an entry a year. Sums over the paths of a simulation. */
export interface TaxedYears {
  readonly paths: number
  /** Taxable income less deductions, without gains. */
  readonly assessable: Float64Array
  /** Realised capital gains after the discount, before losses are taken off. */
  readonly gains: Float64Array
  /** Tax credited because of its own income. */
  readonly credits: Float64Array
  /** What gains add to each year's net income, after losses and discount. */
  readonly netGain: ArrayLike<number>
  /** Interest that the household account earned, and what a year had brought before that no holding tells. */
  readonly householdEarned: ArrayLike<number>
  /** 1 for each instance that is a dwelling whose losses wait, and what is not deducted of all of them less what is of earlier years'. */
  readonly lossesWait: ArrayLike<number>
  readonly lossKept: ArrayLike<number>
  readonly tax: ArrayLike<number>
  readonly highestRate: ArrayLike<number>
}

/** A sum is nothing where it is less than this part of the amounts that it adds up: what is left of them is rounding. */
const NOTHING = 1e-9

/** What of a taxpayer's years is known of all instances together, each with an entry a year. */
interface Totals {
  readonly gained: Float64Array
  readonly waiting: Float64Array
  readonly credited: Float64Array
  /** The parts of gains and of losses that wait which count. */
  readonly left: Float64Array
  readonly kept: Float64Array
  /** Net income, and the size of all that it adds up. */
  readonly net: Float64Array
  readonly size: Float64Array
  /** Tax on each unit of it. */
  readonly rates: Float64Array
}

function noTotals(years: number): Totals {
  const none = () => new Float64Array(years)
  return {
    gained: none(),
    waiting: none(),
    credited: none(),
    left: none(),
    kept: none(),
    net: none(),
    size: none(),
    rates: none(),
  }
}

function addUp(
  { assessable, gains, credits, lossesWait }: TaxedYears,
  { gained, waiting, credited }: Totals,
  i: number,
): void {
  for (let year = 0, at = i; at < gains.length; year++, at += lossesWait.length) {
    gained[year]! += gains[at]!
    credited[year]! += credits[at]!
  }
  if (lossesWait[i] !== 1) return
  for (let year = 0, at = i; at < assessable.length; year++, at += lossesWait.length)
    waiting[year]! += Math.abs(assessable[at]!)
}

/** Writes what of each year's net income is instance `i`'s, and adds it up. */
function writeNet(
  parts: Float64Array,
  { paths, assessable, gains, lossesWait }: TaxedYears,
  { left, kept, net, size }: Totals,
  i: number,
): void {
  const waits = lossesWait[i] === 1
  for (let year = 0, at = i; at < assessable.length; year++, at += lossesWait.length) {
    const income = assessable[at]!
    const part = (income + (waits ? Math.abs(income) : 0) * kept[year]! + gains[at]! * left[year]!) / paths
    parts[at] = part
    net[year]! += part
    size[year]! += Math.abs(part)
  }
}

/** Turns what of each year's net income is instance `i`'s into its part of the tax. */
function taxNet(
  parts: Float64Array,
  { paths, credits, lossesWait }: TaxedYears,
  { rates }: Totals,
  i: number,
): void {
  for (let year = 0, at = i; at < parts.length; year++, at += lossesWait.length)
    parts[at] = parts[at]! * rates[year]! - credits[at]! / paths
}

/**
 * Shares out each year's mean tax by taxable income: everyone at the year's average rate tax/net, which lies between
 * nothing and `highestRate`; of a capital gain counts the part that losses and discount leave, of
 * losses that wait the part that is deducted. Where all of it comes to nothing there is no such rate, and nobody has a part. What cannot be shared out
 * so (losses carried from other years) stays with the household account. Credits are its own whose income
 * earned them. Returns each instance's parts: years × instances.
 *
 * Instances are gone through one by one, with all their years each: of many instances the first few are enough for a browser to
 * compile what the others need.
 */
export function allocateTax(sums: TaxedYears): Float64Array {
  const { paths, assessable, lossesWait, householdEarned } = sums
  const years = sums.tax.length
  const totals = noTotals(years)
  const { gained, waiting, credited, left, kept, net, size, rates } = totals
  const partOf = (amount: number, of: number) => (of > 0 ? amount / of : 0)
  const parts = new Float64Array(assessable.length)
  for (let i = 0; i < lossesWait.length; i++) addUp(sums, totals, i)
  for (let year = 0; year < years; year++) {
    left[year] = partOf(sums.netGain[year]!, gained[year]!)
    kept[year] = partOf(sums.lossKept[year]!, waiting[year]!)
    net[year] = householdEarned[year]! / paths
    size[year] = Math.abs(net[year]!)
  }
  for (let i = 0; i < lossesWait.length; i++) writeNet(parts, sums, totals, i)
  for (let year = 0; year < years; year++) {
    const isNothing = Math.abs(net[year]!) <= NOTHING * size[year]!
    const rate = isNothing ? 0 : (sums.tax[year]! + credited[year]! / paths) / net[year]!
    rates[year] = Math.min(Math.max(rate, 0), sums.highestRate[year]!)
  }
  for (let i = 0; i < lossesWait.length; i++) taxNet(parts, sums, totals, i)
  return parts
}
